/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;

import io.camelmessaging.common.SendResult;

/**
 * An answer that does not say by itself to whom its messages went.
 */
public interface CorrelatedAnswer {

    /**
     * The same answer with the outcome of each recipient.
     *
     * @param recipients those of the request, as they were sent
     */
    SendResult sentTo(List<String> recipients);
}
