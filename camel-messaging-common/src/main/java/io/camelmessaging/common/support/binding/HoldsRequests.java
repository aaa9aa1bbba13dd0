/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.util.Map;

/**
 * A request that holds the fields of other operations, such as those of the steps of a chain: they are checked as those
 * of their own operation are.
 */
public interface HoldsRequests {

    /** Checks the fields of one held request. */
    @FunctionalInterface
    interface Fields {

        /**
         * The fields as they go out.
         *
         * @param  type                     the record of the operation that they belong to
         * @param  given                    the fields by wire name
         * @param  place                    where they stand in the whole, such as {@code flow[0].message}; empty for at
         *                                  its top
         * @throws IllegalArgumentException if one is missing or wrong
         */
        Map<String, Object> checked(Class<? extends Record> type, Map<String, Object> given, String place);
    }

    /** The same with what the check made of the fields of each. */
    Record withChecked(Fields fields);
}
