/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

/**
 * What came of a call of a provider, or of a lookup of what came of one. Reasons hold no personal data.
 */
public sealed interface CallOutcome {

    /** Why it was not accepted; null if it was. */
    String reason();

    /**
     * The provider took the message.
     *
     * @param provider  the scheme of the component that answered; null if it does not say
     * @param account   the account that it was sent by, in short; null if none is known
     * @param messageId the provider's id of the message; null if none is known
     */
    record Accepted(String provider, String account, String messageId) implements CallOutcome {
        @Override
        public String reason() {
            return null;
        }

        /** Names no account. */
        @Override
        public String toString() {
            return "Accepted[" + provider + "]";
        }
    }

    /**
     * The provider said no.
     *
     * @param everywhere whether no other provider may be tried either, as when the recipient opted out
     */
    record Rejected(String reason, boolean everywhere) implements CallOutcome {
    }

    /** It provably reached nobody. */
    record Unavailable(String reason) implements CallOutcome {
    }

    /** No call was made, as those before failed again and again. */
    record Skipped() implements CallOutcome {
        @Override
        public String reason() {
            return "skipped, as it failed again and again before";
        }
    }

    /** No call was made, as sends are stopped or could not be judged: the same step is due again later. */
    record Withheld(String reason) implements CallOutcome {
    }

    /** Nobody knows. */
    record Unknown(String reason) implements CallOutcome {
    }
}
