/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for a value that must not be shown or is too long, and for no other value: the SHA-256 of its parts.
 */
public final class Fingerprint {

    private Fingerprint() {
    }

    /** 64 hexadecimal digits; of other parts, or of the same cut in another way, others. */
    public static String of(Object... parts) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
        for (Object part : parts) {
            String text = part == null ? "-" : part.toString().length() + ":" + part;
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The first digits of it, for few values or where a collision costs nothing. */
    public static String shortOf(int digits, Object... parts) {
        return of(parts).substring(0, digits);
    }
}
