/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.FlowEvent;
import io.camelmessaging.flows.store.FlowMessage;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.LeasedFlow;
import io.camelmessaging.flows.store.NewFlow;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGConnectionPoolDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which commits wait for PostgreSQL's disk. */
@ExtendWith(Postgres.class)
class DurabilityTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> commits = new CopyOnWriteArrayList<>();
    private final FlowStore store;

    DurabilityTest(Postgres.Server server) {
        PGConnectionPoolDataSource database = new PGConnectionPoolDataSource();
        database.setUrl(server.newDatabaseUrl());
        // the server of the tests has it off
        database.setOptions("-c synchronous_commit=on");
        store = Databases.store(noting(JdbcConnectionPool.create(database), DataSource.class), "one", LONG);
        commits.clear();
    }

    /** Notes with each commit whether it waits. */
    private <T> T noting(T noted, Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        commits.add(waits((Connection) noted));
                    }
                    try {
                        Object result = method.invoke(noted, arguments);
                        return result instanceof Connection connection ? noting(connection, Connection.class) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static String waits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
             ResultSet setting = statement.executeQuery("show synchronous_commit")) {
            setting.next();
            return setting.getString(1);
        }
    }

    private List<String> commitsOf(Runnable work) {
        commits.clear();
        work.run();
        return List.copyOf(commits);
    }

    @Test
    void onlyALeaseIsNotWaitedFor() {
        assertThat(commitsOf(() -> store.begin(new NewFlow(
                "orders", "c1", "SEND", null, new FlowMessage("text", Map.of()), Map.of(), null, Duration.ZERO))))
                .contains("on").doesNotContain("off");

        commits.clear();
        LeasedFlow claim = store.claim(List.of("orders"), 1).get(0);
        assertThat(commits).containsExactly("off");

        Attempt intent = Attempt.intent(claim.flow(), 1, 1, claim.now());
        assertThat(commitsOf(() -> store.keep(claim.flow(), intent))).contains("on").doesNotContain("off");
        assertThat(commitsOf(() -> store.release(claim.flow().in("WAIT"), claim.now().plus(LONG), List.of(),
                intent.accepted("stub", null, "m1", claim.now())))).contains("on").doesNotContain("off");
        assertThat(commitsOf(() -> store.events().record(new FlowEvent(
                "e1", FlowEvent.Kind.RECEIPT, "stub", null, "m1", null, DeliveryStatus.DELIVERED, null, null, null, null, null,
                FlowEvent.NO_ATTEMPT)))).contains("on").doesNotContain("off");
    }

    @Test
    void aNoticeIsNotWaitedFor() {
        assertThat(commitsOf(() -> store.notices().send())).containsExactly("off");
    }
}
