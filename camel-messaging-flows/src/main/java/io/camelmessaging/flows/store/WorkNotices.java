/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What nodes on one PostgreSQL tell each other: that one of them has left work in the database, which another may have
 * room for or the route of. Nobody keeps a notice: what is not heard is found by looking for due work.
 */
public final class WorkNotices {

    private static final String CHANNEL = "messaging_flow";

    private final Database database;
    /** Tells notices of this node from those of others; two nodes may have been given one name. */
    private final String sender = UUID.randomUUID().toString();

    WorkNotices(Database database) {
        this.database = database;
    }

    /** What was heard in a time. */
    public enum Heard {
        NOTHING,
        /** This node's own notices alone. */
        ITSELF,
        ANOTHER_NODE
    }

    /** A connection that hears notices for as long as it is open. */
    public interface Listening extends AutoCloseable {

        /** Waits for a notice, and at most for a time. Another thread may not end it. */
        Heard await(Duration most);

        /** Gives the connection back to its pool, hearing nothing any more. */
        @Override
        void close();
    }

    /** Tells all nodes that listen, this one too. */
    public void send() {
        // nobody waits for the disk, least of all the thread that leases what is due
        database.transaction(sql -> sql.query("select pg_notify(?, ?), " + Database.NOT_DURABLE, row -> true, CHANNEL, sender));
    }

    /** Takes a connection to listen with; empty if the database or its driver has no notices. */
    public Optional<Listening> listen() {
        if (database.isEmbedded()) {
            return Optional.empty();
        }
        try {
            return PostgresListening.open(database.dataSource(), CHANNEL, sender).map(Listening.class::cast);
        } catch (LinkageError e) {
            // PostgreSQL by another driver than its own
            return Optional.empty();
        }
    }
}
