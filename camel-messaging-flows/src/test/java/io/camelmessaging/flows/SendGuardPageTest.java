/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.flows.guard.HeldMessage;
import io.camelmessaging.flows.guard.HeldRoute;
import io.camelmessaging.flows.guard.RecipientRecords;
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.flows.guard.SendRefusedException;
import io.camelmessaging.flows.guard.SendTally;
import io.camelmessaging.flows.guard.StopRoute;
import io.camelmessaging.flows.guard.StopScope;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about the send guard: each rule in each language, and its examples. */
class SendGuardPageTest {

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    private static final String IRISH = "+353861234567";
    private static final String NEIGHBOUR = "+353861234568";

    /** The rules of the page's table, with what passes and then breaks each. */
    private static final String[][] RULES = {
            { "allowCountries=GB,EE", "+37255500123", IRISH },
            { "denyCountries=IE", "+37255500123", IRISH },
            { "denyNumbers=mobile", "+35312345678", IRISH },
            { "maxMessages=1", IRISH, NEIGHBOUR },
            { "maxMessagesPerCampaign=1", IRISH, NEIGHBOUR },
            { "maxCost=0.10 EUR;prices=*=0.10 EUR", IRISH, NEIGHBOUR },
            { "maxCostPerCampaign=0.10 EUR;prices=*=0.10 EUR", IRISH, NEIGHBOUR },
            { "maxPerRecipient=1", IRISH, IRISH },
            { "sameTextWithin=10m", IRISH, IRISH },
            { "maxRecipientsPerCaller=1", IRISH, NEIGHBOUR },
            { "maxRecipientsPerRange=1", IRISH, NEIGHBOUR },
            { "maxNeighbours=1", IRISH, NEIGHBOUR },
            { "maxUncheckedPerRange=1", IRISH, NEIGHBOUR } };

    private DefaultCamelContext context;

    @BeforeEach
    void reset() {
        SANDBOX.reset();
    }

    @AfterEach
    void stop() {
        if (context != null) {
            context.stop();
        }
    }

    static Stream<Arguments> rulesInEachLanguage() {
        return Arrays.stream(RULES).flatMap(rule -> Arrays.stream(KameletLanguagesTest.Language.values())
                .map(language -> Arguments.of(language, rule[0], rule[1], rule[2])));
    }

    @ParameterizedTest
    @MethodSource("rulesInEachLanguage")
    void eachRuleInEachLanguage(KameletLanguagesTest.Language language, String rule, String passes, String breaks)
            throws Exception {
        context = FlowContexts.on(Databases.h2());
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String one : rule.split(";")) {
            parameters.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        language.add(context, "direct:in", "send-guard", parameters);
        context.start();

        assertThat(send("direct:in", passes, "hello").getException()).isNull();
        assertThat(send("direct:in", breaks, "hello").getException()).isInstanceOf(SendRefusedException.class);
    }

