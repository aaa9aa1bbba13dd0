/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.apache.camel.CamelContext;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Orders from Kafka as the page tells: whatever is killed or away, each record starts one flow.
 */
@ExtendWith(Postgres.class)
class KafkaIntakeTest {

    private static final String PAGE = "flows-kafka.adoc";
    private static final String TOPIC = "orders";
    private static final int PARTITIONS = 2;
    /** A busy machine takes its time to start two processes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final MessagingSandbox sandbox = MessagingSandbox.create().start();
    private KafkaBroker broker;
    private String database;

    @TempDir
    Path folder;

    @BeforeEach
    void start(Postgres.Server server) throws Exception {
        database = server.newDatabaseUrl();
        broker = new KafkaBroker(folder);
        broker.createTopic(TOPIC, PARTITIONS);
    }

    @AfterEach
    void stop() {
        broker.close();
        sandbox.close();
    }

    @Test
    void eachRecordStartsOneFlowThoughANodeIsKilled() throws Exception {
        List<String> orders = new ArrayList<>(orders(0, 80));
        orders.add(7, "no order");
        try (ProcessNode killed = node("xml"); ProcessNode survivor = node("yaml")) {
            patiently().until(() -> killed.said("started") && survivor.said("started"));
            broker.write(TOPIC, PARTITIONS, orders.subList(0, 60));
            patiently().until(() -> sandbox.messages().size() > 10);
            killed.kill();
            broker.write(TOPIC, PARTITIONS, orders.subList(60, orders.size()));
            patiently().until(() -> broker.committed(TOPIC) == orders.size());
            patiently().until(() -> count("where state <> 'ENDED'") == 0);
        }

        assertThat(count("")).as("flows").isEqualTo(80);
        assertThat(sandbox.messages()).extracting(SentMessage::to).doesNotHaveDuplicates();
        assertThat(sandbox.messages().size() + count("where outcome = 'unknown'"))
                .as("sent, or the process was killed in the middle of it").isGreaterThanOrEqualTo(80);
    }

    @Test
    void aRecordIsNotPassedOverWhenTheDatabaseIsAwayAndTheNodeIsStopped() throws Exception {
        AtomicBoolean away = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        try (CamelContext context = context(away, refused)) {
            context.start();
            broker.write(TOPIC, PARTITIONS, orders(0, 4));
            patiently().until(() -> broker.committed(TOPIC) == 4);
            away.set(true);
            broker.write(TOPIC, PARTITIONS, orders(4, 4));
            patiently().until(() -> refused.get() > 3);
        }
        assertThat(broker.committed(TOPIC)).as("committed").isEqualTo(4);

        away.set(false);
        try (CamelContext context = context(away, refused)) {
            context.start();
            patiently().until(() -> broker.committed(TOPIC) == 8 && count("where state = 'ENDED'") == 8);
        }
        assertThat(sandbox.messages()).extracting(SentMessage::to).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void theJavaExampleIsWhatWasTried() throws IOException {
        String tried = Files.readString(
                Path.of("src/test/java/io/camelmessaging/cluster/OrdersRoutes.java")).replace("\n        ", "\n");
        assertThat(tried).contains(Page.example(PAGE, "java", 1));
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    private ProcessNode node(String language) throws IOException {
        return ProcessNode.start(OrdersApplication.class, folder.resolve(language + ".log"), database, broker.address(),
                sandbox.baseUrl("boomware"), Page.write(PAGE, language, 1, folder));
    }

    private CamelContext context(AtomicBoolean away, AtomicInteger refused) throws Exception {
        CamelContext context = OrdersApplication.context(broker.address(), sandbox.baseUrl("boomware"));
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(awayWhile(away, refused));
        flows.setThreads(4);
        context.getRegistry().bind("flows", flows);
        context.addRoutes(new OrdersRoutes());
        return context;
    }

    /** The database, of which no connection is to be had while it is away. */
    private DataSource awayWhile(AtomicBoolean away, AtomicInteger refused) {
        PGSimpleDataSource there = new PGSimpleDataSource();
        there.setUrl(database);
        return (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { DataSource.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && away.get()) {
                        refused.incrementAndGet();
                        throw new SQLTransientConnectionException("The database is away.", "08006");
                    }
                    try {
                        return method.invoke(there, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<String> orders(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj("{\"id\": %1$d, \"phone\": \"+37255500%1$03d\"}"::formatted).toList();
    }

    private int count(String where) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
             Statement statement = connection.createStatement();
             ResultSet result = statement.executeQuery("select count(*) from messaging_flow " + where)) {
            result.next();
            return result.getInt(1);
        }
    }
}
