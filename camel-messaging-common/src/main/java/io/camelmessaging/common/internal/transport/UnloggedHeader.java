/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal.transport;

import org.apache.hc.core5.http.Header;

/**
 * A header whose value the client's log does not show: it may be a credential.
 */
record UnloggedHeader(String name, String value) implements Header {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getValue() {
        return value;
    }

    @Override
    public boolean isSensitive() {
        return true;
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
