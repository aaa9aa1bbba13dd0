/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang.model;

import io.camelmessaging.common.support.ProviderBean;

/**
 * What all answers of the provider have.
 */
public interface WireAnswer extends ProviderBean {

    /** The result code of the call, whose values are not published; null if the answer lacks it. */
    Integer status();

    /** The text for the result code; null if the answer lacks it. */
    String message();
}
