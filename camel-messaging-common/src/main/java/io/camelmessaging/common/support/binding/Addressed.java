/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Who gets which message of one exchange, so that nobody gets the same twice.
 */
final class Addressed {

    private final Numbers numbers;
    private final Map<List<Object>, Set<Object>> byContent = new HashMap<>();

    Addressed(Numbers numbers) {
        this.numbers = numbers;
    }

    /**
     * Those of the recipients to whom the message does not go yet; it goes to them now.
     *
     * @param content all of a request but its recipient
     */
    <T> List<T> fresh(Object[] content, List<T> recipients) {
        Set<Object> known = byContent.computeIfAbsent(
                Arrays.asList(content.clone()), unknown -> new HashSet<>(recipients.size() * 2));
        List<T> fresh = new ArrayList<>(recipients.size());
        for (T recipient : recipients) {
            if (known.add(identity(recipient))) {
                fresh.add(recipient);
            }
        }
        return fresh;
    }

    private Object identity(Object recipient) {
        if (!(recipient instanceof String text)) {
            return recipient;
        }
        return text.indexOf('@') < 0 ? numbers.identity(text) : text.toLowerCase(Locale.ROOT);
    }
}
