/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.camel.support.console.AbstractDevConsole;

/**
 * The developer console {@code messaging-accounts}: the accounts at providers with their limits, what waits, and what
 * was refused last. It shows no credential, no text and no number.
 */
public final class AccountsDevConsole extends AbstractDevConsole {

    public AccountsDevConsole() {
        super("camel", "messaging-accounts", "Messaging Accounts", "Limits, queues and last refusals of messaging accounts");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return Observers.of(getCamelContext()).accounts().stream().map(MessagingAccount::toString)
                .collect(Collectors.joining("\n"));
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        List<Map<String, Object>> accounts = Observers.of(getCamelContext()).accounts().stream()
                .map(MessagingAccount::describe).toList();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("accounts", accounts);
        return root;
    }
}
