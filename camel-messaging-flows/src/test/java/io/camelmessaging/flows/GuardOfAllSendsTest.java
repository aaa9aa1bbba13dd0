package io.camelmessaging.flows;

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
import io.camelmessaging.test.SandboxExtension;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The properties camel.messaging.guard.*: every send of the components, whoever asks for it. */
class GuardOfAllSendsTest {

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final SandboxExtension RUNNING = new SandboxExtension(SANDBOX);

    private static final String NUMBER = "+37255500123";
    private static final String OTHER = "+37255500177";

    private SandboxContext context;
    private AwayDatabase database;

    @BeforeEach
    void providers() throws Exception {
        SANDBOX.reset();
        context = new SandboxContext(SANDBOX);
        database = new AwayDatabase(Databases.h2());
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(database);
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
        return context.createProducerTemplate().request(uri,
                exchange -> exchange.getMessage().setBody(Map.of("to", to, "text", text)));
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
                                     + "&step2=clicksend:sms&done=mock:done&failed=mock:failed");
            }
        });
        start("denyCountries=EE");

        context.createProducerTemplate().sendBodyAndHeader("direct:in", "hello", MessagingConstants.TO, NUMBER);

        MockEndpoint failed = context.getEndpoint("mock:failed", MockEndpoint.class);
        await().until(() -> failed.getReceivedCounter() == 1);
        assertThat(failed.getExchanges().get(0).getMessage().getHeader(FlowConstants.REASON, String.class))
                .contains("denyCountries");
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
    void aFlowThatIsStoppedRestsAndGoesOnAfterwards() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders")
                        .to("kamelet:failover-on-send?name=orders&settleDelay=200ms&step1=RAW(boomware:sms?from=Depot)"
                            + "&step2=clicksend:sms&done=mock:done&failed=mock:failed&unknown=mock:failed"
                            + "&fallback=mock:fallback");
            }
        });
        start("enabled=true");
        SendGuards guards = SendGuards.of(context);
        guards.stop(StopScope.ALL, "ann", "wrong list");
        context.createProducerTemplate().sendBodyAndHeaders("direct:orders", "a",
                Map.of(MessagingConstants.TO, NUMBER, FlowConstants.CONVERSATION_ID, "order-1"));
        FlowStore store = MessagingFlows.of(context).store();
        String id = store.find("orders", "order-1").orElseThrow().id();
        await().until(() -> store.attempts(id).stream()
                .anyMatch(one -> one.reason() != null && one.reason().startsWith("withheld: ")));

        guards.lift(StopScope.ALL, "ann");

        MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
        await().until(() -> done.getReceivedCounter() == 1);
        assertThat(SANDBOX.messagesTo(NUMBER)).singleElement()
                .satisfies(message -> assertThat(message.provider()).isEqualTo("boomware"));
        assertThat(store.attempts(id)).as("a rest of any length is one attempt").hasSize(1);
        assertThat(context.getEndpoint("mock:failed", MockEndpoint.class).getReceivedCounter()).isZero();
        assertThat(context.getEndpoint("mock:fallback", MockEndpoint.class).getReceivedCounter()).isZero();
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

    @Test
    void aWrongPropertyKeepsTheApplicationFromStarting() {
        assertThatThrownBy(() -> start("allowCountries=UK")).rootCause()
                .hasMessageContaining("camel.messaging.guard: the value 'UK' of the parameter allowCountries")
                .hasMessageContaining("did you mean GB?");
    }

    @Test
    void anUnknownPropertyKeepsItFromStarting() {
        assertThatThrownBy(() -> start("maxMesages=5")).rootCause().hasMessageContaining("did you mean 'maxMessages'?");
    }
}
