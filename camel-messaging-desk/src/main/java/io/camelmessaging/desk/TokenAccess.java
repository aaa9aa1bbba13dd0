/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Lets in whoever has a token; each person has one of their own, or all share one.
 */
public final class TokenAccess implements DeskAccess {

    private static final int MIN_LENGTH = 16;
    private static final int KEY_ROUNDS = 100_000;
    private static final int KEY_BITS = 256;

    private final List<Person> people;

    private record Person(DeskUser user, String token, byte[] digest) {
    }

    private TokenAccess(List<Person> people) {
        this.people = List.copyOf(people);
    }

    /** With nobody yet. */
    public static TokenAccess create() {
        return new TokenAccess(List.of());
    }

    /**
     * The same, and one person more.
     *
     * @param  name                     under which the person's acts are recorded
     * @param  token                    at least 16 characters; nobody else has the same
     * @param  roles                    what the person may do
     * @throws IllegalArgumentException if the token is missing or too short, or is somebody else's
     */
    public TokenAccess with(String name, String token, Set<DeskRole> roles) {
        DeskUser user = new DeskUser(name, roles);
        if (token == null || token.strip().length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "The token of '" + name + "' at the flow desk " + (token == null || token.isBlank()
                            ? "is missing" : "has " + token.strip().length() + " characters")
                                               + ": give it at least " + MIN_LENGTH
                                               + " that nobody can guess, as openssl rand -hex 24 makes them.");
        }
        byte[] digest = digest(token.strip());
        for (Person other : people) {
            if (MessageDigest.isEqual(other.digest(), digest)) {
                throw new IllegalArgumentException(
                        "'" + name + "' and '" + other.user().name()
                                                   + "' have the same token at the flow desk: give each one of their own, or "
                                                   + "nobody can tell who acted.");
            }
        }
        List<Person> all = new ArrayList<>(people);
        all.add(new Person(user, token.strip(), digest));
        return new TokenAccess(all);
    }

    boolean isEmpty() {
        return people.isEmpty();
    }

    /** Compares with every token in the same time, whichever it is and whether any is right. */
    @Override
    public Optional<DeskUser> check(DeskLogin login) {
        if (login.token().isEmpty()) {
            return Optional.empty();
        }
        byte[] given = digest(login.token().get().strip());
        DeskUser found = null;
        for (Person person : people) {
            if (MessageDigest.isEqual(person.digest(), given)) {
                found = person.user();
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * Made from all tokens and roles: nodes with the same configuration share sessions, and a changed token ends them.
     */
    @Override
    public Optional<byte[]> sessionKey() {
        String all = people.stream().sorted(Comparator.comparing(person -> person.user().name()))
                .map(person -> person.user().name() + '\n' + person.user().roles().stream().sorted().toList() + '\n'
                               + person.token())
                .collect(Collectors.joining("\n"));
        try {
            return Optional.of(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(new PBEKeySpec(
                    all.toCharArray(), "camel-messaging-desk".getBytes(StandardCharsets.UTF_8), KEY_ROUNDS, KEY_BITS))
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA256.", e);
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    /** Names no token. */
    @Override
    public String toString() {
        return "TokenAccess for " + people.size();
    }
}