    private Exchange send(String uri, String to, Object body) {
        return context.createProducerTemplate().request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(MessagingConstants.TO, to);
            exchange.getMessage().setHeader(GuardConstants.CAMPAIGN, "spring");
            exchange.getMessage().setHeader(GuardConstants.CALLER, "session-1");
        });
    }

    private void page() throws Exception {
        context = new SandboxContext(SANDBOX);
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(Databases.h2());
        context.getRegistry().bind("flows", flows);
        FlowPage page = new FlowPage("flows-send-guard.adoc");
        page.loadYaml(context);
        // the others are the routes that were loaded from YAML
        for (String xml : page.blocks("xml").stream().filter(xml -> xml.contains("\"order-shipped\"")).toList()) {
            FlowContexts.addXml(context, xml);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:newsletter")
                        .setHeader("CamelMessagingCampaign", constant("spring"))
                        .to("kamelet:send-guard?name=newsletter&maxMessagesPerCampaign=20000&maxCostPerCampaign=RAW(900 EUR)"
                            + "&prices=RAW(IE=0.06 EUR,GB=0.05 EUR)&sameTextWithin=7d&costMode=hold&released=direct:newsletter-send")
                        .to("direct:newsletter-send");
                from("direct:newsletter-send").to("sendmode:sms?from=AcmeShop");
            }
        });
        context.start();
    }

    @Test
    void theRoutesOfThePageSendAndRefuse() throws Exception {
        page();

        assertThat(send("direct:login-code", "+37255500101", "code 1").getException()).isNull();
        assertThat(send("direct:login-code", IRISH, "code 2").getException()).isInstanceOf(SendRefusedException.class);
        assertThat(send("direct:order-shipped", IRISH, "shipped").getException()).isNull();
        assertThat(send("direct:newsletter", IRISH, "news").getException()).isNull();
        assertThat(send("direct:newsletter", IRISH, "news").getException()).isInstanceOf(SendRefusedException.class);
        Exchange unpriced = send("direct:newsletter", "+37255500123", "news");

        assertThat(unpriced.getMessage().getHeader(GuardConstants.HELD)).isNotNull();
        assertThat(SANDBOX.messages()).hasSize(3);
        people(context, unpriced.getMessage().getHeader(GuardConstants.HELD, String.class), "unknown", "unknown");
        assertThat(SANDBOX.messages()).hasSize(4);
    }

    private void people(CamelContext context, String id, String otherId, String thirdId) {
        SendGuards guards = SendGuards.of(context);
        for (HeldMessage held : guards.held(100)) {
            System.out.println(held.heldAt() + " " + held.rule() + " " + held.why());
        }
        guards.release(id, "ann", "the list was right");
        guards.drop(otherId, "ann", "sent by post");
        for (HeldMessage doubtful : guards.unknown(100)) {
            System.out.println(doubtful.decidedAt() + " " + doubtful.decidedBy() + " " + doubtful.id());
        }
        guards.settle(thirdId, true, "ann", "the provider has it");
    }

    @Test
    void theStopSwitchOfThePage() throws Exception {
        page();
        SendGuards.of(context).stop(StopScope.ALL, "ann", "wrong list");
        SendGuards.of(context).stop(StopScope.country("LV"), "ann", "pumping");
        SendGuards.of(context).lift(StopScope.ALL, "ann");
        assertThat(SendGuards.of(context).stops()).extracting(stop -> stop.scope().toString()).containsExactly("country:LV");

        assertThat(post("/sends/stop?scope=provider:boomware&by=ann&reason=they+bill+twice").statusCode()).isEqualTo(200);
        assertThat(send("direct:order-shipped", IRISH, "shipped").getMessage().getHeader(GuardConstants.HELD)).isNotNull();
        assertThat(post("/sends/go-on?scope=provider:boomware&by=ann").body()).startsWith("Sends go out again");
        assertThat(post("/sends/stop?scope=provider:boomwere&by=ann&reason=x").body()).isEqualTo(
                "Sends are stopped: provider:boomwere. This application has no provider boomwere, did you mean 'boomware'?");
        HttpResponse<String> wrong = post("/sends/stop?scope=everything&by=ann&reason=x");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).startsWith("A stop takes all, flow:name, provider:scheme or country:IE, and 'everything'");
        assertThat(post("/sends/stop?scope=all&by=ann").body()).isEqualTo("The parameter reason is missing.");
        assertThat(SANDBOX.messages()).isEmpty();
    }

    @Test
    void whatIsHeldIsDecidedByRest() throws Exception {
        page();
        decidedByRest();
    }

    @Test
    void whatIsHeldIsDecidedByRestInXml() throws Exception {
        context = new SandboxContext(SANDBOX);
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(Databases.h2());
        context.getRegistry().bind("flows", flows);
        for (String xml : new FlowPage("flows-send-guard.adoc").blocks("xml").stream()
                .filter(xml -> xml.contains("platform-http") || xml.contains("\"order-shipped\"")).toList()) {
            FlowContexts.addXml(context, xml);
        }
        context.start();
        decidedByRest();
    }

    private void decidedByRest() throws Exception {
        post("/sends/stop?scope=provider:boomware&by=ann&reason=wrong+list");
        List<String> ids = Stream.of("first", "second", "third", "fourth")
                .map(text -> send("direct:order-shipped", IRISH, text).getMessage().getHeader(GuardConstants.HELD,
                        String.class))
                .toList();
        post("/sends/go-on?scope=provider:boomware&by=ann");

        HttpResponse<String> list = request("GET", "/sends/held");
        assertThat(list.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(list.body())
                .contains(ids.get(0), ids.get(3), "\"rule\":\"stop provider:boomware\"", "\"operation\":\"boomware:sms\"")
                .doesNotContain("861234567", "first");
        assertThat(post("/sends/release?id=" + ids.get(0) + "&by=ann&reason=it+was+right").body())
                .isEqualTo("The message was released.");
        assertThat(SANDBOX.messages()).singleElement().satisfies(sent -> assertThat(sent.text()).isEqualTo("first"));
        assertThat(post("/sends/release?id=" + ids.get(0) + "&by=ann&reason=again").statusCode()).isEqualTo(404);
        assertThat(post("/sends/drop?id=" + ids.get(1) + "&by=ann&reason=by+post").body())
                .isEqualTo("The message was dropped.");
        assertThat(post("/sends/settle?id=" + ids.get(1) + "&wentOut=true&by=ann&reason=x").body())
                .isEqualTo("No message of unknown outcome has this id.");
        assertThat(post("/sends/drop?rule=stop+provider:boomware&by=ann&reason=the+wrong+list").body())
                .isEqualTo("Messages that were dropped: 2");
        assertThat(post("/sends/release?rule=stop+provider:boomware&by=ann&reason=mended").body())
                .isEqualTo("Messages that were released: 0");
        assertThat(request("GET", "/sends/held").body()).isEqualTo("[]");
        assertThat(SANDBOX.messages()).hasSize(1);

        for (String wrong : List.of("release?by=ann&reason=x", "drop?id=1&rule=stop+all&by=ann&reason=x", "release?id=1&by=ann",
                "settle?id=1&wentOut=perhaps&by=ann&reason=x")) {
            assertThat(post("/sends/" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(request("GET", "/sends/drop?rule=stop+all&by=ann&reason=x").statusCode()).isEqualTo(405);
    }

    static RouteBuilder decisions() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/sends/held?httpMethodRestrict=GET").bean(HeldRoute.class, "list");
                from("platform-http:/sends/release?httpMethodRestrict=POST").bean(HeldRoute.class, "release");
                from("platform-http:/sends/drop?httpMethodRestrict=POST").bean(HeldRoute.class, "drop");
                from("platform-http:/sends/settle?httpMethodRestrict=POST").bean(HeldRoute.class, "settle");

                from("platform-http:/sends/stop?httpMethodRestrict=POST").bean(StopRoute.class, "stop");
                from("platform-http:/sends/go-on?httpMethodRestrict=POST").bean(StopRoute.class, "lift");

                from("direct:campaign")
                        .split(body()).to("clicksend:sms?dryRun=true").bean("tally").end()
                        .setBody(simple("${bean:tally?method=toString}"));

                from("direct:order-shipped").to("kamelet:send-guard").to("boomware:sms?from=Depot");
            }
        };
    }

    private void inJava() throws Exception {
        context = new SandboxContext(SANDBOX);
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(Databases.h2());
        context.getRegistry().bind("flows", flows);
        SendTally tally = new SendTally();
        tally.setPrices("EE=0.06 EUR,*=0.10 EUR");
        context.getRegistry().bind("tally", tally);
        context.addRoutes(decisions());
        context.start();
    }

    @Test
    void theDecisionsInJava() throws Exception {
        inJava();
        decidedByRest();
    }

    @Test
    void theDryRunInJava() throws Exception {
        inJava();
        dryRun();
    }

    private HttpResponse<String> post(String path) throws Exception {
        return request("POST", path);
    }

    private HttpResponse<String> request(String method, String path) throws Exception {
        int port = context.hasService(VertxPlatformHttpServer.class).getPort();
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theDryRunOfThePageEndsWithItsCounts() throws Exception {
        page();
        dryRun();
    }

    private void dryRun() throws Exception {
        String report = context.createProducerTemplate().requestBody("direct:campaign", List.of(
                Map.of("to", "+37255500101", "text", "a".repeat(161)), Map.of("to", "+37255500102", "text", "a"),
                Map.of("to", IRISH, "text", "a")), String.class);

        assertThat(new FlowPage("flows-send-guard.adoc").text()).contains(report.strip());
        assertThat(SANDBOX.messages()).isEmpty();
    }

    @Test
    void theRecordsOfThePage() throws Exception {
        page();
        send("direct:newsletter", IRISH, "news");

        RecipientRecords records = new RecipientRecords(context, "IE");
        String json = records.export("+353 86 123 4567");
        RecipientRecords.Erasure erasure = records.erase("+353 86 123 4567", "ann");

        assertThat(json).contains("messaging_guard_counter");
        assertThat(erasure.erased()).containsKey("messaging_guard_counter");
        assertThat(records.find("+353861234567")).isEmpty();
    }

    @Test
    void theJavaOfThePageStandsHere() throws Exception {
        new FlowPage("flows-send-guard.adoc").assertJavaStandsInATest();
    }
}
