/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The database where none is given; a class of its own, so that H2 may be left out where one is.
 */
public final class EmbeddedH2 implements AutoCloseable {

    private final JdbcConnectionPool pool;

    public EmbeddedH2(String path, int connections) {
        // else H2 closes it at the JVM's first sign of an end, while Camel still lets what is in flight finish
        pool = JdbcConnectionPool.create("jdbc:h2:file:" + path + ";DB_CLOSE_ON_EXIT=FALSE", "sa", "");
        pool.setMaxConnections(connections);
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
