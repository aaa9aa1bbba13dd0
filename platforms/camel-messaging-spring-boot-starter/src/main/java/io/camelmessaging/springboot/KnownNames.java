/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.util.Collection;

/** The names that properties under one prefix may have. */
interface KnownNames {

    /** In camel case. */
    Collection<String> names();

    /** Whether what follows the name is the application's choice, as the keys of a map. */
    boolean isMap(String name);

    /** The name that a property has without the other way to write it. */
    default String withoutAlias(String name) {
        return name;
    }
}
