/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The part of the day in which messages may go out, by the clock on the recipient's wall.
 * <p>
 * The start belongs to it and the end does not. An end before the start is on the next day. Whether it is open is asked
 * of the wall clock alone, so an hour that the clocks skip is never waited for, and one that they show twice counts
 * twice.
 *
 * @param start the first moment of the day that is open
 * @param end   the first moment that is closed again; if it is the start, the window is always open
 */
public record SendingWindow(LocalTime start, LocalTime end) {

    /** Offsets repeat every day; a third day is for zones that skipped one. */
    private static final Duration HORIZON = Duration.ofDays(3);

    /** Whether it is open in every one of the zones. */
    public boolean isOpen(Instant moment, Set<ZoneId> zones) {
        return zones.stream().allMatch(zone -> contains(moment.atZone(zone).toLocalTime()));
    }

    private boolean contains(LocalTime time) {
        boolean started = !time.isBefore(start);
        boolean ended = !time.isBefore(end);
        return start.isBefore(end) ? started && !ended : started || !ended;
    }

    /**
     * The first moment, not before the given one, at which it is open in every one of the zones; empty if the zones are
     * so far apart that there is none.
     */
    public Optional<Instant> nextOpen(Instant from, Set<ZoneId> zones) {
        // it can only open at its start in one of the zones, or where a zone's clocks jump
        Set<Instant> candidates = new TreeSet<>(Set.of(from));
        zones.forEach(zone -> candidates.addAll(openings(from, zone)));
        return candidates.stream().filter(moment -> !moment.isBefore(from) && isOpen(moment, zones)).findFirst();
    }

    private Set<Instant> openings(Instant from, ZoneId zone) {
        Set<Instant> openings = new TreeSet<>();
        Instant until = from.plus(HORIZON);
        ZoneRules rules = zone.getRules();
        LocalDate last = until.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            LocalDateTime opening = day.atTime(start);
            List<ZoneOffset> offsets = rules.getValidOffsets(opening);
            offsets.forEach(offset -> openings.add(opening.toInstant(offset)));
        }
        for (ZoneOffsetTransition jump = rules.nextTransition(from);
             jump != null && jump.getInstant().isBefore(until);
             jump = rules.nextTransition(jump.getInstant())) {
            openings.add(jump.getInstant());
        }
        return openings;
    }

    @Override
    public String toString() {
        return start + " to " + end;
    }
}
