/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Flows over two databases, by recipient: messages, their receipts and the replies to them find the same one.
 */
@ExtendWith(Postgres.class)
class ShardingTest {

    private static final int RECIPIENTS = 20;

    private final List<String> databases = new ArrayList<>();
    private final List<CamelContext> shards = new ArrayList<>();
    private final DefaultCamelContext entrance = new DefaultCamelContext();
    private final Queue<Map<String, Object>> sent = new ConcurrentLinkedQueue<>();
    private final Queue<String> ends = new ConcurrentLinkedQueue<>();
    private ProducerTemplate template;

    @BeforeEach
    void start(Postgres.Server server) throws Exception {
        for (int i = 0; i < 2; i++) {
            databases.add(server.newDatabaseUrl());
            shards.add(shard(databases.get(i)));
        }
        entrance.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").process(new Shards("direct:orders", shards));
                from("direct:questions").process(new Shards("direct:questions", shards));
                from("direct:events").process(new Shards("direct:events", shards));
            }
        });
        entrance.start();
        template = entrance.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        entrance.stop();
        shards.forEach(CamelContext::stop);
    }

    private CamelContext shard(String database) throws Exception {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database);
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(dataSource);
        flows.setThreads(4);
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("flows", flows);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders").to("kamelet:failover-on-receipt?name=orders&step1=direct:step&contradictionWait=1ms"
                                         + "&done=direct:end&failed=direct:end");
                from("direct:questions").to("kamelet:conversation?name=questions&ask=direct:step&wait=1h"
                                            + "&answered=direct:end&expired=direct:end&failed=direct:end");
                from("direct:events").to("kamelet:flow-events");
                from("direct:step").process(exchange -> {
                    String id = "m" + exchange.getMessage().getHeader("CamelMessagingReference");
                    exchange.getMessage().setHeader("CamelMessagingProvider", "stub");
                    exchange.getMessage().setHeader("CamelMessagingMessageId", id);
                    sent.add(Map.of("id", id, "to", exchange.getMessage().getHeader("CamelMessagingTo")));
                });
                from("direct:end").process(exchange -> ends.add(exchange.getMessage().getHeader("CamelMessagingFlowOutcome")
                                                                + " " + exchange.getMessage().getHeader("CamelMessagingTo")));
            }
        });
        context.start();
        return context;
    }

    @Test
    void eachRecipientHasOneDatabase() throws Exception {
        for (int i = 0; i < RECIPIENTS; i++) {
            template.sendBodyAndHeader("direct:orders", "Your order is here.", "CamelMessagingTo", number(i));
        }
        patiently().until(() -> sent.size() == RECIPIENTS);
        for (Map<String, Object> message : sent) {
            template.sendBodyAndHeaders("direct:events", null, Map.of(
                    "CamelMessagingProvider", "stub", "CamelMessagingEventId", message.get("id") + "-delivered",
                    "CamelMessagingMessageId", message.get("id"), "CamelMessagingRecipient", message.get("to"),
                    "CamelMessagingStatus", DeliveryStatus.DELIVERED, "CamelMessagingTimestamp", Instant.now()));
        }
        patiently().until(() -> ends.size() == RECIPIENTS);
        assertThat(ends).doesNotHaveDuplicates().allMatch(end -> end.startsWith("done "));

        for (int i = 0; i < RECIPIENTS; i++) {
            template.sendBodyAndHeader("direct:questions", "Can you make it?", "CamelMessagingTo", number(i));
        }
        patiently().until(() -> sent.size() == 2 * RECIPIENTS);
        for (int i = 0; i < RECIPIENTS; i++) {
            template.sendBodyAndHeaders("direct:events", "yes", Map.of("CamelMessagingProvider", "stub",
                    "CamelMessagingEventId", "reply" + i, "CamelMessagingSender", number(i)));
        }
        patiently().until(() -> ends.size() == 2 * RECIPIENTS);
        assertThat(ends).filteredOn(end -> end.startsWith("answered ")).hasSize(RECIPIENTS).doesNotHaveDuplicates();

        assertThat(flows(0)).as("both are used").isPositive();
        assertThat(flows(1)).as("both are used").isPositive();
        assertThat(flows(0) + flows(1)).isEqualTo(2 * RECIPIENTS);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20));
    }

    private static String number(int i) {
        return "+37255500%03d".formatted(i);
    }

    private int flows(int shard) throws SQLException {
        try (Connection connection = DriverManager.getConnection(databases.get(shard));
             Statement statement = connection.createStatement();
             ResultSet result = statement.executeQuery("select count(*) from messaging_flow")) {
            result.next();
            return result.getInt(1);
        }
    }
}
