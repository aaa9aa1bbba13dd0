/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.StandIn.Answer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each line of the log about a flow says which conversation it is about, by the id that the user knows. */
class FlowLogTest extends FailoverOnSendFixture {

    private static final String APPENDER = "flow-log";

    private final StringWriter log = new StringWriter();
    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);

    @BeforeEach
    void listen() {
        WriterAppender appender = WriterAppender.newBuilder().setName(APPENDER).setTarget(log)
                .setLayout(PatternLayout.newBuilder().withPattern("%m%n").build()).build();
        appender.start();
        logging.getConfiguration().getRootLogger().addAppender(appender, Level.INFO, null);
        logging.updateLoggers();
    }

    @AfterEach
    void listenNoMore() {
        logging.getConfiguration().getRootLogger().removeAppender(APPENDER);
        logging.updateLoggers();
    }

    /** Those of this test, as others run beside it. */
    private List<String> lines() {
        return log.toString().lines().filter(line -> line.contains("The flow logged ")
                || line.contains("on the flow logged ")).toList();
    }

    @Test
    void whatFailsIsParkedAndEndsNamesItsConversation() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stubborn").markRollbackOnly();
                from("direct:in").to("kamelet:failover-on-send?name=logged&step1=direct:one&done=mock:done"
                                     + "&failed=direct:stubborn&unknown=mock:unknown");
            }
        });
        MessagingFlows flows = context.getRegistry().lookupByNameAndType("flows", MessagingFlows.class);
        flows.setPollDelay(Duration.ofMillis(50));
        flows.setParkAfter(Duration.ofMillis(1));
        flows.setParkFailures(2);
        one.always(Answer.REJECTED);
        context.start();

        send("hello", Map.of(MessagingConstants.TO, NUMBER, FlowConstants.CONVERSATION_ID, "order-A-17"));
        await().until(() -> lines().stream().anyMatch(line -> line.contains("is parked")));

        assertThat(lines()).anyMatch(line -> line.contains("failed and is done again"))
                .allSatisfy(line -> assertThat(line).contains("order-A-17").doesNotContain(NUMBER));
    }
}
