/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.sql.DataSource;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.optout.OptOuts;
import io.camelmessaging.flows.store.Attempt;
import io.camelmessaging.flows.store.Flow;
import io.camelmessaging.flows.store.FlowMessage;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.flows.store.LeasedFlow;
import io.camelmessaging.flows.store.NewFlow;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a provider or a caller sends is kept or refused, and never taken for a database that is away. */
class ValuesOfStrangersTest {

    private static final String NUMBER = "+37255500123";
    private static final String LONG = "€".repeat(3000);

    @Nested
    class OnH2 extends Values {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Values {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class Values {

        private final DataSource dataSource;
        private final DefaultCamelContext context;
        private final StandIn provider = new StandIn("boomware");
        private FlowStore store;

        Values(DataSource dataSource) {
            this.dataSource = dataSource;
            context = FlowContexts.on(dataSource);
        }

        @BeforeEach
        void start() throws Exception {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:sms").process(provider);
                    from("direct:in")
                            .to("kamelet:failover-on-send?name=orders&step1=direct:sms&done=mock:done&failed=mock:failed"
                                + "&keepHeaders=kept*");
                    from("direct:events").to("kamelet:flow-events");
                }
            });
            context.start();
            store = MessagingFlows.of(context).store();
        }

        @AfterEach
        void stop() {
            context.stop();
        }

