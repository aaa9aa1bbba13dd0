/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware.model;

import io.camelmessaging.common.support.binding.RequestField;

/**
 * A question for the state of a request ({@code GET /v1/requests/{id}}).
 *
 * @param id the id that a sending operation answered; required
 */
public record RequestInfoRequest(
        @RequestField(required = true, body = true) String id) {
}
