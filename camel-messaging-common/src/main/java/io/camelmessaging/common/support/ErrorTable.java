/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The errors that a provider documents: what becomes of a call, of a message inside an answer of success, and the table
 * of codes on its page all come from here.
 */
public final class ErrorTable {

    private final Map<String, ErrorCode> errors = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException if two have the same code
     */
    public ErrorTable(ErrorCode... errors) {
        for (ErrorCode error : errors) {
            if (this.errors.put(error.code(), error) != null) {
                throw new IllegalArgumentException("The code " + error.code() + " stands twice in a table of errors.");
            }
        }
    }

    /** The row of a code; empty if it is not known, or null. */
    public Optional<ErrorCode> find(String code) {
        return Optional.ofNullable(code == null ? null : errors.get(code));
    }

    /** All rows. */
    public Collection<ErrorCode> codes() {
        return errors.values();
    }
}
