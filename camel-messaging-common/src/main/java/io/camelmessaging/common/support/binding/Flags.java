/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.util.Locale;

/**
 * What people write for yes and no.
 */
final class Flags {

    private Flags() {
    }

    /** True or false if the value stands for one; else the value, for the conversion to refuse. */
    static Object truth(Object value) {
        return switch (String.valueOf(value).strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> value;
        };
    }

    /** 1 or 0 likewise; null if the value stands for neither. */
    static Integer number(Object value) {
        return truth(value) instanceof Boolean is ? Integer.valueOf(is ? 1 : 0) : null;
    }
}
