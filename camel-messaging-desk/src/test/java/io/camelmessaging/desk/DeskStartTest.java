/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When there is a desk, and for whom. */
class DeskStartTest {

    private static final String PREFIX = "camel.messaging.desk.";
    private static final String TOKEN = "0123456789abcdef";

    @Test
    void theJarAloneMountsNothing() throws Exception {
        try (DeskFixture application = new DeskFixture(null, Map.of()).open()) {
            assertThat(application.call("GET", "/", null, null).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aBeanIsTurnedOffByTheProperty() throws Exception {
        FlowDesk desk = new FlowDesk();
        desk.setAccess(DeskFixture.threePeople());
        try (DeskFixture application = new DeskFixture(desk, Map.of(PREFIX + "enabled", "false")).open()) {
            assertThat(application.call("GET", "/", null, null).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void propertiesMountItAndItsTokenLooksAndActsButSeesNoNumbers() throws Exception {
        try (DeskFixture application = new DeskFixture(
                null, Map.of(PREFIX + "enabled", "true", PREFIX + "access-token", TOKEN, PREFIX + "session-timeout", "10m"))
                .open()) {
            assertThat(application.call("GET", "/api/me", TOKEN, null).body()).contains("\"name\":\"desk\"",
                    "\"roles\":[\"ACT\",\"VIEW\"]");
            assertThat(application.call("POST", "/api/login", null, "{\"token\":\"" + TOKEN + "\"}").headers()
                    .firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=600");
        }
    }

    @Test
    void eachPersonHasATokenOfTheirOwn() throws Exception {
        Map<String, String> properties = Map.of(PREFIX + "enabled", "true", PREFIX + "users", "ann,ben-lee",
                PREFIX + "user.ann.accessToken", TOKEN, PREFIX + "user.ann.roles", "view,see,act",
                PREFIX + "user.ben-lee.accessToken", "{{ben.token}}", PREFIX + "user.ben-lee.roles", "view", "ben.token",
                "the-token-of-ben-lee");
        try (DeskFixture application = new DeskFixture(null, properties).open()) {
            assertThat(application.call("GET", "/api/me", TOKEN, null).body()).contains("\"name\":\"ann\"", "SEE");
            assertThat(application.call("GET", "/api/me", "the-token-of-ben-lee", null).body())
                    .contains("\"name\":\"ben-lee\"", "\"roles\":[\"VIEW\"]");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "enabled=true | nobody says who may come in: set camel.messaging.desk.accessToken",
            "enabled=true;accessToken=tooshort123 | has 11 characters: give it at least 16",
            "enabled=true;users=ann | The token of 'ann' at the flow desk is missing",
            "enabled=true;users=ann,ben;user.ann.accessToken=0123456789abcdef;user.ben.accessToken=0123456789abcdef "
                                                                                       + "| have the same token",
            "enabled=true;accessToken=0123456789abcdef;roles=admin | the value 'admin' of the parameter roles is none of view, see, act",
            "enabled=true;accesToken=0123456789abcdef | did you mean 'accessToken'?",
            "enabled=true;accessToken=0123456789abcdef;path=desk | must be a path such as /flow-desk, not 'desk'",
            "enabled=true;accessToken=0123456789abcdef;sessionTimeout=5s | must be at least 1m",
            "enabled=maybe | is neither true nor false" })
    void whatIsWrongKeepsTheApplicationFromStarting(String settings, String sentence) throws Exception {
        Map<String, String> properties = new HashMap<>();
        for (String setting : settings.strip().split(";")) {
            properties.put(PREFIX + setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        try (DeskFixture application = new DeskFixture(null, properties)) {
            assertThatThrownBy(application::open).hasStackTraceContaining(sentence.strip())
                    .satisfies(failure -> assertThat(failure.toString()).doesNotContain("tooshort123", TOKEN));
        }
    }

    @Test
    void theApplicationsOwnCheckIsAskedWithEachRequest() throws Exception {
        FlowDesk desk = new FlowDesk();
        desk.setPath("/ops/messages");
        desk.setAccess(login -> login.header("X-Authenticated-User").map(name -> {
            if (name.equals("broken")) {
                throw new IllegalStateException("The directory does not answer.");
            }
            return new DeskUser(name, name.equals("guest") ? Set.of() : Set.of(DeskRole.VIEW));
        }).or(Optional::empty));
        try (DeskFixture application = new DeskFixture(desk, Map.of()).open()) {
            assertThat(me(application, "dora")).returns(200, HttpResponse::statusCode)
                    .satisfies(answer -> assertThat(answer.body()).contains("\"name\":\"dora\"", "\"session\":false"));
            assertThat(me(application, "guest").statusCode()).isEqualTo(403);
            assertThat(me(application, "broken")).returns(401, HttpResponse::statusCode)
                    .satisfies(answer -> assertThat(answer.body()).doesNotContain("directory"));
            for (String query : List.of("", "?X-Authenticated-User=dora", "?x-authenticated-user=dora",
                    "?%58-Authenticated-User=dora", "?a=1;X-Authenticated-User=dora")) {
                assertThat(application.call("GET", "/api/me" + query, null, null).statusCode()).as(query).isEqualTo(401);
            }
        }
    }

    private static HttpResponse<String> me(DeskFixture application, String name) {
        return application.call("GET", "/api/me", null, null, "X-Authenticated-User", name);
    }

    @Test
    void nodesWithTheSameTokensShareSessionsAndOthersDoNot() throws Exception {
        try (DeskFixture one = DeskFixture.start().open(); DeskFixture same = DeskFixture.start().open()) {
            String session = one.call("POST", "/api/login", null, "{\"token\":\"" + DeskFixture.ANN + "\"}").headers()
                    .firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
            assertThat(same.call("GET", "/api/me", null, null, "Cookie", session).statusCode()).isEqualTo(200);
            FlowDesk other = new FlowDesk();
            other.setAccess(TokenAccess.create().with("ann", "a-changed-token-of-ann", Set.of(DeskRole.VIEW)));
            try (DeskFixture changed = new DeskFixture(other, Map.of()).open()) {
                assertThat(changed.call("GET", "/api/me", null, null, "Cookie", session).statusCode()).isEqualTo(401);
            }
        }
    }
}
