package io.camelmessaging.common.binding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A value and where it came from.
 *
 * @param value the value
 * @param place a body field, header or option
 * @param name  the name of it
 */
record Sourced(Object value, String place, String name) {

    /** Where it came from, as a refusal tells it. */
    String source() {
        return place + " " + name;
    }

    /** Whether a value counts: blank text and an empty collection do not. */
    static boolean isGiven(Object value) {
        return value != null && !(value instanceof CharSequence text && text.toString().isBlank())
                && !(value instanceof Collection<?> many && many.isEmpty());
    }

    /** Whether it counts for a field: recipients that are all blank do not. */
    static boolean isGiven(FieldSpec field, Object value) {
        return isGiven(value) && (field.neutral() != Neutral.TO || !recipients(value).isEmpty());
    }

    /** Recipients one by one: of a collection, an array or a text with commas. */
    static List<Object> recipients(Object value) {
        Collection<?> values = value instanceof Collection<?> many
                ? many : Arrays.asList(value instanceof Object[] array ? array : String.valueOf(value).split(","));
        List<Object> recipients = new ArrayList<>(values.size());
        for (Object one : values) {
            if (isGiven(one)) {
                recipients.add(one instanceof CharSequence text ? text.toString().strip() : one);
            }
        }
        return recipients;
    }
}
