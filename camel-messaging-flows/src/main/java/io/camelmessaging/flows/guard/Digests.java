/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What counters hold in the place of numbers, texts and callers: digests that nobody can make without the key, as the
 * numbers of a country are few enough to try them all.
 */
final class Digests {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 16;
    private static final int MEMBER_BYTES = 6;

    private final SecretKeySpec key;

    Digests(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Of a value that is counted: 22 characters. */
    String of(String value) {
        return encoded(value, KEY_BYTES);
    }

    /** Of one of the few values that a counter holds apart: 8 characters and a semicolon. */
    String member(String value) {
        return encoded(value, MEMBER_BYTES) + ";";
    }

    /** Without a key, of what is no personal data but may hold a secret: 22 characters. */
    static String plain(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private String encoded(String value, int bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
        }
    }
}
