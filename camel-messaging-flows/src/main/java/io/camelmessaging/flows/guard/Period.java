/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** How long a counter counts until it begins anew. */
sealed interface Period {

    /** Part of the counter's key. */
    String key(Instant now);

    /** When a counter that begins now ends. */
    Instant end(Instant now);

    /** The part of the time in which something is counted; 0 where all of it is one. */
    default long slot(Instant now) {
        return 0;
    }

    /** In words that go behind "in". */
    String words();

    /** A calendar day in a time zone. */
    record Day(ZoneId zone) implements Period {

        @Override
        public String key(Instant now) {
            return ":" + LocalDate.ofInstant(now, zone);
        }

        @Override
        public Instant end(Instant now) {
            return LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
        }

        @Override
        public String words() {
            return "a day";
        }
    }

    /** So long from the first message on. */
    record FromTheFirst(Duration length) implements Period {

        @Override
        public String key(Instant now) {
            return "";
        }

        @Override
        public Instant end(Instant now) {
            return now.plus(length);
        }

        @Override
        public String words() {
            return Durations.words(length);
        }
    }

    /**
     * Any time of that length: what was counted is forgotten no sooner than so long after, and at most a part of
     * {@value #SLOTS} later.
     */
    record Sliding(Duration length) implements Period {

        /** How many parts the time has. */
        static final int SLOTS = 60;

        /** Parts of another length are others. */
        @Override
        public String key(Instant now) {
            return "/" + length.toMillis();
        }

        @Override
        public Instant end(Instant now) {
            return Instant.ofEpochMilli((slot(now) + SLOTS + 1) * slotMillis());
        }

        @Override
        public long slot(Instant now) {
            return now.toEpochMilli() / slotMillis();
        }

        /** Rounded up, as nothing is to be forgotten too soon. */
        private long slotMillis() {
            return (length.toMillis() + SLOTS - 1) / SLOTS;
        }

        @Override
        public String words() {
            return Durations.words(length);
        }
    }
}
