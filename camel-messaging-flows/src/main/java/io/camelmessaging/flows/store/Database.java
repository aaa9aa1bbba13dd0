/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import io.camelmessaging.flows.schema.FlowSchema;
import io.camelmessaging.flows.schema.SchemaMode;

/**
 * Plain SQL in short transactions, on H2 and on PostgreSQL.
 */
public final class Database {

    /** How old what H2 has written must be before its place is written over. */
    public static final Duration RETAINED = Duration.ofSeconds(1);

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final String DUPLICATE_KEY = "23505";
    /** What each statement calls the time, in every place where it asks for it. */
    private static final String NOW = "current_timestamp";
    /** Lets the commit of a transaction not wait for PostgreSQL's disk. */
    static final String NOT_DURABLE = "set_config('synchronous_commit', 'off', true)";

    private static final DateTimeFormatter LITERAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx");

    private final DataSource dataSource;
    private final boolean postgresql;
    private final String description;
    private final FlowSchema schema;
    private final InstantSource testClock;
    /** Whether H2 has written what may not be on the disk. */
    private final AtomicBoolean unflushed = new AtomicBoolean();

    /** What is done in one transaction. */
    public interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Makes an object of one row. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The database with its tables in the schema that its connections lead to, made and upgraded where need be. */
    public Database(DataSource dataSource) {
        this(dataSource, null, SchemaMode.CREATE);
    }

    /**
     * @param schemaName where the tables are; null for the schema that connections lead to
     * @param schemaMode what is done about them now
     */
    public Database(DataSource dataSource, String schemaName, SchemaMode schemaMode) {
        this(dataSource, schemaName, schemaMode, null);
    }

    /**
     * @param testClock what tells the time instead of the database, for tests that cannot wait; null in production,
     *                  where all nodes go by the database's clock
     */
    public Database(DataSource dataSource, String schemaName, SchemaMode schemaMode, InstantSource testClock) {
        this.dataSource = dataSource;
        this.testClock = testClock;
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            postgresql = product.equals("PostgreSQL");
            description = product + " at " + withoutParameters(connection.getMetaData().getURL());
            if (product.equals("H2")) {
                try (Statement statement = connection.createStatement()) {
                    // without a delay H2 never clears its file up, which grows by some KB with each commit
                    statement.execute("set write_delay 500");
                    // what is younger is kept although it is outdated: by default the file holds 45 seconds of writing.
                    // So long the disk may take to have what was written, see flush()
                    statement.execute("set retention_time " + RETAINED.toMillis());
                }
            } else if (!postgresql) {
                throw new IllegalArgumentException(
                        "The flows keep their state in H2 or PostgreSQL, and the DataSource leads to " + product
                                                   + ": give a DataSource of one of the two.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The flows cannot reach their database: " + e.getMessage()
                                            + ". Check the DataSource, and that the database is up.",
                    e);
        }
        schema = FlowSchema.open(dataSource, schemaName, schemaMode);
    }

    /** Whether it is H2, which has one writer at a time. */
    public boolean isEmbedded() {
        return !postgresql;
    }

    /** An expression for the time that is so many milliseconds, its one parameter, from now. */
    String later() {
        return postgresql ? NOW + " + ? * interval '1 millisecond'" : "dateadd(millisecond, ?, " + NOW + ")";
    }

    /** Whether a test tells the time. */
    boolean isOnTestClock() {
        return testClock != null;
    }

    /** A statement as it is sent: the one place where a test's clock takes the place of the database's. */
    private String prepared(String sql) {
        String qualified = schema.qualify(sql);
        return testClock == null
                ? qualified
                : qualified.replace(NOW, "timestamp with time zone '"
                                         + LITERAL.format(testClock.instant().atOffset(ZoneOffset.UTC)) + "'");
    }

    /** A statement with the schema before the names of its tables, for connections of {@link #dataSource()}. */
    public String qualified(String sql) {
        return schema.qualify(sql);
    }

    /** Where the connections come from. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Product and URL, without the URL's parameters, which may be credentials. */
    public String description() {
        return description;
    }

    private static String withoutParameters(String url) {
        return url == null ? "an unnamed URL" : url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }

    /** Runs the work in one transaction, which ends with it: nothing is written if anything is thrown. */
    public <T> T transaction(Work<T> work) {
        return transaction(work, true);
    }

    /**
     * The same without waiting for the disk, for what nobody builds on before something is committed after it: a crash
     * may undo it, and nothing that was committed later is kept then either. The work asks for the
     * {@linkplain Transaction#now() time} before it writes.
     */
    <T> T forgettable(Work<T> work) {
        return transaction(work, false);
    }

