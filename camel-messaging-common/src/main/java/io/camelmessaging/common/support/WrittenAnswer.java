/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.time.Duration;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.PartialFailure;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.ProvidesHeaders;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.internal.Redaction;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What came of a send as its exchange has it: body and headers, or the exception.
 */
final class WrittenAnswer {

    private final MessagingEndpoint endpoint;
    private final ProviderApi api;
    private final String account;

    WrittenAnswer(MessagingEndpoint endpoint, ProviderApi api, String account) {
        this.endpoint = endpoint;
        this.api = api;
        this.account = account;
    }

    /** @throws RequestRejectedException if nobody was accepted, or if the route wants no refusal at all */
    void complete(Exchange exchange, Object answer) {
        if (answer instanceof SendResult result) {
            refuseFailures(result);
        }
        Message message = exchange.getMessage();
        message.setBody(answer);
        message.setHeader(MessagingConstants.PROVIDER, endpoint.scheme());
        message.setHeader(MessagingConstants.ACCOUNT, account);
        if (answer instanceof SendResult result) {
            ResultHeaders.write(message, result, endpoint.getOperation().isSms());
        }
        if (answer instanceof SendResult result && endpoint.getOperation().isVerification()) {
            ResultHeaders.setOrRemove(message, MessagingConstants.VERIFICATION_ID,
                    result.outcomes().isEmpty() ? null : result.outcomes().get(0).messageId());
        }
        if (answer instanceof VerificationAnswer check) {
            message.setHeader(MessagingConstants.VERIFIED, check.verified());
            ResultHeaders.setOrRemove(message, MessagingConstants.VERIFICATION_REASON, check.reason());
            if (check.verificationId() != null) {
                message.setHeader(MessagingConstants.VERIFICATION_ID, check.verificationId());
            }
        }
        if (answer instanceof BalanceAnswer balance) {
            ResultHeaders.setOrRemove(message, MessagingConstants.BALANCE, balance.balance());
            ResultHeaders.setOrRemove(message, MessagingConstants.BALANCE_CURRENCY, balance.balanceCurrency());
        }
        if (answer instanceof ProvidesHeaders own) {
            own.headers().forEach((name, value) -> ResultHeaders.setOrRemove(message, name, value));
        }
    }

    /** Ends an exchange with what a call came to, and the delay that the provider asked for. */
    void fail(Exchange exchange, Throwable failure) {
        exchange.setException(failure);
        ResultHeaders.setOrRemove(exchange.getMessage(), Exchange.REDELIVERY_DELAY,
                failure instanceof ProviderUnavailableException unavailable
                        ? unavailable.retryAfter().map(Duration::toMillis).orElse(null) : null);
    }

    private void refuseFailures(SendResult result) {
        int refused = result.count(RecipientOutcome.State.REJECTED);
        boolean strict = endpoint.getConfiguration() instanceof BulkConfiguration bulk
                && bulk.getPartialFailure() == PartialFailure.fail;
        if (refused == 0 || result.count(RecipientOutcome.State.ACCEPTED) > 0 && !strict) {
            return;
        }
        RecipientOutcome first = result.outcomes().stream()
                .filter(outcome -> outcome.state() == RecipientOutcome.State.REJECTED).findFirst().orElseThrow();
        throw new RequestRejectedException(
                api.reason(first), api.failure(
                        200, first.code(), null, refused + " of " + result.outcomes().size()
                                                 + " recipients were refused, the first was "
                                                 + Redaction.recipient(first.recipient())
                                                 + "; outcomes() of the exception tells of each",
                        null));
    }
}