        private Exchange event(Map<String, Object> headers, Object body) {
            return context.createProducerTemplate().request("direct:events", exchange -> {
                exchange.getMessage().setHeaders(new HashMap<>(headers));
                exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "boomware");
                exchange.getMessage().setBody(body);
            });
        }

        private Exchange reply(String eventId, String sender, String text) {
            return event(Map.of(MessagingConstants.EVENT_ID, eventId, MessagingConstants.SENDER, sender), text);
        }

        private List<String> rows(String sql) throws Exception {
            try (Connection connection = dataSource.getConnection();
                 Statement statement = connection.createStatement();
                 var rows = statement.executeQuery(sql)) {
                List<String> found = new java.util.ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }

        @Test
        void aReplyIsKeptWithoutTheCharactersThatNoDatabaseTakes() throws Exception {
            Exchange kept = reply("e\u0000\uD83D", "+3725\u00005500123", "Y\u0000ES \uD83D and \uDE00 \uD83D\uDE00");

            assertThat(kept.getException()).isNull();
            assertThat(rows("select body from messaging_event")).containsExactly("YES \uFFFD and \uFFFD \uD83D\uDE00");
        }

        @ParameterizedTest
        @ValueSource(strings = {
                MessagingConstants.EVENT_ID, MessagingConstants.SENDER, MessagingConstants.RECIPIENT,
                MessagingConstants.REFERENCE, MessagingConstants.IN_REPLY_TO, MessagingConstants.PROVIDER })
        void aValueLongerThanItsColumnIsKept(String header) throws Exception {
            for (String value : List.of(LONG, "😀".repeat(2000), "x".repeat(1001), "\u0000".repeat(2000) + "x")) {
                Map<String, Object> headers = new HashMap<>(
                        Map.of(MessagingConstants.EVENT_ID, "e", MessagingConstants.SENDER,
                                NUMBER));
                headers.put(header, value);

                assertThat(event(headers, "yes").getException()).isNull();
            }
            assertThat(rows("select event_id from messaging_event")).isNotEmpty();
        }

        @Test
        void longIdsThatDifferAtTheirEndAreTwoAndTheSameIsOne() throws Exception {
            for (String id : List.of(LONG + "a", LONG + "b", LONG + "a", "e")) {
                assertThat(reply(id, NUMBER, "yes").getException()).isNull();
            }

            assertThat(rows("select event_id from messaging_event")).hasSize(3);
        }

        @Test
        void aReceiptIsTiedByALongMessageId() {
            Flow flow = store
                    .begin(new NewFlow(
                            "others", "c", "SEND", null, new FlowMessage("x", Map.of()), Map.of(), null, Duration.ZERO))
                    .orElseThrow();
            LeasedFlow claim = store.claim(List.of("others"), 1).get(0);
            store.release(claim.flow(), null, List.of(),
                    Attempt.intent(claim.flow(), 1, 1, claim.now()).accepted("boomware", null, LONG + "1", claim.now()));

            event(Map.of(MessagingConstants.EVENT_ID, "other", MessagingConstants.STATUS, DeliveryStatus.DELIVERED,
                    MessagingConstants.MESSAGE_ID, LONG + "2"), null);
            Exchange tied = event(Map.of(MessagingConstants.EVENT_ID, LONG, MessagingConstants.STATUS, DeliveryStatus.DELIVERED,
                    MessagingConstants.MESSAGE_ID, LONG + "1"), null);

            assertThat(tied.getMessage().getHeader(FlowConstants.FLOW_ID)).isEqualTo(flow.id());
            LeasedFlow woken = store.claim(List.of("others"), 1).get(0);
            assertThat(woken.events()).hasSize(1);
            store.release(woken.flow(), null, woken.events());
            store.wake(flow.id());
            assertThat(store.claim(List.of("others"), 1).get(0).events()).isEmpty();
        }

        @Test
        void aTimeThatNoCalendarHasIsKeptAsTheNearestOne() {
            for (Instant time : List.of(Instant.MAX, Instant.MIN, Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000_000_000L))) {
                Exchange kept
                        = event(Map.of(MessagingConstants.EVENT_ID, "e" + time.hashCode(), MessagingConstants.SENDER, NUMBER,
                                MessagingConstants.TIMESTAMP, time), "yes");

                assertThat(kept.getException()).isNull();
            }
        }

        @Test
        void aMessageComesBackWithEveryCharacter() throws Exception {
            MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
            String text = "a\u0000b \uD83D\uDE00 \\ \" \u2028";
            done.expectedBodiesReceived(text);
            done.expectedHeaderReceived("kept", text + LONG);

            context.createProducerTemplate().sendBodyAndHeader("direct:in", text, "kept", text + LONG);

            done.assertIsSatisfied();
        }

        /** The same ones in each build, so that it is the same twice. */
        private final Random random = new Random(20261129);

        private String any() {
            List<String> parts
                    = List.of("\u0000", "\uD83D", "\uDE00", "\uD83D\uDE00", "'", "\"", "\\", "%", ";", "\n", "\uFFFF",
                            "\u0301", "\u202E", "€", "@", "+", "#", ":", " ", "a", "7", "{}", "null", "secret");
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(4) == 0 ? 1 + random.nextInt(3000) : 1 + random.nextInt(40);
            for (int i = 0; i < length; i++) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            return text.toString();
        }

        @Test
        void anyValueInAnyColumnIsKeptOrRefusedByASentenceThatDoesNotQuoteIt() throws Exception {
            List<String> headers = List.of(MessagingConstants.EVENT_ID, MessagingConstants.ACCOUNT, MessagingConstants.SENDER,
                    MessagingConstants.RECIPIENT, MessagingConstants.REFERENCE, MessagingConstants.IN_REPLY_TO,
                    MessagingConstants.MESSAGE_ID, MessagingConstants.PROVIDER, MessagingConstants.KEYS_PRESSED,
                    FlowConstants.CONVERSATION_ID, MessagingConstants.TO, "kept");
            OptOuts optOuts = new OptOuts(MessagingFlows.of(context).database());
            for (int i = 0; i < 100; i++) {
                Map<String, Object> values = new HashMap<>();
                headers.stream().filter(header -> random.nextBoolean()).forEach(header -> values.put(header, any()));
                Map<String, Object> event = new HashMap<>(values);
                event.putIfAbsent(MessagingConstants.EVENT_ID, any());
                event.putIfAbsent(MessagingConstants.SENDER, any());
                if (random.nextBoolean()) {
                    event.put(MessagingConstants.STATUS, DeliveryStatus.DELIVERED);
                }
                String body = any();
                for (String to : List.of("direct:events", "direct:in")) {
                    Exchange taken = context.createProducerTemplate().request(to, exchange -> {
                        exchange.getMessage().setHeaders(new HashMap<>(event));
                        exchange.getMessage().getHeaders().putIfAbsent(MessagingConstants.PROVIDER, "boomware");
                        exchange.getMessage().setBody(body);
                    });
                    assertThat(taken.getException()).satisfiesAnyOf(failure -> assertThat(failure).isNull(),
                            failure -> assertThat(failure).isInstanceOf(IllegalArgumentException.class)
                                    .message().doesNotContain("secret"));
                }
                String person = any();
                optOuts.record(person, true, any(), null);
                assertThat(optOuts.among(List.of(person, "nobody"))).containsOnlyKeys(person);
            }
        }

        @Test
        void keysOfAnyLengthAreKept() {
            FlowIdempotentRepository keys = new FlowIdempotentRepository();
            keys.setCamelContext(context);
            keys.setName(LONG);
            keys.start();
            for (String key : List.of(LONG + "a", LONG + "b", "k")) {
                assertThat(keys.add(key)).isTrue();
                assertThat(keys.contains(key)).isTrue();
                assertThat(keys.confirm(key)).isTrue();
                assertThat(keys.add(key)).isFalse();
            }
            assertThat(keys.remove(LONG + "a")).isTrue();
            assertThat(keys.contains(LONG + "b")).isTrue();
            keys.clear();
            assertThat(keys.contains("k")).isFalse();
        }
    }
}
