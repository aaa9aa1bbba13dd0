/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.SQLException;

/**
 * What belongs to a flow, or why this version cannot read it.
 *
 * @param flowId  the flow
 * @param read    what was read; null if it cannot be
 * @param failure why it cannot; null if it can
 */
record Readable<T>(String flowId, T read, RuntimeException failure) {

    /** Reads a value. */
    interface Reader<T> {
        T read() throws SQLException;
    }

    static <T> Readable<T> of(String flowId, Reader<T> reader) throws SQLException {
        try {
            return new Readable<>(flowId, reader.read(), null);
        } catch (RuntimeException e) {
            return new Readable<>(flowId, null, e);
        }
    }

    T value() {
        if (failure != null) {
            throw failure;
        }
        return read;
    }
}
