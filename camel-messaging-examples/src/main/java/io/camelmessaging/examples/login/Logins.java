/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.common.NumberCheck;
import io.camelmessaging.common.PhoneNumbers;

/**
 * The logins that wait for their code.
 * <p>
 * They are kept in memory, the newest ones only: whoever loses one in a restart asks for another code.
 */
public final class Logins {

    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final int ATTEMPTS = 3;

    private static final int MOST = 10_000;
    private static final int SECRET_BYTES = 24;

    /** A login; without the provider's id no code is under way, and none is right. */
    private record Login(Instant until, int attempts, String requestId) {
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final SecureRandom random = new SecureRandom();
    private final PhoneNumbers numbers = new PhoneNumbers(NumberCheck.possible, null);
    private final Clock clock;
    private final Map<String, Login> waiting = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Login> eldest) {
            return size() > MOST;
        }
    };

    public Logins(Clock clock) {
        this.clock = clock;
    }

    /**
     * The number of a request in E.164 form, so that one number has one limit however it is written.
     *
     * @throws IllegalArgumentException if it is none
     */
    public String number(LoginRequest request) {
        String phone = request == null || request.phone() == null ? "" : request.phone().strip();
        if (phone.startsWith("+") || phone.startsWith("00")) {
            try {
                return numbers.normalize(phone, "phone");
            } catch (IllegalArgumentException e) {
                // told below, in the words of this service
            }
        }
        throw new IllegalArgumentException("phone must be a number in international form, such as +37255500123.");
    }

    /** Begins a login and gives the name under which its code is checked. */
    public String begin() {
        String name = secret();
        lock.lock();
        try {
            waiting.put(name, new Login(clock.instant().plus(LIFETIME), 0, null));
            return name;
        } finally {
            lock.unlock();
        }
    }

    /** A code is under way for a login. */
    public void sent(String name, String requestId) {
        lock.lock();
        try {
            waiting.computeIfPresent(name, (ignored, login) -> new Login(login.until(), login.attempts(), requestId));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes one of a login's attempts.
     *
     * @return                          the provider's id of the code, or null if no code can be right: the login does
     *                                  not exist, is too old or has no attempt left, its number is nobody's, or the
     *                                  provider has not answered yet
     * @throws IllegalArgumentException if the check lacks the login or the code
     */
    public String attempt(CodeCheck check) {
        if (check == null || check.login() == null || check.code() == null || check.code().isBlank()) {
            throw new IllegalArgumentException("login and code are required.");
        }
        lock.lock();
        try {
            Login login = waiting.get(check.login());
            if (login == null || login.attempts() >= ATTEMPTS || clock.instant().isAfter(login.until())) {
                waiting.remove(check.login());
                return null;
            }
            // as long as no code is known to be under way there is nothing to guess
            if (login.requestId() != null) {
                waiting.put(check.login(), new Login(login.until(), login.attempts() + 1, login.requestId()));
            }
            return login.requestId();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends a login whose code was right.
     *
     * @return the token of its session; null if the code was not right, or the login has ended in the meantime
     */
    public String pass(String name, boolean verified) {
        lock.lock();
        try {
            return verified && waiting.remove(name) != null ? secret() : null;
        } finally {
            lock.unlock();
        }
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
