/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.admin.ActResult;
import io.camelmessaging.flows.admin.Actor;
import io.camelmessaging.flows.admin.FlowAdministration;
import io.camelmessaging.flows.admin.FlowCounts;
import io.camelmessaging.flows.admin.FlowDetail;
import io.camelmessaging.flows.admin.FlowQuery;
import io.camelmessaging.flows.admin.FlowSummary;
import io.camelmessaging.flows.admin.SendCount;
import io.camelmessaging.flows.admin.Verdict;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sendmode.SendmodeComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The page about administration: its examples, the Kamelet in each language, and JMX. */
class FlowAdministrationPageTest {

    private static final String NUMBER = "+37255500123";

    private final DefaultCamelContext context = FlowContexts.on(Databases.h2());
    private final StandIn provider = new StandIn("one");

    @BeforeEach
    void flows() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:provider").process(provider);
                from("direct:parcels").to("kamelet:failover-on-receipt?name=parcels&step1=direct:provider&step2=direct:provider"
                                          + "&wait=1h&done=mock:done&failed=mock:failed");
            }
        });
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void page() throws Exception {
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration().setAccessToken("user:pass");
        context.getComponent("sendmode", SendmodeComponent.class).getConfiguration().setApiKey("key");
        FlowPage examples = new FlowPage("flows-administration.adoc");
        examples.loadYaml(context);
        // the others are the routes that were loaded from YAML
        for (String xml : examples.blocks("xml").stream().filter(xml -> xml.contains("\"show-message\"")).toList()) {
            FlowContexts.addXml(context, xml);
        }
        context.start();
    }

    private void send(String conversationId) {
        context.createProducerTemplate().sendBodyAndHeaders("direct:parcels", "hello", new HashMap<>(
                Map.of(MessagingConstants.TO, NUMBER, FlowConstants.CONVERSATION_ID, conversationId)));
        await().until(() -> !state(conversationId).equals("SENDING") && !state(conversationId).equals("NEXT"));
    }

    private String state(String conversationId) {
        return FlowAdministration.of(context).show(conversationId).orElseThrow().flow().state();
    }

    @Test
    void theRoutesOfThePageListShowAndCancel() throws Exception {
        page();
        provider.next(StandIn.Answer.UNKNOWN);
        send("order-1");
        send("order-2");

        List<?> doubts = context.createProducerTemplate().requestBody("direct:list-doubts", null, List.class);
        Map<?, ?> shown = context.createProducerTemplate().requestBody("direct:show-message", "order-2", Map.class);
        List<?> cancelled = context.createProducerTemplate().requestBody("direct:cancel-order",
                Map.of("id", "2", "user", "ann"), List.class);

        assertThat(doubts).singleElement().satisfies(flow -> assertThat(flow.toString()).contains("conversationId=order-1",
                "state=DOUBT", "inDoubt=true").doesNotContain("55500123"));
        assertThat(shown.toString()).contains("kind=INTAKE", "kind=RESULT", "text=***").doesNotContain("55500123");
        assertThat(cancelled).singleElement().satisfies(result -> assertThat(result.toString()).contains("status=APPLIED"));
        await().until(() -> context.getEndpoint("mock:failed", MockEndpoint.class).getReceivedCounter() == 1);
    }

    private void java(CamelContext context) {
        FlowAdministration flows = FlowAdministration.of(context);
        FlowCounts counts = flows.counts();
        io.camelmessaging.flows.admin.FlowPage page = flows.list(FlowQuery.all().flow("parcels").inDoubt(), null, 50);
        for (FlowSummary flow : page.flows()) {
            FlowDetail detail = flows.show(flow.id()).orElseThrow();
            detail.masked().timeline()
                    .forEach(entry -> System.out.println(entry.at() + " " + entry.kind() + " " + entry.status()));
        }
        ActResult decided = flows.decide("parcel-7781", Verdict.WAS_NOT_SENT, new Actor("ann", "not in the provider's list"));
        List<ActResult> cancelled = flows.cancel(FlowQuery.all().flow("parcels"), 1000, new Actor("ann", "the shop is closed"));
        assertThat(counts.inDoubt()).isEqualTo(1);
        assertThat(decided.isApplied()).isTrue();
        assertThat(cancelled).singleElement().matches(ActResult::isApplied);
    }

    @Test
    void theJavaOfThePageDecidesAndCancels() throws Exception {
        context.start();
        provider.next(StandIn.Answer.UNKNOWN);
        send("parcel-7781");
        java(context);
        String here = java.nio.file.Files.readString(java.nio.file.Path.of(
                "src/test/java/io/camelmessaging/flows/FlowAdministrationPageTest.java")).replaceAll("\\s+", "");
        assertThat(new FlowPage("flows-administration.adoc").blocks("java")).hasSize(2).allSatisfy(block -> assertThat(here)
                .contains(
                        block.replace("FlowPage page", "io.camelmessaging.flows.admin.FlowPage page").replaceAll("\\s+", "")));
    }

    private static RouteBuilder invoices() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:invoices-by-sms")
                        .to("kamelet:failover-on-send?name=invoices-by-sms&step1=boomware:sms?from=Depot&step2=sendmode:sms?from=Depot"
                            + "&decisionWait=1d&done=direct:invoices-done&failed=direct:invoices-desk");
                from("direct:invoices-done").to("mock:done");
                from("direct:invoices-desk").to("mock:failed");
            }
        };
    }

    @ParameterizedTest
    @EnumSource(KameletLanguagesTest.Language.class)
    void aDoubtOfThePageWaitsForItsDecisionInEachLanguage(KameletLanguagesTest.Language language) throws Exception {
        FlowPage page = new FlowPage("flows-administration.adoc");
        try (MessagingSandbox sandbox = MessagingSandbox.create().start();
             SandboxContext invoices = new SandboxContext(sandbox)) {
            MessagingFlows flows = new MessagingFlows();
            flows.setDataSource(Databases.h2());
            invoices.getRegistry().bind("flows", flows);
            switch (language) {
                case JAVA -> invoices.addRoutes(invoices());
                case YAML -> PluginHelper.getRoutesLoader(invoices).loadRoutes(ResourceHelper.fromString("page.yaml",
                        block(page, "yaml")));
                default -> FlowContexts.addXml(invoices, block(page, "xml"));
            }
            invoices.start();
            sandbox.addFault(Fault.of(FaultType.RESET_BEFORE_ACCEPTANCE).at("boomware").next(1));
            String id = invoices.createProducerTemplate().request("direct:invoices-by-sms", exchange -> {
                exchange.getMessage().setBody("Your invoice is due.");
                exchange.getMessage().setHeader(MessagingConstants.TO, NUMBER);
            }).getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
            FlowAdministration people = FlowAdministration.of(invoices);
            await().until(() -> people.show(id).filter(flow -> flow.flow().state().equals("DOUBT")).isPresent());

            people.decide(id, Verdict.WAS_NOT_SENT, new Actor("ann", "not in the provider's list"));

            await().until(() -> people.show(id).filter(flow -> "done".equals(flow.flow().outcome())).isPresent());
            assertThat(sandbox.messagesTo(NUMBER)).singleElement()
                    .satisfies(sent -> assertThat(sent.provider()).isEqualTo("sendmode"));
        }
    }

    private static String block(FlowPage page, String language) {
        return page.blocks(language).stream().filter(text -> text.contains("decisionWait")).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(KameletLanguagesTest.Language.class)
    void theKameletActsInEachLanguage(KameletLanguagesTest.Language language) throws Exception {
        language.add(context, "direct:admin", "flow-admin", Map.of("action", "cancel", "who", "night-job", "why", "closed"));
        context.start();
        send("c1");

        Exchange one = context.createProducerTemplate().request("direct:admin",
                exchange -> exchange.getMessage().setHeader(FlowConstants.CONVERSATION_ID, "c1"));
        Exchange nobody = context.createProducerTemplate().request("direct:admin",
                exchange -> exchange.getMessage().setBody("all of them"));
        Exchange misspelt = context.createProducerTemplate().request("direct:admin",
                exchange -> exchange.getMessage().setBody(Map.of("flows", "parcels")));

        assertThat(one.getMessage().getBody().toString()).contains("status=APPLIED");
        assertThat(nobody.getException()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("which flow");
        assertThat(misspelt.getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no field flows");
        await().until(() -> state("c1").equals("ENDED"));
    }

    @Test
    void pagesOfTheKameletFollowEachOther() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("kamelet:flow-admin?action=list&limit=2&masked=false");
            }
        });
        context.start();
        for (int i = 0; i < 3; i++) {
            send("c" + i);
        }

        Exchange first = list(Map.of("flow", "parcels"));
        Exchange second = list(Map.of("flow", "parcels", "after", first.getMessage().getHeader(FlowConstants.NEXT_PAGE)));

        assertThat(first.getMessage().getBody(List.class)).hasSize(2);
        assertThat(second.getMessage().getBody(List.class)).singleElement()
                .satisfies(flow -> assertThat(flow.toString()).contains("conversationId=c0", NUMBER));
        assertThat(second.getMessage().getHeader(FlowConstants.NEXT_PAGE)).isNull();
        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("direct:list", Map.of("only", "mine")))
                .isInstanceOf(CamelExecutionException.class).rootCause().hasMessageContaining("give open, inDoubt");
    }

    private Exchange list(Map<String, Object> query) {
        return context.createProducerTemplate().request("direct:list", exchange -> exchange.getMessage().setBody(query));
    }

    @Test
    void whatWasSentIsCountedByProviderAndHour() throws Exception {
        context.start();
        provider.next(StandIn.Answer.UNAVAILABLE);
        send("c1");
        send("c2");

        // an hour may have ended in between
        List<SendCount> sends = FlowAdministration.of(context).sends(2);

        assertThat(sends.stream().filter(one -> "one".equals(one.provider()) && one.outcome().equals("ACCEPTED"))
                .mapToLong(SendCount::count).sum()).isEqualTo(2);
        assertThat(sends.stream().filter(one -> one.provider() == null && one.outcome().equals("UNAVAILABLE"))
                .mapToLong(SendCount::count).sum()).isEqualTo(1);
        assertThatThrownBy(() -> FlowAdministration.of(context).sends(0)).hasMessageContaining("hours");
    }

    /** A provider's clock may be wrong, and many tell whole seconds. */
    @ParameterizedTest
    @ValueSource(longs = { -3600, -1, 3600 })
    void aReceiptStandsBehindItsSendWhateverTheClockOfTheProvider(long off) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:receipts").to("kamelet:flow-events");
            }
        });
        context.start();
        send("c1");
        context.createProducerTemplate().sendBodyAndHeaders("direct:receipts", null, new HashMap<>(
                Map.of(MessagingConstants.PROVIDER, "one", MessagingConstants.REFERENCE, provider.lastReference(),
                        MessagingConstants.STATUS, DeliveryStatus.SENT, MessagingConstants.EVENT_ID, "e1",
                        MessagingConstants.TIMESTAMP, Instant.now().plusSeconds(off).truncatedTo(ChronoUnit.SECONDS))));

        List<FlowDetail.Entry> timeline = FlowAdministration.of(context).show("c1").orElseThrow().timeline();

        assertThat(timeline).extracting(FlowDetail.Entry::kind).startsWith(FlowDetail.Kind.INTAKE, FlowDetail.Kind.SEND,
                FlowDetail.Kind.RESULT, FlowDetail.Kind.RECEIPT);
        assertThat(timeline.get(3).at()).isBetween(timeline.get(2).at(), Instant.now());
    }

    @Test
    void whatJmxOffersShowsNoNumbersAndActs() throws Exception {
        context.start();
        send("c1");
        FlowAdministration flows = FlowAdministration.of(context);

        assertThat(flows.getOpen()).isEqualTo(1);
        assertThat(flows.listFlows("{\"only\": \"open\"}", 10) + flows.showFlow("c1")).contains("INTAKE", "+372***23")
                .doesNotContain("55500123", "hello");
        assertThat(flows.cancelFlow("c1", "ann", "by mistake")).isEqualTo("APPLIED");
        assertThat(flows.releaseFlow("c1", "ann", "by mistake")).startsWith("REFUSED: ").contains("it is not parked");
    }

    @Test
    void whatJmxOffersListsInPagesAndActsOnMany() throws Exception {
        context.start();
        for (String id : List.of("c1", "c2", "c3")) {
            send(id);
        }
        FlowAdministration flows = FlowAdministration.of(context);

        String first = flows.listFlows("", 2);
        String next = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
        assertThat(first).contains("\"c3\"", "\"c2\"").doesNotContain("\"c1\"");
        assertThat(flows.listFlows("{\"after\": \"" + next + "\"}", 2)).contains("\"c1\"").doesNotContain("\"c2\"",
                "\"next\":");

        assertThat(flows.releaseFlows("{\"only\": \"open\"}", 10, "ann", "by mistake")).isEqualTo("{}");
        assertThat(flows.decideFlows("{\"flow\": \"parcels\"}", 10, true, "ann", "by mistake")).isEqualTo("{}");
        assertThat(flows.retryFlowsNow("{\"conversationId\": \"c1\"}", 10, "ann", "now")).contains("REFUSED: ");
        assertThat(flows.cancelFlows("{\"flow\": \"parcels\"}", 2, "ann", "sold out")).matches(
                "\\{\"\\w+\":\"APPLIED\",\"\\w+\":\"APPLIED\"}");
        await().untilAsserted(() -> assertThat(flows.getOpen()).isEqualTo(1));
        assertThatThrownBy(() -> flows.cancelFlows("", 2, "ann", "sold out")).hasMessageContaining("which flows are meant");
        assertThatThrownBy(() -> flows.cancelFlows("+37255500123", 2, "ann", "sold out"))
                .hasMessageContaining("JSON object").hasMessageNotContaining("55500123");
        assertThat(flows.getOpen()).isEqualTo(1);
    }
}
