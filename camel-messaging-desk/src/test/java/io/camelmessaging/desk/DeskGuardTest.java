/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.flows.guard.SendGuards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.camelmessaging.desk.DeskFixture.ANN;
import static io.camelmessaging.desk.DeskFixture.BEN;
import static io.camelmessaging.desk.DeskFixture.CAT;
import static io.camelmessaging.desk.DeskFixture.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the desk tells of the send guard, and what is done with it. */
class DeskGuardTest {

    private DeskFixture application;

    @BeforeEach
    void start() throws Exception {
        application = DeskFixture.guarded().open();
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private void assertDone(int count, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(application.read(answer).path("done").asInt()).as(answer.body()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({ "all", "provider:boomware", "country:EE", "flow:parcel" })
    void whatIsStoppedIsHeldAndReleasedOnceByAPerson(String scope) {
        assertDone(1, application.guardAct(BEN, "stop", "scope", scope, "why", "wrong list"));
        application.send("direct:wait", "O-1", NUMBER, "Your parcel is here.");
        await().until(() -> application.guard(CAT).path("held").asInt() == 1);

        JsonNode guard = application.guard(CAT);
        assertThat(guard.path("stops")).singleElement().satisfies(stop -> {
            assertThat(stop.path("scope").asText()).isEqualTo(scope);
            assertThat(stop.path("by").asText()).isEqualTo("ben");
            assertThat(stop.path("reason").asText()).isEqualTo("wrong list");
        });
        assertThat(guard.path("rules")).singleElement().satisfies(rule -> {
            assertThat(rule.path("rule").asText()).isEqualTo("stop " + scope);
            assertThat(rule.path("messages").asInt()).isEqualTo(1);
        });
        JsonNode held = guard.path("messages").path(0);
        assertThat(held.path("operation").asText()).isEqualTo("flow:parcel");
        assertThat(held.path("conversationId").asText()).isEqualTo("O-1");
        assertThat(application.read(application.call("GET", "/api/overview", CAT, null)).path("guard").toString())
                .isEqualTo("{\"stops\":1,\"held\":1,\"unknown\":0}");

        assertDone(1, application.guardAct(BEN, "lift", "scope", scope));
        assertDone(0, application.guardAct(BEN, "lift", "scope", scope));
        assertDone(1, application.guardAct(BEN, "release", "id", held.path("id").asText(), "why", "it was right"));
        assertThat(application.guardAct(BEN, "release", "id", held.path("id").asText(), "why", "again").statusCode())
                .isEqualTo(404);
        application.act(BEN, "O-1", "retry", "The customer waits.");
        application.awaitState("O-1", "WAIT");
        assertThat(application.sandbox.messagesTo(NUMBER)).hasSize(1);
    }

    @Test
    void allThatOneStopHeldIsReleasedOrDroppedSomeAtATime() {
        application.guardAct(ANN, "stop", "scope", "country:EE", "why", "pumping");
        IntStream.range(0, 60)
                .forEach(i -> assertThat(application.sendPlain("+3725550%04d".formatted(i), "text " + i)).isNotNull());

        HttpResponse<String> first = application.guardAct(ANN, "drop", "rule", "stop country:EE", "why", "an attack");
        assertDone(50, first);
        assertThat(application.read(first).path("more").asBoolean()).isTrue();
        // the stop of a person does not keep back what a person lets go
        HttpResponse<String> second
                = application.guardAct(ANN, "release", "rule", "stop country:EE", "why", "those were right");
        assertDone(10, second);
        assertThat(application.read(second).path("more").asBoolean()).isFalse();
        assertThat(application.guard(ANN).path("held").asInt()).isZero();
        assertThat(application.sandbox.messages()).hasSize(10);
    }

    @Test
    void numbersAndTextsAreForThoseWhoMaySeeThem() {
        application.guardAct(ANN, "stop", "scope", "all", "why", "asked by " + NUMBER);
        String id = application.sendPlain(NUMBER, "Your code is 4711.");

        HttpResponse<String> seen = application.call("GET", "/api/guard/held/" + id, ANN, null);
        assertThat(seen.body()).isEqualTo("{\"recipients\":[\"" + NUMBER + "\"],\"body\":\"Your code is 4711.\"}");
        HttpResponse<String> hidden = application.call("GET", "/api/guard/held/" + id, BEN, null);
        assertThat(hidden.statusCode()).isEqualTo(403);
        assertThat(hidden.body()).contains("the role 'see' is missing");
        String list = application.call("GET", "/api/guard", BEN, null).body();
        assertThat(list).contains(id).doesNotContain(NUMBER.substring(1), "4711");
        assertThat(application.call("GET", "/api/guard", ANN, null).body()).contains("asked by ").doesNotContain(
                NUMBER.substring(1), "4711");
        assertThat(application.call("GET", "/api/guard/held/no-such-id", ANN, null).statusCode()).isEqualTo(404);
    }

    @Test
    void whoMayOnlyLookMayStopAndDecideNothing() {
        for (String act : List.of("stop", "lift", "release", "drop", "sent", "not-sent")) {
            HttpResponse<String> answer = application.guardAct(CAT, act, "scope", "all", "id", "1", "why", "because");

            assertThat(answer.statusCode()).as(act).isEqualTo(403);
        }
        assertThat(SendGuards.of(application.context).stops()).isEmpty();
    }

    @Test
    void anActNeedsWhatOnlyThePageKnows() {
        HttpResponse<String> answer = application.call("POST", "/api/guard/stop", BEN, "{\"scope\":\"all\",\"why\":\"x\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(SendGuards.of(application.context).stops()).isEmpty();
    }

    @Test
    void aStopOfAProviderThatIsNotHereIsMadeAndDoubted() {
        HttpResponse<String> answer = application.guardAct(BEN, "stop", "scope", "provider:boomwere", "why", "they bill twice");

        assertDone(1, answer);
        assertThat(application.read(answer).path("sentence").asText())
                .isEqualTo("This application has no provider boomwere, did you mean 'boomware'?");
    }

    @Test
    void whatIsWrongIsRefusedInOneSentence() {
        assertThat(application.guardAct(BEN, "stop", "scope", "contry:LV", "why", "x")).returns(400, HttpResponse::statusCode)
                .satisfies(answer -> assertThat(answer.body()).contains("did you mean", "country"));
        assertThat(application.guardAct(BEN, "stop", "scope", "country:XX", "why", "x").statusCode()).isEqualTo(400);
        assertThat(application.guardAct(BEN, "stop", "scope", "all").body()).contains("The field why");
        assertThat(application.guardAct(BEN, "release", "why", "x").body()).contains("The field id is missing.");
        assertThat(application.guardAct(BEN, "explode", "why", "x").statusCode()).isEqualTo(404);
        assertThat(application.call("GET", "/api/guard/stop", BEN, null).statusCode()).isEqualTo(404);
    }

    @Test
    void anApplicationWithoutGuardSaysSoAndGetsNone() throws Exception {
        try (DeskFixture other = DeskFixture.start().open()) {
            assertThat(other.call("GET", "/api/guard", CAT, null).body()).isEqualTo("{\"guarded\":false}");
            assertThat(other.read(other.call("GET", "/api/overview", CAT, null)).path("guard")).isEmpty();
            assertThat(other.guardAct(BEN, "stop", "scope", "all", "why", "x")).returns(404, HttpResponse::statusCode)
                    .satisfies(answer -> assertThat(answer.body()).contains("camel.messaging.guard.enabled=true"));
            assertThat(other.context.hasService(SendGuards.class)).isNull();
        }
    }
}
