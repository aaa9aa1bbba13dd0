/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the flows in one schema of a database, of the version of this jar.
 */
public final class FlowSchema {

    private static final Logger LOG = LoggerFactory.getLogger(FlowSchema.class);

    private final TableNames names;

    /** A connection whose transaction is ended here, and that goes back to its pool as it came. */
    record Session(Connection connection, boolean autoCommit) implements AutoCloseable {

        static Session of(DataSource dataSource) throws SQLException {
            Connection connection = dataSource.getConnection();
            try {
                boolean autoCommit = connection.getAutoCommit();
                connection.setAutoCommit(false);
                return new Session(connection, autoCommit);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }

        @Override
        public void close() throws SQLException {
            try (connection) {
                if (!connection.isClosed()) {
                    connection.rollback();
                    // not before the rollback, as it commits what is open
                    connection.setAutoCommit(autoCommit);
                }
            }
        }
    }

    /** What is there before anything is done. */
    private record Found(String schema, boolean postgresql, SchemaHistory history) {
    }

    private FlowSchema(TableNames names) {
        this.names = names;
    }

    /**
     * Finds, makes, upgrades or checks the tables.
     *
     * @param  dataSource            of H2 or PostgreSQL
     * @param  schema                as SQL would have it: a plain name in any case, or another one as it is; null for
     *                               the one that the connection leads to
     * @param  mode                  what to do about them
     * @throws IllegalStateException if they are not as this version needs them and cannot, or may not, be made so
     */
    public static FlowSchema open(DataSource dataSource, String schema, SchemaMode mode) {
        List<SchemaScript> scripts = SchemaScript.all();
        try {
            Found found = look(dataSource, schema, mode);
            if (mode != SchemaMode.NONE && !found.history().pending(scripts).isEmpty()) {
                if (mode == SchemaMode.VALIDATE) {
                    throw outdated(found, scripts);
                }
                upgrade(dataSource, found, scripts);
            }
            if (mode != SchemaMode.NONE) {
                checkPrivileges(dataSource, found.schema());
            }
            return new FlowSchema(new TableNames(found.schema()));
        } catch (SQLException e) {
            throw SchemaFailure.of("The tables of the flows cannot be read", "", e);
        }
    }

    private static Found look(DataSource dataSource, String wanted, SchemaMode mode) throws SQLException {
        try (Session session = Session.of(dataSource)) {
            SchemaCatalog catalog = new SchemaCatalog(session.connection());
            String schema = catalog.schema(wanted);
            return new Found(
                    schema, SchemaCatalog.isPostgresql(session.connection()),
                    mode == SchemaMode.NONE ? null : catalog.history(schema));
        }
    }

    private static void upgrade(DataSource dataSource, Found found, List<SchemaScript> scripts) throws SQLException {
        List<SchemaScript> applied;
        if (found.postgresql()) {
            try (Session session = Session.of(dataSource)) {
                applied = new PostgresqlUpgrade(found.schema(), scripts).apply(session.connection());
                session.connection().commit();
            }
        } else {
            applied = new H2Upgrade(dataSource, found.schema(), scripts).apply();
        }
        if (!applied.isEmpty()) {
            LOG.info("The tables of the flows in the schema {} are now of version {}.", found.schema(),
                    applied.get(applied.size() - 1).version());
        }
    }

    private static IllegalStateException outdated(Found found, List<SchemaScript> scripts) {
        int version = found.history().version();
        return new IllegalStateException(
                "The tables of the flows in the schema " + found.schema()
                                         + (version == 0 ? " are missing" : " are of version " + version)
                                         + ", and this one needs " + scripts.get(scripts.size() - 1).version()
                                         + ": let an administrator run what java -cp camel-messaging-flows.jar"
                                         + " io.camelmessaging.flows.schema.SchemaSql --schema=" + found.schema() + " --from="
                                         + version + (found.postgresql() ? "" : " --database=h2")
                                         + " prints, or set schemaMode=create.");
    }

    private static void checkPrivileges(DataSource dataSource, String schema) throws SQLException {
        try (Session session = Session.of(dataSource)) {
            List<String> missing = new SchemaCatalog(session.connection()).missingPrivileges(schema);
            if (!missing.isEmpty()) {
                throw new IllegalStateException(
                        "The user of the flows' DataSource may not " + String.join(", ", missing) + " in the schema " + schema
                                                + ": grant select, insert, update and delete on the tables of the flows.");
            }
        }
    }

    /** The statement with the schema before the name of each of the flows' tables. */
    public String qualify(String sql) {
        return names.qualify(sql);
    }
}
