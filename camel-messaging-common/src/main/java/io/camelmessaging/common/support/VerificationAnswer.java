/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import io.camelmessaging.common.ProvidesHeaders;
import io.camelmessaging.common.VerificationReason;

/**
 * What a check of a one-time code came to. It fails closed: what does not say that the code was right verifies nothing.
 */
public interface VerificationAnswer extends ProvidesHeaders {

    /** Whether the code was right. */
    boolean verified();

    /** Why the code was not right; null if it was. */
    VerificationReason reason();

    /** The provider's id of the verification; null where it tells verifications by the number. */
    default String verificationId() {
        return null;
    }

    /** Whether an answer of success says that the code was right. */
    boolean saysVerified();

    /** The same answer as one to a right code. */
    VerificationAnswer asVerified(VerificationRequest checked);
}
