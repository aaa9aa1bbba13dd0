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
 * A list of ids in a statement.
 * <p>
 * For PostgreSQL it is one array: a long list of parameters makes a generic plan read the whole table and compare each
 * row with each of them. For H2 it is filled up to one of a few lengths by repeating the last, so that the database
 * knows the statement by its text.
 *
 * @param array whether it is one value
 */
record Ids(List<String> ids, boolean array) {

    private static final List<Integer> LENGTHS = List.of(1, 4, 16, 64, 256, 1024);

    static Ids array(List<String> ids) {
        return new Ids(List.copyOf(ids), true);
    }

    static Ids list(List<String> ids) {
        int length = LENGTHS.stream().filter(one -> one >= ids.size()).findFirst().orElse(ids.size());
        List<String> filled = new ArrayList<>(ids);
        filled.addAll(Collections.nCopies(length - ids.size(), ids.get(ids.size() - 1)));
        return new Ids(List.copyOf(filled), false);
    }

    /** What follows a column in a condition. */
    String isAmong() {
        return array ? " = any (?)" : " in (" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")";
    }

    /** The values of a statement: these, and others behind them. */
    Object[] values(Object... behind) {
        List<Object> values = own();
        values.addAll(Arrays.asList(behind));
        return values.toArray();
    }

    /** The values of a statement: these, and others before them. */
    Object[] valuesAfter(Object... before) {
        List<Object> values = new ArrayList<>(Arrays.asList(before));
        values.addAll(own());
        return values.toArray();
    }

    private List<Object> own() {
        List<Object> values = new ArrayList<>();
        if (array) {
            values.add(ids.toArray(String[]::new));
        } else {
            values.addAll(ids);
        }
        return values;
    }
}
