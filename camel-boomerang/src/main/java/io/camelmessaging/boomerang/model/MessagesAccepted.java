/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.camelmessaging.boomerang.BoomerangConstants;
import io.camelmessaging.common.ExtraFields;
import io.camelmessaging.common.ProvidesHeaders;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.CorrelatedAnswer;
import io.camelmessaging.common.support.PartialAnswer;

/**
 * The answer to a sending operation: the messages that Boomerang took, which are not yet delivered.
 * <p>
 * Transactions are tied to recipients by number or address, since neither their order nor that all come is promised. A
 * recipient without one has the state {@code UNKNOWN}: the provider lists what it took, and takes nothing anew whose
 * idempotency key it knows.
 *
 * @param status       the result code, whose values are not published
 * @param message      the text for it
 * @param transactions one for each message that was taken
 * @param outcomes     what became of each recipient; not on the wire
 * @param extraFields  fields that the provider has and this component does not know, by their wire names
 */
public record MessagesAccepted(
        Integer status,
        String message,
        List<Transaction> transactions,
        @JsonIgnore List<RecipientOutcome> outcomes,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> extraFields)
        implements
            SendResult,
            CorrelatedAnswer,
            PartialAnswer<MessagesAccepted>,
            ProvidesHeaders,
            WireAnswer {

    public MessagesAccepted {
        transactions = present(transactions);
        outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
        extraFields = ExtraFields.copy(extraFields);
    }

    private static List<Transaction> present(List<Transaction> entries) {
        if (entries == null) {
            return List.of();
        }
        // not a further copy of a list that was copied before: an answer is made twice, of ten thousand entries each
        return entries.stream().allMatch(Objects::nonNull)
                ? List.copyOf(entries) : entries.stream().filter(Objects::nonNull).toList();
    }

    @Override
    public MessagesAccepted sentTo(List<String> recipients) {
        List<RecipientOutcome> inOrder = inOrder(recipients);
        return new MessagesAccepted(
                status, message, transactions, inOrder == null ? byRecipient(recipients) : inOrder, extraFields);
    }

    /** The outcomes where each recipient has its transaction at its own place, as is usual; else null. */
    private List<RecipientOutcome> inOrder(List<String> recipients) {
        if (transactions.size() != recipients.size()) {
            return null;
        }
        List<RecipientOutcome> tied = new ArrayList<>(recipients.size());
        for (String recipient : recipients) {
            Transaction transaction = transactions.get(tied.size());
            if (!recipient.equals(transaction.recipient()) && !key(recipient).equals(key(transaction.recipient()))) {
                return null;
            }
            tied.add(accepted(recipient, transaction));
        }
        return tied;
    }

    private List<RecipientOutcome> byRecipient(List<String> recipients) {
        Map<String, Deque<Transaction>> taken = new HashMap<>();
        transactions.forEach(
                transaction -> taken.computeIfAbsent(key(transaction.recipient()), key -> new ArrayDeque<>()).add(transaction));
        List<RecipientOutcome> tied = new ArrayList<>(recipients.size());
        for (String recipient : recipients) {
            Deque<Transaction> own = taken.get(key(recipient));
            tied.add(own == null || own.isEmpty()
                    ? RecipientOutcome.of(recipient, RecipientOutcome.State.UNKNOWN)
                    : accepted(recipient, own.remove()));
        }
        for (Transaction transaction : transactions) {
            Deque<Transaction> left = taken.get(key(transaction.recipient()));
            if (!left.isEmpty()) {
                // to a recipient that was not asked for: the provider wrote the number in another form
                tied.add(accepted(transaction.recipient(), left.remove()));
            }
        }
        return tied;
    }

    /** One answer of those to the pieces of a request. */
    @Override
    public MessagesAccepted followedBy(List<MessagesAccepted> following) {
        List<Transaction> all = new ArrayList<>(transactions);
        List<RecipientOutcome> everybody = new ArrayList<>(outcomes);
        Map<String, Object> extra = new HashMap<>(extraFields);
        for (MessagesAccepted next : following) {
            all.addAll(next.transactions);
            everybody.addAll(next.outcomes);
            next.extraFields.forEach(extra::putIfAbsent);
        }
        return new MessagesAccepted(status, message, all, everybody, extra);
    }

    @Override
    public Map<String, Object> headers() {
        Map<String, Object> headers = new HashMap<>();
        headers.put(BoomerangConstants.RESPONSE_STATUS, status);
        headers.put(BoomerangConstants.RESPONSE_MESSAGE, message);
        return headers;
    }

    private static RecipientOutcome accepted(String recipient, Transaction transaction) {
        return new RecipientOutcome(
                recipient, RecipientOutcome.State.ACCEPTED, transaction.transactionId(), null, transaction.partsPerMessage(),
                null);
    }

    /** What two ways to write a number, or an address, have in common. */
    private static String key(String recipient) {
        if (recipient == null) {
            return "";
        }
        return recipient.indexOf('@') >= 0
                ? recipient.strip().toLowerCase(Locale.ROOT)
                : digits(recipient);
    }

    /** The digits without zeros before them. */
    private static String digits(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            char character = number.charAt(i);
            if (character >= '0' && character <= '9' && (character != '0' || digits.length() > 0)) {
                digits.append(character);
            }
        }
        return digits.toString();
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "MessagesAccepted[" + status + ", " + transactions.size() + " transactions]";
    }
}
