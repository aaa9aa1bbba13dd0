/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A list of ids in a statement, filled up to one of a few lengths by repeating the last, so that databases and pools
 * know the statement by its text.
 */
record Ids(List<String> ids) {

    private static final List<Integer> LENGTHS = List.of(1, 4, 16, 64, 256, 1024);

    static Ids of(List<String> ids) {
        int length = LENGTHS.stream().filter(one -> one >= ids.size()).findFirst().orElse(ids.size());
        List<String> filled = new ArrayList<>(ids);
        filled.addAll(Collections.nCopies(length - ids.size(), ids.get(ids.size() - 1)));
        return new Ids(List.copyOf(filled));
    }

    /** The place for them, as {@code (?, ?)}. */
    String marks() {
        return "(" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")";
    }

    /** The values of a statement: these, and others behind them. */
    Object[] values(Object... behind) {
        List<Object> values = new ArrayList<>(ids);
        values.addAll(Arrays.asList(behind));
        return values.toArray();
    }

    /** The values of a statement: these, and others before them. */
    Object[] valuesAfter(Object... before) {
        List<Object> values = new ArrayList<>(Arrays.asList(before));
        values.addAll(ids);
        return values.toArray();
    }
}
