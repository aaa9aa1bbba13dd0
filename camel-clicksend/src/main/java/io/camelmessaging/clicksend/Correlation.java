/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

import io.camelmessaging.clicksend.model.SendItem;
import io.camelmessaging.clicksend.model.SentEntry;
import io.camelmessaging.common.RecipientOutcome;

/**
 * Ties what an answer tells to what was sent: by reference and recipient, never by position, since the answer may hold
 * more entries than the request and writes numbers in its own form.
 */
final class Correlation {

    private static final int MIN_DIGITS = 6;

    private Correlation() {
    }

    static List<RecipientOutcome> outcomes(List<SendItem> items, List<? extends SentEntry> entries) {
        SentEntry[] left = entries.toArray(SentEntry[]::new);
        RecipientOutcome[] outcomes = new RecipientOutcome[items.size()];
        // the first nearly always finds all
        if (match(items, left, outcomes, (item, entry) -> sameRecipient(item, entry) && sameReference(item, entry))
                && match(items, left, outcomes, Correlation::sameRecipient)) {
            match(items, left, outcomes, (item, entry) -> item.customString() != null && sameReference(item, entry));
        }
        List<SentEntry> others = Arrays.stream(left).filter(Objects::nonNull).toList();
        List<RecipientOutcome> all = new ArrayList<>(outcomes.length + others.size());
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] != null) {
                all.add(outcomes[i]);
            } else if (items.get(i).listId() == null || others.isEmpty()) {
                all.add(RecipientOutcome.of(name(items.get(i)), RecipientOutcome.State.UNKNOWN));
            }
        }
        // a list is answered contact by contact
        others.forEach(entry -> all.add(entry.outcome(entry.to())));
        return all;
    }

    /**
     * @param  left the entries that belong to nobody yet, null where one belonged to somebody
     * @return      whether there are still such entries
     */
    private static boolean match(
            List<SendItem> items, SentEntry[] left, RecipientOutcome[] outcomes, BiPredicate<SendItem, SentEntry> same) {
        int first = 0;
        for (int i = 0; i < outcomes.length; i++) {
            SendItem item = items.get(i);
            if (outcomes[i] != null || item.listId() != null) {
                continue;
            }
            // answers mostly keep the order, so that the first is nearly always the right one
            while (first < left.length && left[first] == null) {
                first++;
            }
            for (int j = first; j < left.length; j++) {
                if (left[j] != null && same.test(item, left[j])) {
                    outcomes[i] = left[j].outcome(item.to());
                    left[j] = null;
                    break;
                }
            }
        }
        while (first < left.length && left[first] == null) {
            first++;
        }
        return first < left.length;
    }

    /** Whether an entry has both the reference, which must be there, and the recipient of a message. */
    static boolean isSame(SendItem item, SentEntry entry) {
        return blankToNull(item.customString()) != null && sameReference(item, entry) && sameRecipient(item, entry);
    }

    private static boolean sameReference(SendItem item, SentEntry entry) {
        return Objects.equals(blankToNull(item.customString()), blankToNull(entry.customString()));
    }

    private static boolean sameRecipient(SendItem item, SentEntry entry) {
        return sameRecipient(item.to(), entry);
    }

    /** Whether an entry tells of a message to a number. */
    static boolean sameRecipient(String to, SentEntry entry) {
        if (to == null || entry.to() == null) {
            return false;
        }
        if (to.equals(entry.to())) {
            return true;
        }
        String told = entry.to().replaceAll("\\D", "");
        if (to.startsWith("+")) {
            return told.equals(to.substring(1));
        }
        // a local number comes back in E.164
        String sent = to.replaceAll("\\D", "").replaceFirst("^0+", "");
        return sent.length() >= MIN_DIGITS && told.endsWith(sent);
    }

    static String name(SendItem item) {
        return item.to() == null ? "list " + item.listId() : item.to();
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
