/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells one person from another where a number is written in two ways: what a provider writes may be another form than
 * what was sent to.
 */
final class Subscriber {

    /** A form, and what it is replaced by. */
    private record Variant(Pattern form, String key) {

        Variant(String form, String key) {
            this(Pattern.compile(form), key);
        }
    }

    private static final List<Variant> VARIANTS = List.of(
            // Argentina's mark of a mobile
            new Variant("549(\\d{10})", "54$1"),
            // Mexico's, until 2020
            new Variant("521(\\d{10})", "52$1"),
            // mobiles of Brazil before their ninth digit
            new Variant("55(\\d{2})([689]\\d{7})", "55$19$2"),
            // Benin before November 2024
            new Variant("229(\\d{8})", "22901$1"));

    private Subscriber() {
    }

    /** The same for all forms of one number; an e-mail address in lower case. */
    static String key(String recipient) {
        String digits = SandboxState.recipientKey(recipient);
        return VARIANTS.stream().filter(variant -> variant.form().matcher(digits).matches()).findFirst()
                .map(variant -> variant.form().matcher(digits).replaceFirst(variant.key())).orElse(digits);
    }
}
