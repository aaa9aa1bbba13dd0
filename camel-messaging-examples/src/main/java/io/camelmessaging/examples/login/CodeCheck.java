/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

/**
 * A code that somebody typed.
 *
 * @param login what the answer to {@code POST /login} called this login
 * @param code  the code
 */
record CodeCheck(String login, String code) {

    /** Names no login and no code. */
    @Override
    public String toString() {
        return "CodeCheck[]";
    }
}
