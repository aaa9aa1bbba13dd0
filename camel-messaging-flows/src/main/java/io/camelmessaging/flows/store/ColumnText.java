/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Text from outside, made fit for a column: what a database refuses in it would make a provider repeat its call for
 * ever.
 */
public final class ColumnText {

    /** PostgreSQL stores no NUL in text. */
    private static final String NUL = "\u0000";
    /** Halves of pairs only, as patterns go by code points; no encoding of a database has them. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final int DIGEST_LENGTH = 44;

    private ColumnText() {
    }

    /** Without NUL, and with U+FFFD for each half of a surrogate pair. */
    public static String clean(String text) {
        if (text == null) {
            return null;
        }
        String withoutNul = text.indexOf(NUL) < 0 ? text : text.replace(NUL, "");
        for (int i = 0; i < withoutNul.length(); i++) {
            if (Character.isSurrogate(withoutNul.charAt(i))) {
                return LONE_SURROGATE.matcher(withoutNul).replaceAll("\ufffd");
            }
        }
        return withoutNul;
    }

    /** Clean, and of at most so many characters: the beginning. */
    public static String cut(String text, int max) {
        String clean = clean(text);
        if (clean == null || clean.length() <= max) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(max - 1)) ? max - 1 : max);
    }

    /**
     * Clean, and of at most so many characters, without that two keys become one: the end of a longer one is replaced
     * by a digest of the whole.
     *
     * @param max at least the length of a digest, 44
     */
    public static String key(String text, int max) {
        String clean = clean(text);
        return clean == null || clean.length() <= max ? clean : cut(clean, max - DIGEST_LENGTH) + "#" + digest(clean);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
