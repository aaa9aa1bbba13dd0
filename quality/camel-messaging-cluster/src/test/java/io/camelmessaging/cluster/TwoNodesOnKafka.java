/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;

/**
 * An example to run: two nodes on one PostgreSQL take orders from a topic, and one of them is killed. Broker, database
 * and the provider, which is the sandbox, are in this process; the nodes are processes of their own with the routes of
 * the page on orders from Kafka.
 */
public final class TwoNodesOnKafka {

    private static final String TOPIC = "orders";
    private static final int PARTITIONS = 2;
    private static final int BEFORE = 60;
    private static final int ORDERS = 200;
    private static final int SENT_BEFORE_THE_KILL = 20;

    private TwoNodesOnKafka() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("orders");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
             MessagingSandbox sandbox = MessagingSandbox.create().start();
             KafkaBroker broker = new KafkaBroker(folder)) {
            broker.createTopic(TOPIC, PARTITIONS);
            run(postgres, sandbox, broker, folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
            }
        }
        // the database's driver and the broker leave threads behind
        System.exit(0);
    }

    private static void run(EmbeddedPostgres postgres, MessagingSandbox sandbox, KafkaBroker broker, Path folder)
            throws Exception {
        String database = postgres.getJdbcUrl("postgres", "postgres");
        String routes = Page.write("flows-kafka.adoc", "yaml", 1, folder);
        say("Two nodes start, on one PostgreSQL and a topic with %d partitions.", PARTITIONS);
        try (ProcessNode first = node("first", folder, database, broker, sandbox, routes);
             ProcessNode second = node("second", folder, database, broker, sandbox, routes)) {
            until(() -> first.said("started") && second.said("started"));
            say("%d orders are written to the topic.", BEFORE);
            broker.write(TOPIC, PARTITIONS, orders(0, BEFORE));
            until(() -> sandbox.messages().size() >= SENT_BEFORE_THE_KILL);
            first.kill();
            say("The first node is killed, after %d messages; %d more orders are written.", sandbox.messages().size(),
                    ORDERS - BEFORE);
            broker.write(TOPIC, PARTITIONS, orders(BEFORE, ORDERS - BEFORE));
            until(() -> broker.committed(TOPIC) == ORDERS);
            say("Kafka has been told of all %d orders.", ORDERS);
            until(() -> count(postgres, "state <> 'ENDED'") == 0);
        }
        report(postgres, sandbox);
    }

    private static void report(EmbeddedPostgres postgres, MessagingSandbox sandbox) throws SQLException {
        long flows = count(postgres, "true");
        long unknown = count(postgres, "outcome = 'unknown'");
        List<SentMessage> sent = sandbox.messages();
        long recipients = sent.stream().map(SentMessage::to).distinct().count();
        say("%n%-46s %4d", "orders", ORDERS);
        say("%-46s %4d", "flows", flows);
        say("%-46s %4d", "messages that the provider got", sent.size());
        say("%-46s %4d", "recipients who got more than one", sent.size() - recipients);
        say("%-46s %4d", "told as unknown: killed in the middle of a call", unknown);
        if (flows != ORDERS || recipients != sent.size() || sent.size() + unknown < ORDERS) {
            throw new IllegalStateException("Not every order became one message.");
        }
    }

    private static ProcessNode node(
            String name, Path folder, String database, KafkaBroker broker, MessagingSandbox sandbox, String routes)
            throws Exception {
        return ProcessNode.start(OrdersApplication.class, folder.resolve(name + ".log"), database, broker.address(),
                sandbox.baseUrl("boomware"), routes);
    }

    private static List<String> orders(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj("{\"id\": %1$d, \"phone\": \"+37255500%1$03d\"}"::formatted).toList();
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    private static long count(EmbeddedPostgres postgres, String condition) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
             Statement statement = connection.createStatement();
             ResultSet result = statement.executeQuery("select count(*) from messaging_flow where " + condition)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void say(String text, Object... values) {
        System.out.println(text.formatted(values));
    }
}
