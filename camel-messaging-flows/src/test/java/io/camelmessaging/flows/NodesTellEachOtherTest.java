/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nodes on one PostgreSQL that look for due work once in an hour: what they do sooner, another node has told them.
 */
@ExtendWith(Postgres.class)
class NodesTellEachOtherTest {

    private static final String LISTENING = "select pid from pg_stat_activity where datname = current_database()"
                                            + " and query = 'listen messaging_flow'";

    private final List<DefaultCamelContext> nodes = new ArrayList<>();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        nodes.forEach(DefaultCamelContext::stop);
    }

    @Test
    void theNodeWithTheRouteHearsOfAReceiptThatAnotherNodeGot(Postgres.Server server) throws Exception {
        DataSource database = server.newDatabase();
        DefaultCamelContext sends = sending(database);
        DefaultCamelContext receives = receiving(database);
        listening(database, 2);

        sent(database, sends, "4711");
        received(receives, "4711");

        assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo("4711");
    }

    @Test
    void whatANodeHasNoRoomForIsDoneByAnother(Postgres.Server server) throws Exception {
        DataSource database = server.newDatabase();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        DefaultCamelContext full = node(database, flows -> flows.setMaxInFlight(1));
        full.addRoutes(failover(exchange -> {
            busy.countDown();
            goesOn.await();
        }));
        DefaultCamelContext free = node(database, flows -> flows.setMaxInFlight(1));
        free.addRoutes(failover(exchange -> done.add(exchange.getMessage().getBody(String.class))));
        full.start();
        free.start();
        listening(database, 2);

        full.createProducerTemplate().sendBody("direct:in", "first");
        busy.await();
        full.createProducerTemplate().sendBody("direct:in", "second");

        assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo("second");
        goesOn.countDown();
    }

    @Test
    void aConnectionThatBreaksIsReplaced(Postgres.Server server) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(server.newDatabaseUrl());
        DefaultCamelContext sends = sending(database);
        DefaultCamelContext receives = receiving(database);
        List<Integer> broken = listening(database, 2);
        for (int pid : broken) {
            ask(database, "select case when pg_terminate_backend(" + pid + ") then 1 else 0 end");
        }
        patiently().until(() -> ask(database, LISTENING).stream().noneMatch(broken::contains));
        listening(database, 2);

        sent(database, sends, "4711");
        received(receives, "4711");

        assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo("4711");
    }

    @Test
    void behindAPoolerOfTransactionsTheConnectionIsGivenBackAndWorkIsLookedFor(Postgres.Server server) throws Exception {
        DataSource database = server.newDatabase();
        BlockingQueue<String> swallowed = new LinkedBlockingQueue<>();
        DefaultCamelContext sends = sending(withoutListening(database, swallowed),
                flows -> flows.setPollDelay(Duration.ofMillis(50)));
        DefaultCamelContext receives = receiving(database);
        listening(database, 1);

        assertThat(swallowed.poll(1, TimeUnit.MINUTES)).isEqualTo("listen messaging_flow");
        assertThat(swallowed.poll(1, TimeUnit.MINUTES)).isEqualTo("unlisten *");
        sent(database, sends, "4711");
        received(receives, "4711");

        assertThat(done.poll(1, TimeUnit.MINUTES)).isEqualTo("4711");
    }

    @Test
    void aNodeThatIsToldSoDoesNotListen(Postgres.Server server) throws Exception {
        DataSource database = server.newDatabase();
        DefaultCamelContext deaf = sending(database, flows -> flows.setListen(false));
        DefaultCamelContext listens = receiving(database);
        listening(database, 1);
        sent(database, deaf, "4711");

        assertThat(ask(database, LISTENING)).hasSize(1);
        listens.stop();
        patiently().until(() -> ask(database, LISTENING).isEmpty());
    }

    private DefaultCamelContext sending(DataSource database) throws Exception {
        return sending(database, flows -> {
        });
    }

    private DefaultCamelContext sending(DataSource database, Consumer<MessagingFlows> more)
            throws Exception {
        DefaultCamelContext context = node(database, more);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:failover-on-receipt?name=orders&step1=direct:step&until=read"
                                     + "&done=direct:done&failed=mock:failed");
                from("direct:step").setHeader(MessagingConstants.PROVIDER, constant("stub"))
                        .setHeader(MessagingConstants.MESSAGE_ID, body());
                from("direct:done").process(exchange -> done.add(exchange.getMessage().getBody(String.class)));
            }
        });
        context.start();
        return context;
    }

    private DefaultCamelContext receiving(DataSource database) throws Exception {
        DefaultCamelContext context = node(database, flows -> {
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:receipts").to("kamelet:flow-events");
            }
        });
        context.start();
        return context;
    }

    private static RouteBuilder failover(Processor step) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:failover-on-send?name=orders&step1=direct:step&failed=mock:failed");
                from("direct:step").process(step);
            }
        };
    }

    private DefaultCamelContext node(DataSource database, Consumer<MessagingFlows> more) {
        DefaultCamelContext context = FlowContexts.on(database);
        MessagingFlows flows = context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class);
        flows.setPollDelay(Duration.ofHours(1));
        flows.setLease(Duration.ofHours(2));
        more.accept(flows);
        nodes.add(context);
        return context;
    }

    private static void sent(DataSource database, DefaultCamelContext node, String id) {
        node.createProducerTemplate().sendBody("direct:in", id);
        // from now on nobody but who brings its receipt wakes it
        patiently().until(() -> !ask(database, "select 1 from messaging_flow where state = 'WAIT' and lease_owner is null")
                .isEmpty());
    }

    private static void received(DefaultCamelContext node, String id) {
        node.createProducerTemplate().sendBodyAndHeaders("direct:receipts", null, Map.of(MessagingConstants.PROVIDER, "stub",
                MessagingConstants.MESSAGE_ID, id, MessagingConstants.EVENT_ID, id + "-read", MessagingConstants.STATUS,
                DeliveryStatus.READ));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50));
    }

    /** Waits until so many nodes listen; the processes of the database that they listen by. */
    private static List<Integer> listening(DataSource database, int nodes) {
        return patiently().until(() -> ask(database, LISTENING), pids -> pids.size() == nodes);
    }

    private static List<Integer> ask(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
             Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery(sql)) {
            List<Integer> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getInt(1));
            }
            return values;
        }
    }

    /** A database that takes what is to be listened to and gives it to nobody, as it seems through such a pooler. */
    private static DataSource withoutListening(DataSource database, BlockingQueue<String> swallowed) {
        return proxy(DataSource.class, database, (proxy, method, arguments) -> {
            Object result = call(database, method, arguments);
            return result instanceof Connection connection ? connection(connection, swallowed) : result;
        });
    }

    private static Connection connection(Connection connection, BlockingQueue<String> swallowed) {
        return proxy(Connection.class, connection, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return method.getName().equals("createStatement") ? statement((Statement) result, swallowed) : result;
        });
    }

    private static Statement statement(Statement statement, BlockingQueue<String> swallowed) {
        return proxy(Statement.class, statement, (proxy, method, arguments) -> {
            if (method.getName().equals("execute") && String.valueOf(arguments[0]).contains("listen")) {
                swallowed.add((String) arguments[0]);
                return false;
            }
            return call(statement, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, T target, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(target.getClass().getClassLoader(), new Class<?>[] { type }, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
