/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A node with one flow, whose only step takes each message.
 */
final class FlowNode implements FlowContestant {

    static final String ON_SEND = "failover-on-send";
    static final String ON_RECEIPT = "failover-on-receipt";

    private static final String PROVIDER = "stub";
    private static final String TEXT = "Your order 4711 has left the depot and is with you tomorrow.";
    private static final int RECEIPT_FEEDS = 8;
    /** How long after its send a receipt comes, so that it is not early. */
    private static final long RECEIPT_AFTER_MS = 250;

    private final String kamelet;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicLong messages = new AtomicLong();
    private final ScheduledExecutorService receipts;
    private final ProducerTemplate template;
    private final Runnable release;

    /** Prepares a context to be watched, or not to be. */
    @FunctionalInterface
    interface Watch {

        void over(DefaultCamelContext context) throws Exception;
    }

    private FlowNode(String kamelet, MessagingFlows flows, Stub stub, Runnable stepped, FlowLoad load, Watch watch,
                     Runnable release)
                                       throws Exception {
        this.kamelet = kamelet;
        this.release = release;
        context.getRegistry().bind("flows", flows);
        watch.over(context);
        receipts = context.getExecutorServiceManager().newScheduledThreadPool(this, "receipts", RECEIPT_FEEDS);
        if (stub != null) {
            BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
            boomware.getConfiguration().setBaseUrl(stub.url("/boomware"));
            boomware.getConfiguration().setAccessToken("bench:secret");
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:" + kamelet + "?name=orders&step1=direct:step&done=direct:done"
                                     + "&failed=direct:failed");
                from("direct:step").process(exchange -> stepped.run())
                        .to(stub == null ? "direct:free" : "boomware:sms?from=Depot&maxRequestsPerPeriod=0")
                        .process(FlowNode.this::taken);
                from("direct:free").process(exchange -> {
                    exchange.getMessage().setHeader(MessagingConstants.PROVIDER, PROVIDER);
                    exchange.getMessage().setHeader(MessagingConstants.MESSAGE_ID, "m" + messages.incrementAndGet());
                });
                from("direct:receipts").to("kamelet:flow-events");
                from("direct:done").process(exchange -> load.ended());
                from("direct:failed").process(exchange -> load.failed(
                        "A message ended as failed: " + exchange.getMessage().getHeader("CamelMessagingFlowReason")));
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    /**
     * A node on PostgreSQL.
     *
     * @param stub    the provider; null for a step that costs nothing
     * @param stepped is called when a message comes to its step
     */
    static FlowNode on(HikariDataSource pool, String kamelet, Stub stub, Runnable stepped, FlowLoad load) throws Exception {
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(pool);
        return new FlowNode(kamelet, flows, stub, stepped, load, DefaultCamelContext::disableJMX, pool::close);
    }

    /** A node on PostgreSQL that is watched. */
    static FlowNode watched(HikariDataSource pool, String kamelet, Stub stub, FlowLoad load, Watch watch) throws Exception {
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(pool);
        return new FlowNode(kamelet, flows, stub, () -> {
        }, load, watch, pool::close);
    }

    /** A node on the database that the flows have by default, an H2 file, with a step that costs nothing. */
    static FlowNode onFile(String file, String kamelet, FlowLoad load) throws Exception {
        MessagingFlows flows = new MessagingFlows();
        flows.setDatabaseFile(file);
        return new FlowNode(kamelet, flows, null, () -> {
        }, load, DefaultCamelContext::disableJMX, () -> {
        });
    }

    /** Brings the receipt of a message that was sent. */
    private void taken(Exchange exchange) {
        if (kamelet.equals(ON_RECEIPT)) {
            Message sent = exchange.getMessage();
            Map<String, Object> receipt = new HashMap<>();
            receipt.put(MessagingConstants.PROVIDER, sent.getHeader(MessagingConstants.PROVIDER));
            receipt.put(MessagingConstants.MESSAGE_ID, sent.getHeader(MessagingConstants.MESSAGE_ID));
            receipt.put(MessagingConstants.EVENT_ID, sent.getHeader(MessagingConstants.MESSAGE_ID) + "-delivered");
            receipt.put(MessagingConstants.STATUS, DeliveryStatus.DELIVERED);
            if (sent.getHeader(MessagingConstants.ACCOUNT) != null) {
                receipt.put(MessagingConstants.ACCOUNT, sent.getHeader(MessagingConstants.ACCOUNT));
            }
            receipts.schedule(() -> template.sendBodyAndHeaders("direct:receipts", null, receipt), RECEIPT_AFTER_MS,
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public String name() {
        return kamelet;
    }

    @Override
    public void begin(long number) {
        template.sendBodyAndHeader("direct:in", TEXT, MessagingConstants.TO, "+3725%07d".formatted(number % 10_000_000));
    }

    @Override
    public void close() throws Exception {
        template.stop();
        context.close();
        release.run();
    }
}
