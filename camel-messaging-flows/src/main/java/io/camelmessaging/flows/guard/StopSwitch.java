/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is stopped, as this node knows it: read from the database twice in a second, so that a send has not to ask.
 */
final class StopSwitch {

    /** How often the database is asked. */
    static final Duration POLL = Duration.ofMillis(400);
    /** How old the knowledge may be; what is older is asked again before a send. */
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final GuardDatabase database;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Known known = new Known(List.of(), Instant.MIN);

    /** What was read, and when it was asked for. */
    private record Known(List<Stop> stops, Instant at) {
    }

    StopSwitch(GuardDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Stops sends; who stopped them before is kept. */
    void stop(StopScope scope, Decision decision) throws SQLException {
        String sql = "insert into messaging_guard_stop (scope, stopped_by, reason, stopped_at) select cast(? as varchar),"
                     + " cast(? as varchar), cast(? as varchar), cast(? as timestamp with time zone)"
                     + " where not exists (select 1 from messaging_guard_stop where scope = ?)";
        try {
            database.update(sql, scope.toString(), decision.by(), decision.reason(), clock.instant(), scope.toString());
        } catch (SQLException e) {
            if (read().stream().noneMatch(stop -> stop.scope().equals(scope))) {
                throw e;
            }
        }
        read();
    }

    /** Lets sends go out again; false if they were not stopped. */
    boolean lift(StopScope scope) throws SQLException {
        boolean lifted = database.update("delete from messaging_guard_stop where scope = ?", scope.toString()) == 1;
        read();
        return lifted;
    }

    /** Reads anew. */
    List<Stop> read() throws SQLException {
        lock.lock();
        try {
            Instant asked = clock.instant();
            List<Stop> stops = database.query(
                    "select * from messaging_guard_stop order by stopped_at",
                    row -> new Stop(
                            StopScope.of(row.getString("scope")), row.getString("stopped_by"), row.getString("reason"),
                            GuardDatabase.instant(row, "stopped_at")));
            known = new Known(stops, asked);
            return stops;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What is stopped, at most a second ago.
     *
     * @throws SQLException if that cannot be told
     */
    List<Stop> current() throws SQLException {
        Known last = known;
        return !last.at().isBefore(clock.instant().minus(MAX_AGE)) ? last.stops() : read();
    }

    /**
     * The stop that a send is under; empty if there is none.
     *
     * @param isListUnknown whether it goes to a list at the provider too
     * @param provider      through which it goes; null if that is not known yet
     * @param facts         of the flow and the routes that send
     */
    Optional<Stop> of(List<GuardedSend> sends, boolean isListUnknown, String provider, SendFacts facts)
            throws SQLException {
        return current().stream().filter(stop -> isUnder(stop.scope(), sends, isListUnknown, provider, facts)).findFirst();
    }

    private static boolean isUnder(
            StopScope scope, List<GuardedSend> sends, boolean isListUnknown, String provider, SendFacts facts) {
        return switch (scope.kind()) {
            case ALL -> true;
            case FLOW -> scope.name().equals(facts.flow()) || facts.routes().contains(scope.name());
            case PROVIDER -> scope.name().equals(provider);
            // nobody knows where those on a list are
            case COUNTRY -> isListUnknown || sends.stream().anyMatch(send -> scope.name().equals(send.country()));
        };
    }
}
