/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.camelmessaging.flows.store.ConnectionPool;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.apache.commons.dbcp2.BasicDataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectionPoolTest {

    private static final String URL = "jdbc:h2:mem:pool";
    private static final int SIZE = 7;

    /** A pool as an application makes it, of {@link #SIZE} connections. */
    private interface Pool {
        DataSource make() throws Exception;
    }

    private record Case(String name, Pool pool) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> pools() {
        return Stream.of(new Case("HikariCP", ConnectionPoolTest::hikari), new Case("DBCP", ConnectionPoolTest::dbcp),
                new Case("Tomcat", ConnectionPoolTest::tomcat), new Case("Agroal", ConnectionPoolTest::agroal),
                new Case("H2", ConnectionPoolTest::h2));
    }

    private static DataSource hikari() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(URL);
        config.setMaximumPoolSize(SIZE);
        return new HikariDataSource(config);
    }

    private static DataSource dbcp() {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(URL);
        pool.setMaxTotal(SIZE);
        return pool;
    }

    private static DataSource tomcat() {
        org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
        pool.setUrl(URL);
        pool.setMaxActive(SIZE);
        return pool;
    }

    private static DataSource agroal() throws Exception {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(SIZE)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(URL))));
    }

    private static DataSource h2() {
        JdbcConnectionPool pool = JdbcConnectionPool.create(URL, "sa", "");
        pool.setMaxConnections(SIZE);
        return pool;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pools")
    void theSizeOfAPoolIsRead(Case one) throws Exception {
        DataSource pool = one.pool().make();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();

            assertThat(ConnectionPool.size(context, pool)).contains(SIZE);
        } finally {
            if (pool instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    @Test
    void whatIsNoPoolHasNoSize() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();

            assertThat(ConnectionPool.size(context, new JdbcDataSource())).isEmpty();
        }
    }

    /** As one of a framework that knows a primary bean. */
    private static final class PreferringRegistry extends DefaultRegistry {

        private DataSource primary;

        @Override
        public <T> T findSingleByType(Class<T> type) {
            return type.isInstance(primary) ? type.cast(primary) : super.findSingleByType(type);
        }
    }

    @Test
    void theOneThatTheRegistryPrefersIsTaken() throws Exception {
        PreferringRegistry registry = new PreferringRegistry();
        try (DefaultCamelContext context = new DefaultCamelContext(registry)) {
            registry.bind("main", new JdbcDataSource());
            registry.bind("other", new JdbcDataSource());
            registry.primary = registry.lookupByNameAndType("main", DataSource.class);

            assertThat(ConnectionPool.find(context)).isSameAs(registry.primary);
        }
    }

    @Test
    void ofSeveralNoneIsGuessed() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (String name : List.of("orders", "customers")) {
                context.getRegistry().bind(name, new JdbcDataSource());
            }

            assertThatThrownBy(() -> ConnectionPool.find(context)).hasMessageContaining("holds 2 DataSources")
                    .hasMessageContaining("orders").hasMessageContaining("customers").hasMessageContaining("option dataSource");
        }
    }
}
