/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.StringWriter;
import java.util.Map;
import java.util.Set;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.engine.ReceiptFeeds;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A flow that waits for receipts which nobody feeds says so, at its start and at its end. */
class MissingReceiptsTest {

    private static final String NUMBER = "+37255500123";

    private final MovableClock clock = new MovableClock();
    private final DefaultCamelContext context = FlowContexts.on(Databases.h2(), clock);
    private final StandIn provider = new StandIn("boomware");

    private void routes(RouteBuilder... builders) throws Exception {
        context.getPropertiesComponent().addInitialProperty("sms.step", "boomware:sms?accessToken=u:p");
        for (RouteBuilder builder : builders) {
            context.addRoutes(builder);
        }
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aStepLeadsToProvidersThroughRoutes() throws Exception {
        context.getComponent("boomware");
        context.getComponent("clicksend");
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").autoStartup(false).choice().when(body().isNull()).to("direct:two?timeout=5").otherwise()
                        .to("log:x");
                from("direct:two").autoStartup(false).doTry().toD("clicksend:sms?from=${header.a}").doCatch(Exception.class)
                        .to("direct:one").end();
            }
        });

        ReceiptFeeds feeds = new ReceiptFeeds(context);

        assertThat(feeds.providersOf("direct:one")).containsExactly("clicksend");
        assertThat(feeds.providersOf("direct://two")).containsExactly("clicksend");
        assertThat(feeds.providersOf("{{sms.step}}")).containsExactly("boomware");
        assertThat(feeds.providersOf("direct:unknown")).isEmpty();
        assertThat(feeds.fed()).isEmpty();
    }

    @Test
    void receiptsAreFedByWebhooksAndPollsAlsoThroughOtherRoutes() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:boomware:deliveryReceipts?webhookPath=/a").autoStartup(false).to("seda:events?size=5");
                from("seda:events").autoStartup(false).to("kamelet:flow-events");
                from("sendmode:deliveryReceipts?apiKey=k").autoStartup(false).to("mock:elsewhere");
                from("boomerang:replies?username=u&password=p").autoStartup(false).to("kamelet:flow-events");
            }
        });

        assertThat(new ReceiptFeeds(context).fed()).isEqualTo(Set.of("boomware"));
    }

    @Test
    void theStartWarnsOfAProviderWhoseReceiptsNobodyFeeds() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:alarm").to("boomware:sms?accessToken=u:p");
                from("direct:other").to("clicksend:sms?username=u&apiKey=k");
                from("seda:receipts").to("kamelet:flow-events");
                from("clicksend:deliveryReceipts?username=u&apiKey=k").autoStartup(false).to("seda:receipts");
                from("direct:in").to("kamelet:failover-on-receipt?name=orders&step1=direct:alarm&step2=direct:other"
                                     + "&failed=mock:failed");
                from("direct:in2").to("kamelet:failover-on-send?name=others&step1=direct:alarm&failed=mock:failed");
            }
        });

        String log = logOf(context::start);

        assertThat(log).contains("The flow orders waits for receipts, and no receipts of boomware are fed to flow-events")
                .doesNotContain("receipts of clicksend").doesNotContain("The flow others");
    }

    /** What is logged at WARN, by all that runs at this time. */
    private static String logOf(Runnable work) {
        StringWriter log = new StringWriter();
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        WriterAppender appender = WriterAppender.newBuilder().setName("receipts").setTarget(log)
                .setLayout(PatternLayout.newBuilder().withPattern("%m%n").build()).build();
        appender.start();
        logging.getConfiguration().getRootLogger().addAppender(appender, Level.WARN, null);
        logging.updateLoggers();
        try {
            work.run();
        } finally {
            logging.getConfiguration().getRootLogger().removeAppender("receipts");
            logging.updateLoggers();
        }
        return log.toString();
    }

    @Test
    void whoExpiresWithoutAnyReceiptOfAProviderSaysSo() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sms").process(provider);
                from("direct:events").to("kamelet:flow-events");
                from("direct:in").to("kamelet:failover-on-receipt?name=orders&step1=direct:sms&wait=2h&failed=mock:failed"
                                     + "&expired=mock:expired");
            }
        });
        context.start();
        MockEndpoint expired = context.getEndpoint("mock:expired", MockEndpoint.class);

        send();

        clock.moveUntil(context, () -> expired.getReceivedCounter() == 1);
        assertThat(reason(expired, 0)).startsWith("no receipt in time").contains("no receipt of boomware has ever come")
                .contains("flow-events");

        context.createProducerTemplate().sendBodyAndHeaders("direct:events", null,
                Map.of(MessagingConstants.PROVIDER, "boomware",
                        MessagingConstants.EVENT_ID, "other", MessagingConstants.MESSAGE_ID, "of another one",
                        MessagingConstants.STATUS, DeliveryStatus.DELIVERED));
        send();

        clock.moveUntil(context, () -> expired.getReceivedCounter() == 2);
        assertThat(reason(expired, 1)).isEqualTo("no receipt in time");
    }

    private void send() {
        context.createProducerTemplate().sendBodyAndHeader("direct:in", "hello", MessagingConstants.TO, NUMBER);
    }

    private static String reason(MockEndpoint endpoint, int number) {
        return endpoint.getExchanges().get(number).getMessage().getHeader(FlowConstants.REASON, String.class);
    }

    @Test
    void parkedFlowsAreADetailOfTheHealth() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sms").process(provider);
                from("direct:in")
                        .to("kamelet:failover-on-send?name=orders&step1=direct:sms&done=direct:broken&failed=mock:failed");
                from("direct:broken").throwException(new IllegalStateException("broken"));
            }
        });
        MessagingFlows flows = context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class);
        flows.setParkAfter(java.time.Duration.ofMillis(1));
        flows.setParkFailures(1);
        context.start();
        HealthCheck check = HealthCheckRegistry.get(context).getCheck("messaging-flows").orElseThrow();
        assertThat(check.call().getDetails()).containsEntry("parked", 0);

        send();

        await().until(() -> flows.parked(1).size() == 1);
        HealthCheck.Result result = check.call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getDetails()).containsEntry("parked", 1).containsKey("parked.since");
    }
}
