/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

/**
 * Who wants to log in.
 *
 * @param phone the number in international form, such as {@code +37255500123}
 */
record LoginRequest(String phone) {

    /** Names no number. */
    @Override
    public String toString() {
        return "LoginRequest[]";
    }
}
