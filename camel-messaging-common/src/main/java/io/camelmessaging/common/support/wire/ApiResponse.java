/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * A provider's whole answer.
 *
 * @param status           the HTTP status
 * @param retryAfterHeader the {@code Retry-After} header, or null; of several the last
 * @param body             the body, empty if there was none
 */
public record ApiResponse(int status, String retryAfterHeader, byte[] body) {

    private static final Duration MAX_RETRY_AFTER = Duration.ofDays(365);

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The {@code Retry-After} header, as seconds or as a date; empty if it is missing, past, unreadable or over a year.
     */
    public Optional<Duration> retryAfter() {
        if (retryAfterHeader == null) {
            return Optional.empty();
        }
        String value = retryAfterHeader.strip();
        try {
            Duration wait = value.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(Instant.now(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return wait.isNegative() || wait.compareTo(MAX_RETRY_AFTER) > 0 ? Optional.empty() : Optional.of(wait);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The status only: the body may hold personal data. */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
