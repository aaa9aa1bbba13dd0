/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who has logged in, kept by the browser itself and signed: no node has to remember it, and every node with the same
 * key knows it.
 */
final class DeskSessions {

    private static final String MAC = "HmacSHA256";
    private static final int MIN_KEY = 32;
    private static final int NONCE = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final Duration timeout;
    private final Clock clock;
    /** Those that were logged out, until they would have ended. */
    private final Map<String, Instant> closed = new ConcurrentHashMap<>();

    /** @param key what other nodes sign with, if it is shared */
    DeskSessions(Optional<byte[]> key, Duration timeout, Clock clock) {
        byte[] bytes = key.orElseGet(() -> random(MIN_KEY));
        if (bytes.length < MIN_KEY) {
            throw new IllegalArgumentException(
                    "The key of the flow desk's sessions has " + bytes.length + " bytes and needs " + MIN_KEY + ".");
        }
        this.key = new SecretKeySpec(bytes, MAC);
        this.timeout = timeout;
        this.clock = clock;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    Duration timeout() {
        return timeout;
    }

    /** What the browser keeps: when it ends, the roles, a number of its own, and the name. */
    String open(DeskUser user) {
        String content = String.join(" ", String.valueOf(clock.instant().plus(timeout).getEpochSecond()),
                user.roles().stream().map(Enum::name).collect(Collectors.joining(",")), ENCODER.encodeToString(random(NONCE)),
                user.name());
        String encoded = ENCODER.encodeToString(content.getBytes(StandardCharsets.UTF_8));
        return encoded + "." + sign("session", encoded);
    }

    /** Ends a session on this node: whoever has copied the cookie before can do nothing with it here. */
    void close(String session) {
        Instant now = clock.instant();
        closed.values().removeIf(end -> !now.isBefore(end));
        // no session lasts longer
        closed.put(session.substring(0, session.indexOf('.')), now.plus(timeout));
    }

    /** Whose session it is; empty if it is over or nobody here has opened it. */
    Optional<DeskUser> user(String session) {
        int dot = session == null ? -1 : session.indexOf('.');
        if (dot < 1 || !isEqual(sign("session", session.substring(0, dot)), session.substring(dot + 1))) {
            return Optional.empty();
        }
        if (closed.containsKey(session.substring(0, dot))) {
            return Optional.empty();
        }
        // what we have signed can be read
        String[] parts = new String(Base64.getUrlDecoder().decode(session.substring(0, dot)), StandardCharsets.UTF_8)
                .split(" ", 4);
        if (!clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[0])))) {
            return Optional.empty();
        }
        Set<DeskRole> roles = EnumSet.noneOf(DeskRole.class);
        Arrays.stream(parts[1].split(",")).filter(role -> !role.isEmpty()).map(DeskRole::valueOf).forEach(roles::add);
        return Optional.of(new DeskUser(parts[3], roles));
    }

    /**
     * What the page has to send along with an act, which no other site can read.
     *
     * @param session null for a caller who shows who it is with each request
     */
    String actKey(DeskUser user, String session) {
        return sign("act", session == null ? user.name() : session);
    }

    private String sign(String purpose, String content) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return ENCODER.encodeToString(mac.doFinal((purpose + ":" + content).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + MAC + ".", e);
        }
    }

    static boolean isEqual(String one, String other) {
        return other != null && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8),
                other.getBytes(StandardCharsets.UTF_8));
    }
}
