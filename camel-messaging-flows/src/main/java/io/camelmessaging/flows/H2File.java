package io.camelmessaging.flows;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The database where none is given; a class of its own, so that H2 may be left out where one is.
 */
final class H2File implements AutoCloseable {

    private final JdbcConnectionPool pool;

    H2File(String path, int connections) {
        pool = JdbcConnectionPool.create("jdbc:h2:file:" + path, "sa", "");
        pool.setMaxConnections(connections);
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
