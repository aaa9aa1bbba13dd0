/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

/**
 * What a verification code that is not right ends as.
 */
public enum VerifyFailure {

    /** A body that says so. */
    result,
    /** An exception. */
    exception
}
