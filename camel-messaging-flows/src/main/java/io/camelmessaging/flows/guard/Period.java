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
    record Rolling(Duration length) implements Period {

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
}
