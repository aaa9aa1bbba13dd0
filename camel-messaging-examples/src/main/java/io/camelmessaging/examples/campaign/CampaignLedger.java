/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.camelmessaging.clicksend.model.Contact;
import io.camelmessaging.clicksend.model.SentMessage;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.NumberCheck;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.PhoneNumbers;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.ExchangeProperty;

/**
 * Who gets the campaign, and what became of each: kept in a database, so that a killed process forgets nothing.
 * <p>
 * A batch is recorded before it is sent. What is recorded and has no outcome was perhaps sent: it is looked up, and
 * never repeated unless a person says so.
 */
public final class CampaignLedger implements AutoCloseable {

    static final int BATCH = 1000;

    /** What concerns all recipients and not one of them. */
    private static final Set<String> STOPPING = Set.of("INSUFFICIENT_CREDIT", "ACCOUNT_NOT_ACTIVATED", "INVALID_SENDER_ID");
    /** How long to leave a provider alone that does not say how long. */
    private static final Duration REST = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 1000;

    private enum State {
        /** Not sent. */
        OPEN,
        /** In a batch without outcome. */
        SENDING,
        /** Taken by the provider. */
        ACCEPTED,
        /** Refused, and not to be sent. */
        REFUSED,
        /** Looked up and not found. */
        IN_DOUBT
    }

    /** Work in the database; all of it is done, or nothing. */
    private interface Work<T> {
        T in(Connection database) throws SQLException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final PhoneNumbers numbers = new PhoneNumbers(NumberCheck.possible, null);
    private final Connection connection;
    private final Clock clock;
    private Instant notBefore = Instant.MIN;

    /**
     * Opens the ledger of a campaign, or begins it.
     *
     * @param file  the database file, without its ending
     * @param clock tells the time
     */
    public CampaignLedger(Path file, Clock clock) throws SQLException {
        this.clock = clock;
        // by default H2 writes half a second after the commit: a batch could be sent and not be recorded
        this.connection
                = DriverManager.getConnection("jdbc:h2:file:" + file.toAbsolutePath() + ";MODE=PostgreSQL;WRITE_DELAY=0");
        connection.setAutoCommit(false);
        work(database -> {
            try (Statement statement = database.createStatement()) {
                statement.execute("""
                        create table if not exists contact (id bigint primary key, phone varchar(32) unique,
                            state varchar(10) not null, batch int, code varchar(64));
                        create index if not exists contact_state on contact (state, id);
                        create table if not exists batch (number int primary key, since timestamp with time zone not null);
                        create table if not exists campaign (id int primary key, listed boolean not null,
                            paused varchar(1000));
                        insert into campaign values (1, false, null) on conflict do nothing""");
            }
            return null;
        });
    }

    /** Whether the contact list has not been read to its end. */
    public boolean unlisted() {
        return work(database -> !select(database, "select listed from campaign", row -> row.getBoolean(1)).get(0));
    }