    /**
     * Lets the disk have what H2 has written since the last time; to be done more often than every {@link #RETAINED}.
     * That counts from when something was written, not from when it was outdated, so that H2 may still overwrite what a
     * power cut would bring back. PostgreSQL does so itself, and overwrites nothing of that.
     *
     * @return whether there was anything
     */
    boolean flush() {
        if (!unflushed.getAndSet(false)) {
            return false;
        }
        try {
            transaction(sql -> sql.update("checkpoint sync"), false);
            return true;
        } catch (RuntimeException e) {
            unflushed.set(true);
            throw e;
        }
    }

    private <T> T transaction(Work<T> work, boolean durable) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                Transaction transaction = new Transaction(connection, durable);
                T result = work.in(transaction);
                connection.commit();
                if (transaction.wrote && durable && !postgresql) {
                    // else the commit stays in memory until the delay is over, and a killed process would lose it
                    transaction.update("checkpoint");
                    unflushed.set(true);
                }
                connection.setAutoCommit(autoCommit);
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                undo(connection, autoCommit, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static void undo(Connection connection, boolean autoCommit, Throwable cause) {
        try {
            connection.rollback();
            // not before the rollback, as it commits what is open
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            cause.addSuppressed(new DatabaseFailure(e));
        }
    }

    /** The statements of one transaction. */
    public final class Transaction {

        private final Connection connection;
        private final boolean durable;
        private boolean wrote;

        private Transaction(Connection connection, boolean durable) {
            this.connection = connection;
            this.durable = durable;
        }

        /** The database's clock, by which all nodes go. */
        public Instant now() throws SQLException {
            // said along with a question that is asked anyway
            return query("select " + NOW + (durable || !postgresql ? "" : ", " + NOT_DURABLE), row -> instant(row, 1)).get(0);
        }

        public int update(String sql, Object... values) throws SQLException {
            wrote = true;
            try (PreparedStatement statement = prepare(sql, values)) {
                return statement.executeUpdate();
            } catch (SQLException e) {
                if (RefusedValueException.isAbout(e)) {
                    throw new RefusedValueException(e.getSQLState(), sql, values);
                }
                throw e;
            }
        }

        /**
         * Does the same with several rows of values, at the price of one where the database is on another machine.
         *
         * @return for each, in their order, how many rows it changed
         */
        public int[] batch(String sql, List<Object[]> rows) throws SQLException {
            if (rows.isEmpty()) {
                return new int[0];
            }
            wrote = true;
            try (PreparedStatement statement = connection.prepareStatement(prepared(sql))) {
                for (Object[] row : rows) {
                    set(statement, row);
                    statement.addBatch();
                }
                return statement.executeBatch();
            } catch (BatchUpdateException e) {
                SQLException cause = e.getNextException() == null ? e : e.getNextException();
                if (RefusedValueException.isAbout(cause)) {
                    throw new RefusedValueException(cause.getSQLState(), sql, longest(rows));
                }
                throw cause;
            }
        }

        /** Which row was refused is not told: of each value the longest. */
        private static Object[] longest(List<Object[]> rows) {
            Object[] longest = rows.get(0).clone();
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    if (row[i] instanceof String text
                            && (!(longest[i] instanceof String known) || known.length() < text.length())) {
                        longest[i] = text;
                    }
                }
            }
            return longest;
        }

        /**
         * Inserts a row unless one with its key is there; false if one was. Of H2 nothing but this statement fails
         */
        public boolean insertOnce(String sql, Object... values) throws SQLException {
            if (postgresql) {
                return update(sql + " on conflict do nothing", values) == 1;
            }
            try {
                return update(sql, values) == 1;
            } catch (SQLException e) {
                if (DUPLICATE_KEY.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        }

        /**
         * Does the same with several rows of values, at the price of one where the database is on another machine.
         *
         * @return for each, in their order, how many rows it inserted
         */
        public int[] insertOnce(String sql, List<Object[]> rows) throws SQLException {
            if (postgresql) {
                return batch(sql + " on conflict do nothing", rows);
            }
            int[] counts = new int[rows.size()];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = insertOnce(sql, rows.get(i)) ? 1 : 0;
            }
            return counts;
        }

        /** A list of ids as this database finds them best. */
        Ids ids(List<String> ids) {
            return postgresql ? Ids.array(ids) : Ids.list(ids);
        }

        public <T> List<T> query(String sql, Row<T> reader, Object... values) throws SQLException {
            try (PreparedStatement statement = prepare(sql, values); ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        }

        private PreparedStatement prepare(String sql, Object... values) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(prepared(sql));
            try {
                set(statement, values);
                return statement;
            } catch (SQLException e) {
                statement.close();
                throw e;
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof String[] array
                    ? statement.getConnection().createArrayOf("varchar", array) : value(values[i]));
        }
    }

    private static Object value(Object value) {
        if (value instanceof String text) {
            return ColumnText.clean(text);
        }
        return value instanceof Instant instant ? bounded(instant).atOffset(ZoneOffset.UTC)
                : value instanceof Enum<?> name ? name.name() : value;
    }

    /** A time that both databases hold: a provider may send any. */
    private static Instant bounded(Instant time) {
        return time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row, row.findColumn(column));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
