/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

import io.camelmessaging.common.support.ProviderBean;

/**
 * What ClickSend says around the data of every answer. It speaks of the request only: each message of a send has a
 * status of its own.
 */
public interface Answer extends ProviderBean {

    /** The status that the answer names, else that of HTTP; null in a row of a listing. */
    Integer httpCode();

    /** The code of the answer, mostly {@code SUCCESS}; null if there is none, and in a row of a listing. */
    String responseCode();

    /** Text for people, whose wording changes; null if there is none, and in a row of a listing. */
    String responseMsg();
}