    /** Takes contacts in; who is known already, by contact or by number, is left as he is. */
    public void add(List<Contact> contacts) {
        work(database -> {
            try (PreparedStatement insert = database
                    .prepareStatement(
                            "insert into contact (id, phone, state, code) values (?, ?, ?, ?) on conflict do nothing")) {
                for (Contact contact : contacts) {
                    String phone = phone(contact);
                    insert.setLong(1, contact.contactId());
                    insert.setString(2, phone);
                    insert.setString(3, (phone == null ? State.REFUSED : State.OPEN).name());
                    insert.setString(4, phone == null ? "NO_NUMBER" : null);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return null;
        });
    }

    /** The number; null if there is none that can be sent to, since one bad number would stop its whole batch. */
    private String phone(Contact contact) {
        try {
            return contact.phoneNumber() == null ? null : numbers.normalize(contact.phoneNumber(), "phone_number");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The contact list was read to its end. */
    public void listed() {
        execute("update campaign set listed = true");
    }

    /** A batch whose outcome is not known: the process was killed, or no clear answer came; null if there is none. */
    public Batch unsettled() {
        return work(database -> {
            if (clock.instant().isBefore(notBefore)) {
                return null;
            }
            List<Batch> found = select(database,
                    "select number, since from batch where number = (select min(batch) from contact where state = 'SENDING')",
                    row -> new Batch(row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant(), List.of()));
            return found.isEmpty() ? null : found.get(0);
        });
    }

    /** Records the next batch as being sent; null if there is nothing to send, or nothing may be sent now. */
    public Batch nextBatch() {
        return work(database -> {
            if (clock.instant().isBefore(notBefore)
                    || select(database, "select paused from campaign", row -> row.getString(1)).get(0) != null) {
                return null;
            }
            List<String> phones = new ArrayList<>();
            List<Long> ids = select(database, "select id, phone from contact where state = 'OPEN' order by id limit " + BATCH,
                    row -> {
                        phones.add(row.getString(2));
                        return row.getLong(1);
                    });
            if (ids.isEmpty()) {
                return null;
            }
            int number = select(database, "select coalesce(max(number), 0) + 1 from batch", row -> row.getInt(1)).get(0);
            Instant now = clock.instant();
            update(database, "insert into batch values (?, ?)", number, now.atOffset(ZoneOffset.UTC));
            update(database, "update contact set state = 'SENDING', batch = ? where state = 'OPEN' and id <= ?", number,
                    ids.get(ids.size() - 1));
            return new Batch(number, now, List.copyOf(phones));
        });
    }

    /** Notes what the provider answered; whom the answer does not tell of stays without outcome. */
    public void settle(@ExchangeProperty("batch") Batch batch, @Body SendResult result) {
        settle(batch, result.outcomes());
    }

    private void settle(Batch batch, List<RecipientOutcome> outcomes) {
        work(database -> {
            String stopping = null;
            try (PreparedStatement update = database.prepareStatement(
                    "update contact set state = ?, code = ? where phone = ? and batch = ? and state = 'SENDING'")) {
                for (RecipientOutcome outcome : outcomes) {
                    boolean stops = outcome.state() == RecipientOutcome.State.REJECTED && STOPPING.contains(outcome.code());
                    stopping = stops ? outcome.code() : stopping;
                    State state = switch (outcome.state()) {
                        case ACCEPTED -> State.ACCEPTED;
                        case REJECTED -> stops ? State.OPEN : State.REFUSED;
                        case NOT_SENT -> State.OPEN;
                        case UNKNOWN -> State.SENDING;
                    };
                    update.setString(1, state.name());
                    update.setString(2, outcome.code());
                    update.setString(3, outcome.recipient());
                    update.setInt(4, batch.number());
                    update.addBatch();
                }
                update.executeBatch();
            }
            if (stopping != null) {
                pause(database, "Batch " + batch.number() + " was refused in part with " + stopping
                                + ": mend it at ClickSend, then POST /campaign/resume.");
            }
            return null;
        });
    }

    /**
     * Notes that a batch failed: what was provably not taken is sent again later, what was refused as a whole stops the
     * campaign, and what was perhaps taken is looked up.
     */
    public void failed(@ExchangeProperty("batch") Batch batch, @ExchangeException MessagingException failure) {
        if (failure instanceof ProviderUnavailableException unavailable) {
            rest(unavailable.retryAfter().orElse(REST));
            open(batch, null);
        } else if (failure instanceof OutcomeUnknownException
                || failure.outcomes().stream().anyMatch(outcome -> outcome.code() != null)) {
            rest(failure instanceof OutcomeUnknownException ? REST : Duration.ZERO);
            settle(batch, failure.outcomes());
        } else {
            open(batch, failure.getMessage() + " Nothing was sent: mend it, then POST /campaign/resume.");
        }
    }

    /** Notes that a batch was not sent because it cannot be, which stops the campaign. */
    public void unsendable(@ExchangeProperty("batch") Batch batch, @ExchangeException IllegalArgumentException failure) {
        open(batch, failure.getMessage());
    }

    private void open(Batch batch, String reason) {
        work(database -> {
            update(database, "update contact set state = 'OPEN' where batch = ? and state = 'SENDING'", batch.number());
            if (reason != null) {
                pause(database, reason);
            }
            return null;
        });
    }

    private void rest(Duration time) {
        lock.lock();
        try {
            notBefore = clock.instant().plus(time);
        } finally {
            lock.unlock();
        }
    }

    /** The history could not be read: it is asked again later. */
    public void askLater() {
        rest(REST);
    }

    /** The provider's history lists a message of the batch: it was taken. */
    public void found(@ExchangeProperty("batch") Batch batch, @Body SentMessage message) {
        execute("update contact set state = 'ACCEPTED' where phone = ? and batch = ? and state = 'SENDING'", message.to(),
                batch.number());
    }

    /** The history was read: what it does not list is in doubt, which stops the campaign. */
    public void lookedUp(@ExchangeProperty("batch") Batch batch) {
        work(database -> {
            int missing = update(database, "update contact set state = 'IN_DOUBT' where batch = ? and state = 'SENDING'",
                    batch.number());
            if (missing > 0) {
                pause(database, missing + " messages of batch " + batch.number()
                                + " are in doubt: ClickSend's history does not list them, or not yet. POST /campaign/look-up"
                                + " asks again, /campaign/repeat sends them again, /campaign/resume goes on without them.");
            }
            return null;
        });
    }

    /** Sends nothing more until it is told to. */
    public void pause() {
        work(database -> {
            pause(database, "Paused by request: POST /campaign/resume goes on.");
            return null;
        });
    }

    private static void pause(Connection database, String reason) throws SQLException {
        update(database, "update campaign set paused = ?", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    }

    /** Goes on; what is in doubt stays so. */
    public void resume() {
        execute("update campaign set paused = null");
    }

    /** Looks up again what is in doubt. */
    public void lookUp() {
        execute("update contact set state = 'SENDING' where state = 'IN_DOUBT'");
    }

    /** Goes on and sends again what is in doubt: somebody knows that it was not taken. */
    public void repeat() {
        work(database -> {
            update(database, "update contact set state = 'OPEN' where state = 'IN_DOUBT'");
            update(database, "update campaign set paused = null");
            return null;
        });
    }

    /** How far the campaign is. */
    public Progress progress() {
        return work(database -> {
            Map<State, Integer> counts = new EnumMap<>(State.class);
            select(database, "select state, count(*) from contact group by state",
                    row -> counts.put(State.valueOf(row.getString(1)), row.getInt(2)));
            return select(database, "select listed, paused, (select count(*) from batch) from campaign",
                    row -> new Progress(
                            counts.values().stream().mapToInt(Integer::intValue).sum(), row.getBoolean(1),
                            counts.getOrDefault(State.OPEN, 0), counts.getOrDefault(State.SENDING, 0),
                            counts.getOrDefault(State.ACCEPTED, 0), counts.getOrDefault(State.REFUSED, 0),
                            counts.getOrDefault(State.IN_DOUBT, 0), row.getInt(3), row.getString(2)))
                    .get(0);
        });
    }

    private void execute(String sql, Object... values) {
        work(database -> update(database, sql, values));
    }

    private static int update(Connection database, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Reads a row of an answer. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> select(Connection database, String sql, Row<T> reader) throws SQLException {
        try (Statement statement = database.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        }
    }

    private <T> T work(Work<T> work) {
        lock.lock();
        try {
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The campaign's database failed.", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            connection.close();
        } finally {
            lock.unlock();
        }
    }
}
