/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.camelmessaging.common.DryRunResult;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.flows.guard.HeldMessage;
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.flows.guard.SendNotJudgedException;
import io.camelmessaging.flows.guard.SendRefusedException;
import io.camelmessaging.flows.guard.StopScope;
import io.camelmessaging.flows.store.FlowStore;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The properties camel.messaging.guard.*: every send of the components, whoever asks for it. */
class GuardOfAllSendsTest {

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    private static final String NUMBER = "+37255500123";
    private static final String OTHER = "+37255500177";

    private final MovableClock clock = new MovableClock();
    private SandboxContext context;
    private AwayDatabase database;

    @BeforeEach
    void providers() throws Exception {
        SANDBOX.reset();
        context = new SandboxContext(SANDBOX);
        database = new AwayDatabase(Databases.h2());
        MessagingFlows flows = new MessagingFlows().goingBy(clock);
        flows.setDataSource(database);
        flows.setLease(Duration.ofDays(10_000));
        context.getRegistry().bind("flows", flows);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(String... properties) {
        Properties all = new Properties();
        for (String one : properties) {
            int equals = one.indexOf('=');
            all.setProperty("camel.messaging.guard." + one.substring(0, equals), one.substring(equals + 1));
        }
        context.getPropertiesComponent().setInitialProperties(all);
        context.start();
    }

    private Exchange send(String uri, String to, String text) {
        return send(uri, Map.of("to", to, "text", text));
    }

    private Exchange send(String uri, Map<String, Object> body) {
        return context.createProducerTemplate().request(uri, exchange -> exchange.getMessage().setBody(body));
    }

    @Test
    void aSendThatNoRouteGuardsIsJudged() {
        start("allowCountries=EE");

        assertThat(send("boomware:sms?from=Depot", "+353861234567", "a").getException())
                .isInstanceOf(SendRefusedException.class)
                .hasMessageContaining("the country IE is none of allowCountries");
        assertThat(send("clicksend:sms?to=%2B353861234567", "+353861234567", "a").getException())
                .isInstanceOf(SendRefusedException.class);
        assertThat(SANDBOX.wire()).isEmpty();
        assertThat(send("boomware:sms?from=Depot", NUMBER, "a").getException()).isNull();
    }

    @Test
    void aLocalNumberIsJudgedByTheRegionOfItsEndpoint() {
        start("allow-countries=EE");

        assertThat(send("clicksend:sms", "0861234567", "a").getException()).hasMessageContaining("cannot be told");
        assertThat(send("clicksend:sms?defaultRegion=IE", "0861234567", "a").getException())
                .hasMessageContaining("the country IE");
        assertThat(SANDBOX.wire()).isEmpty();
    }

    @Test
    void aStepOfAFlowIsJudgedToo() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:failover-on-send?name=orders&step1=RAW(boomware:sms?from=Depot)"
                                     + "&step2=clicksend:sms&rejected=next&done=mock:done&failed=mock:failed");
            }
        });
        start("denyCountries=EE");

        context.createProducerTemplate().sendBodyAndHeader("direct:in", "hello", MessagingConstants.TO, NUMBER);

        MockEndpoint failed = context.getEndpoint("mock:failed", MockEndpoint.class);
        await().until(() -> failed.getReceivedCounter() == 1);
        assertThat(failed.getExchanges().get(0).getMessage().getHeader(FlowConstants.REASON, String.class))
                .contains("denyCountries");
        assertThat(failed.getExchanges().get(0).getMessage().getHeader(FlowConstants.ATTEMPTS))
                .as("no other provider is tried").isEqualTo(1);
        assertThat(SANDBOX.messages()).isEmpty();
    }

    @Test
    void whatNobodyTookGivesItsPlaceBack() {
        start("maxMessagesPerAccount=1");
        SANDBOX.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("boomware").next(1));

        assertThat(send("boomware:sms?from=Depot", NUMBER, "a").getException())
                .isInstanceOf(ProviderUnavailableException.class);
        await().until(() -> send("boomware:sms?from=Depot", NUMBER, "a").getException() == null);

        assertThat(send("boomware:sms?from=Depot", NUMBER, "b").getException()).isInstanceOf(SendRefusedException.class);
        assertThat(send("clicksend:sms", NUMBER, "b").getException()).isNull();
    }

    @Test
    void whatPerhapsWentOutCounts() {
        start("maxMessages=1");
        SANDBOX.addFault(Fault.of(FaultType.RESET_AFTER_ACCEPTANCE).at("boomware").next(1));

        send("boomware:sms?from=Depot", NUMBER, "a");

        assertThat(send("boomware:sms?from=Depot", NUMBER, "b").getException()).isInstanceOf(SendRefusedException.class);
        assertThat(SANDBOX.messagesTo(NUMBER)).hasSize(1);
    }

    @Test
    void whoIsOnAProvidersListCannotBeJudged() {
        start("maxMessages=5");

        Exchange sent = context.createProducerTemplate().request("clicksend:sms",
                exchange -> exchange.getMessage().setBody(Map.of("list_id", 7, "text", "a")));

        assertThat(sent.getException()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("contact list");
        assertThat(SANDBOX.wire()).isEmpty();
    }

    @Test
    void aListIsJudgedAsAWhole() {
        start("maxMessages=2");
        List<Map<String, String>> three = List.of(Map.of("to", NUMBER, "text", "a"), Map.of("to", OTHER, "text", "a"),
                Map.of("to", "+353861234567", "text", "a"));

        assertThat(context.createProducerTemplate().request("clicksend:sms", e -> e.getMessage().setBody(three))
                .getException()).isInstanceOf(SendRefusedException.class);
        assertThat(context.createProducerTemplate()
                .request("clicksend:sms", e -> e.getMessage().setBody(three.subList(0, 2))).getException()).isNull();
        assertThat(SANDBOX.messages()).hasSize(2);
    }

    @Test
    void aStopHoldsWhatGoesThroughAProviderAndARestartKeepsIt() {
        start("enabled=true");
        SendGuards guards = SendGuards.of(context);
        guards.stop(StopScope.provider("boomware"), "ann", "they bill twice");

        Exchange held = send("boomware:sms?from=Depot", NUMBER, "a");

        assertThat(held.getException()).isNull();
        String id = held.getMessage().getHeader(GuardConstants.HELD, String.class);
        assertThat(guards.held(5)).singleElement().satisfies(one -> {
            assertThat(one.operation()).isEqualTo("boomware:sms");
            assertThat(one.why()).contains("ann").contains("they bill twice");
        });
        assertThat(send("clicksend:sms", NUMBER, "a").getException()).isNull();
        guards.lift(StopScope.provider("boomware"), "ann");
        assertThat(guards.release(id, "ann", "mended")).contains(HeldMessage.State.RELEASED);
        assertThat(SANDBOX.messagesTo(NUMBER)).hasSize(2).anySatisfy(
                message -> assertThat(message.provider()).isEqualTo("boomware"));
    }

    @Test
    void urgentMessagesPassByTheirRouteAndARouteIsStoppedByItsId() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:alarm").routeId("alarm-1").to("boomware:sms?from=Depot");
                from("direct:news").routeId("news").to("boomware:sms?from=Depot");
            }
        });
        start("maxMessages=1", "exemptRoutes=alarm*", "denyCountries=LV");
        send("direct:news", NUMBER, "a");

        assertThat(send("direct:news", NUMBER, "b").getException()).isInstanceOf(SendRefusedException.class);
        assertThat(send("direct:alarm", NUMBER, "fire").getException()).isNull();
        assertThat(send("direct:alarm", "+37127123456", "fire").getException()).isInstanceOf(SendRefusedException.class);
        SendGuards.of(context).stop(StopScope.flow("alarm-1"), "ann", "loop");
        assertThat(send("direct:alarm", NUMBER, "fire").getMessage().getHeader(GuardConstants.HELD)).isNotNull();
    }

    @Test
    void noHeaderMakesAMessageUrgent() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:alarm").routeId("alarm-1").to("boomware:sms?from=Depot");
                from("direct:news").routeId("news").to("boomware:sms?from=Depot");
            }
        });
        start("maxMessages=1", "exemptRoutes=alarm*");
        send("direct:news", NUMBER, "a");

        for (String header : List.of("CamelMessagingGuardReleased", "CamelMessagingGuardReservations",
                "CamelMessagingGuardHeld",
                "CamelMessagingFlowAction", "CamelMessagingFlow", "CamelMessagingConversationId", "CamelFromRouteId",
                "CamelRouteId", "CamelMessagingCampaign", "CamelMessagingDryRun", "CamelBoomwareDryRun", "dryRun",
                "exemptRoutes", "priority", "JMSPriority")) {
            for (Object value : List.of("true", true, "alarm-1", "call", "dry-run-1")) {
                Exchange sent = context.createProducerTemplate().request("direct:news", exchange -> {
                    exchange.getMessage().setBody(Map.of("to", NUMBER, "text", "b"));
                    exchange.getMessage().setHeader(header, value);
                });
                assertThat(sent.getException()).as("%s=%s", header, value).isInstanceOf(SendRefusedException.class);
            }
        }
        assertThat(SANDBOX.messages()).hasSize(1);
    }

    private FlowStore orders(String parameters) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders")
                        .to("kamelet:failover-on-send?name=orders&step1=RAW(boomware:sms?from=Depot)"
                            + "&step2=clicksend:sms&done=mock:done&failed=mock:failed&unknown=mock:failed"
                            + "&fallback=mock:fallback" + parameters);
            }
        });
        start("enabled=true", "maxMessages=1", "messagesMode=hold");
        return MessagingFlows.of(context).store();
    }

    private void order(String conversation, String text) {
        context.createProducerTemplate().sendBodyAndHeaders("direct:orders", text,
                Map.of(MessagingConstants.TO, NUMBER, FlowConstants.CONVERSATION_ID, conversation));
    }

    private HeldMessage held() {
        SendGuards guards = SendGuards.of(context);
        await().until(() -> guards.held(5).size() == 1);
        return guards.held(5).get(0);
    }

    @Test
    void aFlowThatIsStoppedRestsUntilAPersonReleasesIt() throws Exception {
        FlowStore store = orders("");
        SendGuards guards = SendGuards.of(context);
        guards.stop(StopScope.ALL, "ann", "wrong list");
        order("order-1", "a");
        HeldMessage held = held();
        assertThat(held.operation()).isEqualTo("flow:orders");
        assertThat(held.rule()).isEqualTo("stop all");
        assertThat(guards.getCounts()).containsEntry("camel.messaging.guard stop all held", 1L);
        String id = store.find("orders", "order-1").orElseThrow().id();
        await().until(() -> store.attempts(id).stream()
                .anyMatch(one -> one.reason() != null && one.reason().startsWith("withheld: ")));

        guards.lift(StopScope.ALL, "ann");
        assertThat(guards.releaseAll("stop all", "ann", "the list was right")).isEqualTo(1);

        MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
        clock.moveUntil(context, () -> done.getReceivedCounter() == 1);
        assertThat(SANDBOX.messagesTo(NUMBER)).singleElement()
                .satisfies(message -> assertThat(message.provider()).isEqualTo("boomware"));
        assertThat(store.attempts(id)).as("a rest of any length is one attempt").hasSize(1);
        assertThat(context.getEndpoint("mock:failed", MockEndpoint.class).getReceivedCounter()).isZero();
        assertThat(context.getEndpoint("mock:fallback", MockEndpoint.class).getReceivedCounter()).isZero();
        assertThat(guards.heldCounts()).containsExactly(Map.entry(HeldMessage.State.RELEASED, 1L));
    }

    @Test
    void aStepThatARuleHoldsIsSentOnceWhenAPersonReleasesIt() throws Exception {
        orders("");
        MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
        order("order-1", "a");
        await().until(() -> done.getReceivedCounter() == 1);

        order("order-2", "b");
        HeldMessage held = held();
        assertThat(held.rule()).isEqualTo("maxMessages");
        assertThat(held.recipients()).isEqualTo(1);
        assertThat(SANDBOX.messagesTo(NUMBER)).hasSize(1);
        assertThat(SendGuards.of(context).release(held.id(), "ann", "a good day")).contains(HeldMessage.State.RELEASED);
        assertThat(SendGuards.of(context).release(held.id(), "bob", "again")).isEmpty();

        clock.moveUntil(context, () -> done.getReceivedCounter() == 2);
        assertThat(SANDBOX.messagesTo(NUMBER)).hasSize(2);
    }

    @Test
    void aStepThatAPersonDropsEndsItsFlow() throws Exception {
        orders("");
        MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
        order("order-1", "a");
        await().until(() -> done.getReceivedCounter() == 1);
        order("order-2", "b");

        assertThat(SendGuards.of(context).drop(held().id(), "ann", "sent by post")).isTrue();

        MockEndpoint failed = context.getEndpoint("mock:failed", MockEndpoint.class);
        clock.moveUntil(context, () -> failed.getReceivedCounter() == 1);
        assertThat(failed.getExchanges().get(0).getMessage().getHeader(FlowConstants.REASON, String.class))
                .contains("somebody dropped it");
        assertThat(SANDBOX.messagesTo(NUMBER)).hasSize(1);
    }

    @Test
    void aPriceInAnotherCurrencyIsNotTakenForOne() {
        start("maxCost=0.20 EUR", "prices=EE=0.10 EUR");

        assertThat(send("clicksend:sms", NUMBER, "a").getException()).isNull();
        assertThat(send("clicksend:sms", NUMBER, "b").getException()).isNull();
        assertThat(send("clicksend:sms", NUMBER, "c").getException()).isInstanceOf(SendRefusedException.class);
        assertThat(SendGuards.of(context).getCounts()).containsEntry("camel.messaging.guard prices priced in AUD", 2L);
    }

    @Test
    void aPriceThatAnAnswerTellsTakesThePlaceOfTheTable() {
        start("maxCost=5 AUD", "prices=EE=4 AUD");

        assertThat(send("clicksend:sms", NUMBER, "a").getException()).isNull();
        // what it cost in truth leaves room for one more
        await().until(() -> send("clicksend:sms", NUMBER, "b").getException() == null);
        assertThat(SendGuards.of(context).getCounts()).doesNotContainKey("camel.messaging.guard prices priced in AUD");
    }

    @Test
    void aDryRunOfAFlowWaitsForNoReceipt() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:login").to("kamelet:failover-on-receipt?name=login&step1=RAW(boomware:sms?from=Depot&dryRun=true)"
                                        + "&step1Wait=1h&step2=clicksend:sms&done=mock:done&failed=mock:failed");
            }
        });
        start("enabled=true");

        context.createProducerTemplate().sendBodyAndHeader("direct:login", "code", MessagingConstants.TO, NUMBER);

        MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
        await().until(() -> done.getReceivedCounter() == 1);
        assertThat(done.getExchanges().get(0).getMessage().getHeader(FlowConstants.REASON)).isEqualTo("dry run");
        assertThat(SANDBOX.wire()).isEmpty();
    }

    @Test
    void aDryRunOfAConversationWaitsForNoReplyAndRemindsNobody() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:visit").to("kamelet:conversation?name=visits&ask=RAW(boomware:sms?from=Depot&dryRun=true)"
                                        + "&remind=clicksend:sms&escalate=sendmode:sms&wait=1h&answered=mock:answered"
                                        + "&expired=mock:expired&failed=mock:failed");
            }
        });
        start("enabled=true");

        context.createProducerTemplate().sendBodyAndHeader("direct:visit", "Can you make it?", MessagingConstants.TO, NUMBER);

        MockEndpoint expired = context.getEndpoint("mock:expired", MockEndpoint.class);
        await().until(() -> expired.getReceivedCounter() == 1);
        assertThat(expired.getExchanges().get(0).getMessage().getHeader(FlowConstants.REASON)).isEqualTo("dry run");
        assertThat(SANDBOX.wire()).isEmpty();
    }

    @Test
    void theOnePriceOfAnEmailToSeveralIsCountedOnce() {
        start("maxCost=0.02 AUD", "prices=*=0.005 AUD");
        Map<String, Object> email = Map.of("from", Map.of("email_address_id", 1, "name", "N"), "text", "Hi", "subject", "S",
                "to", List.of("a@example.org", "b@example.org", "c@example.org"));

        // 0.0066 is what the provider takes for all three of them; three times that would leave no room for the second
        assertThat(send("clicksend:email", email).getException()).isNull();
        await().until(() -> send("clicksend:email", Map.of("from", Map.of("email_address_id", 1, "name", "N"), "text", "Hi",
                "subject", "T", "to", List.of("a@example.org", "b@example.org"))).getException() == null);
    }

    @Test
    void nothingPassesThatCannotBeJudged() {
        start("maxMessages=5");
        database.goAway();

        assertThat(send("boomware:sms?from=Depot", NUMBER, "a").getException()).isInstanceOf(SendNotJudgedException.class);
        assertThat(SANDBOX.wire()).isEmpty();
    }

    @Test
    void aDryRunIsPricedAndUsesNothingUp() {
        start("maxCost=0.10 EUR", "prices=EE=0.10 EUR");

        for (int i = 0; i < 3; i++) {
            Exchange sent = send("boomware:sms?from=Depot&dryRun=true", NUMBER, "a" + i);
            assertThat(sent.getMessage().getBody(DryRunResult.class).outcomes()).extracting(RecipientOutcome::price)
                    .allSatisfy(price -> assertThat(price).isEqualByComparingTo("0.10"));
            await().until(() -> send("boomware:sms?from=Depot&dryRun=true", NUMBER, "a").getException() == null);
        }
        await().until(() -> send("boomware:sms?from=Depot", NUMBER, "a").getException() == null);
        assertThat(send("boomware:sms?from=Depot", NUMBER, "b").getException()).isInstanceOf(SendRefusedException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            allowCountries=UK | the value 'UK' of the parameter allowCountries
            allowCountries=UK | did you mean GB?
            maxCost=50 EUR;prices=IE=0.06 EUR,GB=0.05 GBP | one budget has one currency
            maxCost=50 EUR;prices=*=0.06 USD | one budget has one currency
            maxNeighbours=10 | can never match
            maxMessages=5;exemptRoutes=* | exempts every route
            maxMessages=5;exemptRoutes=alrm-1 | did you mean 'alarm-1'?
            """)
    void aWrongPropertyKeepsTheApplicationFromStarting(String properties, String why) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:alarm").routeId("alarm-1").to("boomware:sms?from=Depot");
            }
        });

        assertThatThrownBy(() -> start(properties.split(";"))).rootCause()
                .hasMessageContaining("camel.messaging.guard: the value")
                .hasMessageContaining(why);
    }

    @Test
    void anUnknownPropertyKeepsItFromStarting() {
        assertThatThrownBy(() -> start("maxMesages=5")).rootCause().hasMessageContaining("did you mean 'maxMessages'?");
    }
}
