/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import io.camelmessaging.sandbox.MessagingSandbox;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a sandbox while the tests of a class run; the extensions for users stand on this module. */
record RunningSandbox(MessagingSandbox sandbox) implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        sandbox.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        sandbox.close();
    }
}
