/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.crash;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.FlowConstants;
import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;

import static org.awaitility.Awaitility.await;

/**
 * An application with very many conversations that nobody answers. It begins them at an even pace, so that their
 * deadlines come at the same pace, and tells by lines on its standard output how it fares.
 */
public final class OpenConversations {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Queue<Long> lateness = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger expired = new AtomicInteger();
    private volatile Instant started = Instant.MAX;
    private final Duration wait;
    private final JdbcConnectionPool database;

    private OpenConversations(String file, Duration wait) {
        this.wait = wait;
        this.database = JdbcConnectionPool.create("jdbc:h2:file:" + file, "sa", "");
        this.database.setMaxConnections(30);
    }

    /**
     * Takes the file of the database, how many conversations there are, how many are begun in a second (0 for those
     * that are there already), and after how many seconds each expires.
     */
    public static void main(String[] arguments) throws Exception {
        int perSecond = Integer.parseInt(arguments[2]);
        OpenConversations application = new OpenConversations(arguments[0], Duration.ofSeconds(Long.parseLong(arguments[3])));
        application.start();
        if (perSecond > 0) {
            application.ask(Integer.parseInt(arguments[1]), perSecond);
        }
        await().forever().pollInterval(Duration.ofMillis(500)).until(() -> application.open() == 0);
        application.tellLateness();
        application.context.stop();
    }

    private void start() throws Exception {
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(database);
        flows.setPollDelay(Duration.ofMillis(200));
        context.getRegistry().bind("flows", flows);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:conversation?name=open&ask=direct:ask&wait=" + wait.toMillis()
                                     + "&answered=direct:expired&failed=direct:expired");
                from("direct:ask").process(exchange -> asked.incrementAndGet());
                from("direct:expired").process(this::expired);
            }

            private void expired(Exchange exchange) {
                Instant due = flows.store().attempts(exchange.getMessage().getHeader(FlowConstants.FLOW_ID, String.class))
                        .get(0).answeredAt().plus(wait);
                expired.incrementAndGet();
                // those that nobody was there for are a matter of how long nobody was there
                if (due.isAfter(started)) {
                    lateness.add(Duration.between(due, Instant.now()).toMillis());
                }
            }
        });
        context.start();
        started = Instant.now();
        System.out.println("started " + ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private void ask(int conversations, int perSecond) throws SQLException {
        ProducerTemplate template = context.createProducerTemplate();
        AtomicInteger begun = new AtomicInteger();
        ScheduledExecutorService pace = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "pace");
        pace.scheduleAtFixedRate(() -> {
            if (begun.get() < conversations) {
                template.sendBodyAndHeader("direct:in", "Can you make it?", MessagingConstants.TO,
                        "+3725%07d".formatted(begun.getAndIncrement()));
            }
        }, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        await().forever().pollInterval(Duration.ofMillis(50)).until(() -> asked.get() == conversations);
        System.gc();
        System.out.println("open " + open() + " "
                           + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024 / 1024);
    }

    /** How many have not ended. */
    private int open() throws SQLException {
        return count("state <> 'ENDED'");
    }

    private int count(String condition) throws SQLException {
        try (Connection connection = database.getConnection();
             Statement statement = connection.createStatement();
             ResultSet count = statement.executeQuery("select count(*) from messaging_flow where " + condition)) {
            count.next();
            return count.getInt(1);
        }
    }

    private void tellLateness() throws SQLException {
        List<Long> sorted = lateness.stream().sorted().toList();
        String figures = sorted.isEmpty()
                ? "- - -" : sorted.get(sorted.size() / 2) + " "
                            + sorted.get(sorted.size() * 99 / 100) + " " + sorted.get(sorted.size() - 1);
        System.out.println("late " + figures + " " + expired + " " + count("state = 'ENDED' and outcome = 'expired'"));
    }
}
