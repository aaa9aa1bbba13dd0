/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import io.camelmessaging.common.ProvidesHeaders;

/**
 * What a check of a one-time code came to. It fails closed: what does not say that the code was right verifies nothing.
 */
public interface VerificationAnswer extends ProvidesHeaders {

    /** Whether the code was right. */
    boolean verified();

    /** Whether an answer of success says that the code was right. */
    boolean saysVerified();

    /** The same answer as one to a right code. */
    VerificationAnswer asVerified(VerificationRequest checked);
}
