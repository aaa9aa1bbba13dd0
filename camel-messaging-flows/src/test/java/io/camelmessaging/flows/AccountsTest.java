/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.store.FlowStore;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two accounts at one provider, with the same ids, feed one flow-events. */
class AccountsTest {

    private static final String A = "aaaaaaaaaaaa";
    private static final String B = "bbbbbbbbbbbb";
    private static final String NUMBER = "+37255500123";

    @Nested
    class OnH2 extends Accounts {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Accounts {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class Accounts {

        private final DefaultCamelContext context;

        Accounts(DataSource dataSource) {
            context = FlowContexts.on(dataSource);
        }

        @BeforeEach
        void start() throws Exception {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (String account : List.of(A, B)) {
                        from("direct:sms-" + account).process(exchange -> sent(exchange, account));
                        from("direct:in-" + account)
                                .to("kamelet:failover-on-receipt?name=" + account + "&wait=1h&step1=direct:sms-" + account
                                    + "&done=mock:done-" + account + "&failed=mock:failed");
                        from("direct:ask-" + account).setHeader(MessagingConstants.TO, constant(NUMBER))
                                .to("kamelet:conversation?name=ask-" + account + "&answer=yes&wait=1h&ask=direct:sms-" + account
                                    + "&answered=mock:answered-" + account + "&failed=mock:failed");
                    }
                    from("direct:unknown").process(exchange -> sent(exchange, null));
                    from("direct:in-unknown")
                            .to("kamelet:failover-on-receipt?name=unknown&wait=1h&step1=direct:unknown&done=mock:done-unknown"
                                + "&failed=mock:failed");
                    from("direct:events").to("kamelet:flow-events");
                }
            });
            context.start();
        }

        private static void sent(Exchange exchange, String account) {
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "boomware");
            exchange.getMessage().setHeader(MessagingConstants.ACCOUNT, account);
            exchange.getMessage().setHeader(MessagingConstants.MESSAGE_ID, "m1");
        }

        @AfterEach
        void stop() {
            context.stop();
        }

        private String begin(String flow) {
            String id = context.createProducerTemplate()
                    .request("direct:" + flow, exchange -> exchange.getMessage().setBody("hi"))
                    .getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
            await().until(() -> store().find(id).orElseThrow().state().equals("WAIT"));
            return id;
        }

        private FlowStore store() {
            return MessagingFlows.of(context).store();
        }

        private String event(String account, String eventId, Map<String, Object> more) {
            Exchange event = context.createProducerTemplate().request("direct:events", exchange -> {
                Map<String, Object> headers = new HashMap<>(more);
                headers.put(MessagingConstants.PROVIDER, "boomware");
                headers.put(MessagingConstants.EVENT_ID, eventId);
                if (account != null) {
                    headers.put(MessagingConstants.ACCOUNT, account);
                }
                exchange.getMessage().setHeaders(headers);
                exchange.getMessage().setBody("yes");
            });
            assertThat(event.getException()).isNull();
            return event.getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        }

        private String delivered(String account, String eventId) {
            return event(account, eventId, Map.of(MessagingConstants.MESSAGE_ID, "m1", MessagingConstants.STATUS,
                    DeliveryStatus.DELIVERED));
        }

        private MockEndpoint mock(String name) {
            return context.getEndpoint("mock:" + name, MockEndpoint.class);
        }

        @Test
        void aReceiptEndsTheFlowThatSentByItsAccount() {
            String a = begin("in-" + A);
            String b = begin("in-" + B);

            assertThat(delivered(A, "e1")).isEqualTo(a);
            await().until(() -> store().find(a).orElseThrow().isEnded());
            assertThat(store().find(b).orElseThrow().isEnded()).isFalse();
            assertThat(store().attempts(b).get(0).status()).isNull();

            assertThat(delivered(B, "e1@" + B)).as("the same id of the other account is another event").isEqualTo(b);
            await().until(() -> store().find(b).orElseThrow().isEnded());
            assertThat(mock("done-" + A).getReceivedCounter()).isEqualTo(1);
            assertThat(mock("done-" + B).getReceivedCounter()).isEqualTo(1);
        }

        @Test
        void aReceiptOfAnAccountThatDidNotSendItEndsNothing() {
            String a = begin("in-" + A);

            assertThat(delivered(B, "e1")).isNull();
            assertThat(store().attempts(a).get(0).status()).isNull();
            // it waits for the flow that sends by that account
            String b = begin("in-" + B);
            await().until(() -> store().find(b).orElseThrow().isEnded());
            assertThat(store().find(a).orElseThrow().isEnded()).isFalse();
        }

        @Test
        void anAccountThatIsNotKnownIsNoOther() {
            String unknown = begin("in-unknown");
            assertThat(delivered(B, "e1")).isEqualTo(unknown);

            String a = begin("in-" + A);
            assertThat(delivered(null, "e2")).isIn(unknown, a);
        }

        @Test
        void oneEventThatTwoServersTookInIsOne() {
            String a = begin("in-" + A);

            // to one of them the account is the component's, to the other it is not
            assertThat(delivered(A, "e1")).isEqualTo(a);
            assertThat(delivered(A, "e1@" + A)).isEqualTo(a);

            await().until(() -> store().find(a).orElseThrow().isEnded());
            assertThat(context.getEndpoint("mock:done-" + A, MockEndpoint.class).getReceivedCounter()).isEqualTo(1);
        }

        @Test
        void aReceiptAndAReplyWithOneIdAreTwo() {
            String a = begin("in-" + A);

            event(A, "e1", Map.of(MessagingConstants.SENDER, NUMBER));

            assertThat(delivered(A, "e1")).isEqualTo(a);
        }

        @Test
        void aReplyToOneOfTwoNumbersBelongsToTheQuestionThatWasAskedFromIt() {
            String a = begin("ask-" + A);
            String b = begin("ask-" + B);

            assertThat(event(B, "r1", Map.of(MessagingConstants.SENDER, NUMBER))).isEqualTo(b);

            await().until(() -> store().find(b).orElseThrow().isEnded());
            assertThat(mock("answered-" + B).getReceivedCounter()).isEqualTo(1);
            assertThat(store().find(a).orElseThrow().outcome()).isNull();
        }
    }
}
