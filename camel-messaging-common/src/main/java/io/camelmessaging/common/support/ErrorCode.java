/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import io.camelmessaging.common.RejectionReason;

/**
 * A row of a provider's table of errors.
 *
 * @param code         the code as it stands in an answer
 * @param effect       what it says of the request
 * @param reason       why the provider said no; null if it did not say no
 * @param advice       what to do, one clause without a full stop
 * @param verification whether a check of a one-time code makes a negative result of it
 */
public record ErrorCode(String code, Effect effect, RejectionReason reason, String advice, boolean verification) {

    /** What an error says of the request. */
    public enum Effect {
        /** Refused: nothing was done. */
        REFUSED,
        /** Not taken now, and nothing was done: it may be sent again. */
        NOT_PROCESSED,
        /** What became of it is not said. */
        UNCLEAR
    }

    /** The provider said no. */
    public static ErrorCode refused(String code, RejectionReason reason, String advice) {
        return new ErrorCode(code, Effect.REFUSED, reason, advice, reason == RejectionReason.VERIFICATION);
    }

    /** The provider did not take it now. */
    public static ErrorCode notProcessed(String code, String advice) {
        return new ErrorCode(code, Effect.NOT_PROCESSED, null, advice, false);
    }

    /** The provider failed, and does not say whether the request was carried out. */
    public static ErrorCode unclear(String code, String advice) {
        return new ErrorCode(code, Effect.UNCLEAR, null, advice, false);
    }

    /** The same, of which a check of a one-time code makes a negative result. */
    public ErrorCode asVerificationResult() {
        return new ErrorCode(code, effect, reason, advice, true);
    }
}
