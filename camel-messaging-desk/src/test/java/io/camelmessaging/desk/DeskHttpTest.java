/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.net.http.HttpResponse;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.camelmessaging.desk.DeskFixture.ANN;
import static io.camelmessaging.desk.DeskFixture.BEN;
import static io.camelmessaging.desk.DeskFixture.CAT;
import static io.camelmessaging.desk.DeskFixture.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

/** What the HTTP server answers: to whom, and what not. */
class DeskHttpTest {

    private static DeskFixture application;

    @BeforeAll
    static void start() throws Exception {
        application = DeskFixture.start().open();
        application.waiting("O-1", NUMBER, "The code of your door is 4711.");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static HttpResponse<String> post(String path, String token, String body, String... headers) {
        return application.call("POST", path, token, body, headers);
    }

    private static String sessionOf(HttpResponse<String> login) {
        return login.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    @Test
    void thePageIsForEverybodyAndHoldsNoData() {
        for (String file : List.of("/", "/desk.js", "/charts.js", "/desk.css")) {
            HttpResponse<String> answer = application.call("GET", file, null, null);

            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            // the name of SVG is an address that nobody calls
            assertThat(answer.body().replace("http://www.w3.org/2000/svg", "")).isNotEmpty().doesNotContain("O-1", "4711",
                    "http://", "https://", "innerHTML", "style=");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'",
                    "frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
        assertThat(application.call("GET", "", null, null)).returns(302, HttpResponse::statusCode)
                .satisfies(answer -> assertThat(answer.headers().firstValue("Location")).contains("flow-desk/"));
        assertThat(application.call("GET", "/elsewhere.js", null, null).statusCode()).isEqualTo(404);
        assertThat(application.call("GET", "/../DeskApi.class", null, null).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
            "GET, /api/me,", "GET, /api/overview,", "POST, /api/flows, {}", "GET, /api/flows/x,",
            "POST, /api/flows/x/cancel, '{\"why\":\"because\"}'", "POST, /api/logout, {}", "GET, /api/no-such-call," })
    void withoutATokenNothingIsToldNotEvenWhatThereIs(String method, String path, String body) {
        HttpResponse<String> answer = application.call(method, path, null, body);

        assertThat(answer).returns(401, HttpResponse::statusCode).returns("{\"error\":\"Log in first.\"}", HttpResponse::body);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aWrongTokenIsRefusedAndNeverKeepsTheRightOneOut() {
        for (int i = 0; i < 12; i++) {
            assertThat(post("/api/login", null, "{\"token\":\"" + ANN + i + "\"}").statusCode()).isIn(401, 429);
        }
        assertThat(post("/api/login", null, "{\"token\":\"wrong\"}").statusCode()).isEqualTo(429);
        assertThat(post("/api/login", null, "{\"token\":\"" + ANN + "\"}").statusCode()).isEqualTo(200);
        assertThat(application.call("GET", "/api/me", "another-wrong-token", null).statusCode()).isEqualTo(429);
        assertThat(application.call("GET", "/api/me", ANN, null).statusCode()).isEqualTo(200);
        assertThat(post("/api/login", null, "{}").statusCode()).isIn(401, 429);
    }

    @Test
    void aLoginIsKeptInACookieThatNoScriptAndNoOtherSiteGets() {
        HttpResponse<String> login = post("/api/login", null, "{\"token\":\"" + BEN + "\"}");

        assertThat(login.headers().firstValue("Set-Cookie").orElseThrow()).contains("; HttpOnly", "; SameSite=Strict")
                .doesNotContain(BEN, "Secure", "Path");
        assertThat(application.call("GET", "/api/me", null, null, "Cookie", "a=b; " + sessionOf(login) + "; c=d").body())
                .contains("\"name\":\"ben\"");
        assertThat(post("/api/login", null, "{\"token\":\"" + BEN + "\"}", "X-Forwarded-Proto", "https").headers()
                .firstValue("Set-Cookie").orElseThrow()).endsWith("; Secure");
    }

    @Test
    void aSessionThatWasChangedIsNone() {
        String session = sessionOf(post("/api/login", null, "{\"token\":\"" + CAT + "\"}"));
        String changed = session.substring(0, 20) + (session.charAt(20) == 'A' ? 'B' : 'A') + session.substring(21);

        for (String other : List.of(changed, session + "x", session.replaceFirst("\\..*", ""), "flow-desk=", "flow-desk=a.b")) {
            assertThat(application.call("GET", "/api/me", null, null, "Cookie", other).statusCode()).as(other).isEqualTo(401);
        }
    }

    @Test
    void logoutTakesTheCookieAwayAndEndsTheSession() {
        HttpResponse<String> login = post("/api/login", null, "{\"token\":\"" + ANN + "\"}");
        HttpResponse<String> logout = post("/api/logout", null, "{}", "Cookie", sessionOf(login), "X-Flow-Desk-Key",
                application.read(login).path("actKey").asText());

        assertThat(logout.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("flow-desk=;").contains("Max-Age=0");
        assertThat(application.call("GET", "/api/me", null, null, "Cookie", sessionOf(login)).statusCode())
                .as("a copy of the cookie").isEqualTo(401);
        assertThat(application.call("GET", "/api/me", null, null, "Cookie",
                sessionOf(post("/api/login", null, "{\"token\":\"" + ANN + "\"}"))).statusCode())
                .as("another login of the same person").isEqualTo(200);
    }

    @Test
    void numbersAndTextsAreMaskedOnTheServer() {
        String id = application.find("O-1").path("id").asText();
        for (String token : List.of(BEN, CAT)) {
            String list = post("/api/flows", token, "{\"view\":\"open\"}").body();
            String one = application.call("GET", "/api/flows/" + id, token, null).body();

            assertThat(list + one).contains("O-1", "+372***01").doesNotContain("37255500101", "4711");
        }
        assertThat(post("/api/flows", ANN, "{\"view\":\"open\"}").body()).contains(NUMBER);
        assertThat(application.call("GET", "/api/flows/" + id, ANN, null).body()).contains(NUMBER, "4711");
    }

    @ParameterizedTest
    @ValueSource(strings = { "cancel", "retry", "release", "sent", "not-sent" })
    void whoMayOnlyLookMayNotAct(String act) {
        HttpResponse<String> answer = application.act(CAT, "O-1", act, "because");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("the role 'act' is missing");
        assertThat(application.find("O-1").path("state").asText()).isEqualTo("WAIT");
    }

    @Test
    void anActNeedsWhatOnlyThePageKnows() {
        String path = "/api/flows/" + application.find("O-1").path("id").asText() + "/cancel";
        String body = "{\"why\":\"because\"}";
        HttpResponse<String> login = post("/api/login", null, "{\"token\":\"" + BEN + "\"}");
        String session = sessionOf(login);

        assertThat(post(path, null, body, "Cookie", session).statusCode()).as("no key").isEqualTo(403);
        assertThat(post(path, BEN, body).statusCode()).as("no key beside a token").isEqualTo(403);
        assertThat(post(path, null, body, "Cookie", session, "X-Flow-Desk-Key", application.actKey(BEN)).statusCode())
                .as("the key of another session").isEqualTo(403);
        String key = application.read(login).path("actKey").asText();
        assertThat(post(path + "?X-Flow-Desk-Key=" + key, null, body, "Cookie", session).statusCode())
                .as("the key in the URL").isEqualTo(403);
        assertThat(post(path, null, "why=because", "Cookie", session, "X-Flow-Desk-Key", key, "Content-Type",
                "application/x-www-form-urlencoded").statusCode()).as("a form").isEqualTo(415);
        assertThat(post(path, null, body, "Cookie", session, "X-Flow-Desk-Key", key, "Sec-Fetch-Site", "cross-site")
                .statusCode()).as("another site").isEqualTo(403);
        assertThat(post(path, null, "{\"why\":\" \"}", "Cookie", session, "X-Flow-Desk-Key", key).statusCode()).as("no reason")
                .isEqualTo(400);
        assertThat(application.find("O-1").path("state").asText()).isEqualTo("WAIT");
    }

    @Test
    void whatCannotBeReadIsRefusedInOneSentence() {
        assertThat(post("/api/flows", ANN, "{\"view\":").statusCode()).isEqualTo(400);
        assertThat(post("/api/flows", ANN, "[]").statusCode()).isEqualTo(400);
        assertThat(post("/api/flows", ANN, "{\"text\":\"" + "x".repeat(20_000) + "\"}").statusCode()).isEqualTo(400);
        assertThat(post("/api/flows", ANN, "{\"view\":\"opne\"}")).returns(400, HttpResponse::statusCode)
                .satisfies(answer -> assertThat(answer.body()).contains("The field view must be one of"));
        assertThat(post("/api/flows", ANN, "{\"after\":\"nonsense\"}").statusCode()).isEqualTo(400);
        assertThat(application.call("GET", "/api/overview?hours=0", ANN, null).statusCode()).isEqualTo(400);
        assertThat(application.call("GET", "/api/flows/no-such-flow", ANN, null).statusCode()).isEqualTo(404);
        assertThat(application.call("POST", "/index.html", ANN, "{}").statusCode()).isEqualTo(405);
        // and the next call of the connection is answered
        assertThat(application.call("GET", "/api/me", ANN, null).statusCode()).isEqualTo(200);
    }

    @Test
    void theOverviewCountsAndListsTheProvidersByHour() {
        JsonNode overview = application.read(application.call("GET", "/api/overview?hours=6", CAT, null));

        assertThat(overview.path("counts").path("open").asInt()).isPositive();
        JsonNode boomware = overview.path("rates").path("providers").path(0);
        assertThat(boomware.path("provider").asText()).isEqualTo("boomware");
        assertThat(boomware.path("buckets")).hasSize(6);
        assertThat(boomware.path("buckets").path(5).path("accepted").asInt()
                   + boomware.path("buckets").path(4).path("accepted").asInt())
                .isPositive();
    }

    @Test
    void aNumberIsFoundAndStandsInNoUrl() {
        assertThat(post("/api/flows", CAT, "{\"text\":\"" + NUMBER + "\"}").body()).contains("O-1").doesNotContain(NUMBER);
        assertThat(post("/api/flows", CAT, "{\"text\":\"no such thing\"}").body()).isEqualTo("{\"flows\":[],\"next\":null}");
    }
}
