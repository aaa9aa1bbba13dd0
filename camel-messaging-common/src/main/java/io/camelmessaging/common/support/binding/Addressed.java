/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who gets which message of one exchange, so that nobody gets the same twice.
 */
final class Addressed {

    private final Numbers numbers;
    /** Made with the first, as a list of thousands would have it made anew many times over. */
    private Map<Object, Told> byRecipient;

    Addressed(Numbers numbers) {
        this.numbers = numbers;
    }

    /**
     * Those of the recipients to whom the message does not go yet; it goes to them now.
     *
     * @param content all of a request but its recipient
     */
    <T> List<T> fresh(Object[] content, List<T> recipients) {
        if (byRecipient == null) {
            byRecipient = new HashMap<>(recipients.size() * 2);
        }
        Told first = new Told(content.clone(), null);
        List<T> fresh = new ArrayList<>(recipients.size());
        for (T recipient : recipients) {
            Object identity = identity(recipient);
            Told known = byRecipient.putIfAbsent(identity, first);
            if (known == null) {
                fresh.add(recipient);
            } else if (!known.has(content)) {
                byRecipient.put(identity, new Told(first.content(), known));
                fresh.add(recipient);
            }
        }
        return fresh;
    }

    /**
     * What goes to a recipient. Lists rarely have somebody twice, so that who it is tells nearly always that a message
     * is new, and no text has to be hashed.
     *
     * @param content all of a request but its recipient
     * @param before  what goes to the same recipient besides, or null
     */
    private record Told(Object[] content, Told before) {

        boolean has(Object[] other) {
            for (Told each = this; each != null; each = each.before) {
                if (Arrays.equals(each.content, other)) {
                    return true;
                }
            }
            return false;
        }
    }

    private Object identity(Object recipient) {
        if (!(recipient instanceof String text)) {
            return recipient;
        }
        return text.indexOf('@') < 0 ? numbers.identity(text) : text.toLowerCase(Locale.ROOT);
    }
}
