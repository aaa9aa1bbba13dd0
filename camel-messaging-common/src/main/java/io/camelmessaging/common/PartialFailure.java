/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * What a list of which some were refused ends as.
 */
public enum PartialFailure {

    /** A result with the outcome of each. */
    report,
    /** A {@link RequestRejectedException} with the outcome of each. */
    fail
}
