/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A one-time code to check.
 */
public interface VerificationRequest {

    /** The answer that a wrong or expired code stands for, from what the provider said of it. */
    VerificationAnswer failed(JsonNode answer);
}
