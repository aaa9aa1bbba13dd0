/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import java.util.Set;

/**
 * Who may log in. An application has a table of users here.
 *
 * @param phones their numbers in E.164 form
 */
public record Accounts(Set<String> phones) {

    /** Whether somebody has this number. */
    public boolean has(String phone) {
        return phones.contains(phone);
    }

    /** Names no number. */
    @Override
    public String toString() {
        return "Accounts[" + phones.size() + "]";
    }
}
