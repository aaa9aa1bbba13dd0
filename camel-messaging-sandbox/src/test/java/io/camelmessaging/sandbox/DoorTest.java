/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a web site that is open in the same browser cannot do, byte by byte as the browser would write it.
 */
class DoorTest {

    private static final String BODY = "{\"type\":\"SLOW\"}";
    private static final String AUTHORIZATION = "Authorization: Basic " + Base64.getEncoder()
            .encodeToString(BoomwareProvider.ACCESS_TOKEN.getBytes(StandardCharsets.US_ASCII)) + "\r\n";

    private MessagingSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = MessagingSandbox.create().start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Origin: http://evil.example", "Origin: null", "Origin: https://127.0.0.1:PORT", "Origin: http://127.0.0.1:1",
            "Origin: http://127.0.0.1", "Origin: http://localhost:PORT", "Origin: http://127.0.0.1:PORT.evil.example",
            "Origin: file://", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site",
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document" })
    void anotherSiteIsRefused(String headers) throws Exception {
        String json = headers + "\r\nContent-Type: application/json";

        assertThat(send("POST", "/sandbox/faults", "127.0.0.1:PORT", json, BODY)).startsWith("HTTP/1.1 403");
        assertThat(send("POST", "/sandbox/faults", "127.0.0.1:PORT", headers + "\r\nContent-Type: text/plain", BODY))
                .startsWith("HTTP/1.1 403");
        assertThat(send("DELETE", "/sandbox/faults", "127.0.0.1:PORT", headers, "")).startsWith("HTTP/1.1 403");
        assertThat(send("GET", "/sandbox/state", "127.0.0.1:PORT", headers, "")).startsWith("HTTP/1.1 403");
        assertThat(send("POST", "/boomware/v1/sms", "127.0.0.1:PORT", AUTHORIZATION + json,
                "{\"number\":\"+37255500101\",\"text\":\"x\"}")).startsWith("HTTP/1.1 403");
        assertThat(send("OPTIONS", "/sandbox/faults", "127.0.0.1:PORT",
                headers + "\r\nAccess-Control-Request-Method: POST", "")).startsWith("HTTP/1.1 403")
                .doesNotContain("Access-Control-Allow");
        assertThat(sandbox.faults()).isEmpty();
        assertThat(sandbox.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "evil.example", "evil.example:PORT", "127.0.0.1.evil.example:PORT", "localhost.evil.example",
            "evil.example:127.0.0.1", "1.evil", "127.0.0.1@evil.example" })
    void aNameThatLeadsHereIsRefused(String host) throws Exception {
        assertThat(send("GET", "/sandbox/state", host, "", "")).matches(DoorTest::isRefusal);
        assertThat(send("GET", "/", host, "", "")).matches(DoorTest::isRefusal);
        assertThat(send("POST", "/sandbox/faults", host, "Content-Type: application/json\r\nOrigin: http://" + host, BODY))
                .matches(DoorTest::isRefusal);
        assertThat(send("POST", "/boomware/v1/sms", host, AUTHORIZATION + "Content-Type: application/json",
                "{\"number\":\"+37255500101\",\"text\":\"x\"}")).matches(DoorTest::isRefusal);
        assertThat(sandbox.faults()).isEmpty();
        assertThat(sandbox.messages()).isEmpty();
    }

    /** A host that is no host is refused by the server itself. */
    private static boolean isRefusal(String answer) {
        return answer.startsWith("HTTP/1.1 403") || answer.startsWith("HTTP/1.1 400");
    }

    @Test
    void theSameHoldsWhereItIsBoundToAnotherAddress() throws Exception {
        sandbox.close();
        sandbox = MessagingSandbox.create().bindAddress("0.0.0.0").hostName("Sandbox").start();

        assertThat(send("GET", "/sandbox/state", "evil.example", "", "")).startsWith("HTTP/1.1 403");
        assertThat(send("GET", "/sandbox/state", "192.0.2.7:8089", "Origin: http://evil.example", ""))
                .startsWith("HTTP/1.1 403");
        assertThat(send("GET", "/sandbox/state", "192.0.2.7:8089", "", "")).startsWith("HTTP/1.1 200");
        assertThat(send("GET", "/sandbox/state", "sandbox:8089", "", "")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1:PORT", "localhost:PORT", "LOCALHOST", "api.localhost:PORT", "[::1]:PORT", "10.1.2.3" })
    void anApplicationComesInUnderItsAddress(String host) throws Exception {
        assertThat(send("POST", "/boomware/v1/sms", host, AUTHORIZATION + "Content-Type: application/json",
                "{\"number\":\"+37255500101\",\"text\":\"x\"}")).startsWith("HTTP/1.1 200");
        assertThat(send("POST", "/sandbox/faults", host, "Content-Type: application/json; charset=utf-8", BODY))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void thePageComesIn() throws Exception {
        String own = "Origin: http://127.0.0.1:PORT\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json";

        assertThat(send("POST", "/sandbox/faults", "127.0.0.1:PORT", own, BODY)).startsWith("HTTP/1.1 200");
        assertThat(send("GET", "/", "127.0.0.1:PORT", "Sec-Fetch-Site: none", "")).startsWith("HTTP/1.1 200");
        assertThat(send("GET", "/", "127.0.0.1:PORT",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document", ""))
                .startsWith("HTTP/1.1 200").contains("frame-ancestors 'none'");
        assertThat(send("GET", "/handsets.js", "127.0.0.1:PORT", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors", ""))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
            "text/plain; a=application/json", "application/jsonp" })
    void whatAFormCanSendIsNoCall(String type) throws Exception {
        assertThat(send("POST", "/sandbox/faults", "127.0.0.1:PORT", "Content-Type: " + type, BODY))
                .startsWith("HTTP/1.1 415").contains("Content-Type: application/json");
        assertThat(sandbox.faults()).isEmpty();
    }

    @Test
    void thereIsNoWebSocket() throws Exception {
        String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                         + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";

        for (String path : new String[] { "/", "/sandbox/state", "/boomware/v1/sms" }) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + upgrade + "\r\n\r\n";
            try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                byte[] line = socket.getInputStream().readNBytes(12);
                assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 403");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "GET /__admin", "GET /__admin/", "GET /__admin/mappings", "POST /__admin/mappings", "DELETE /__admin/mappings",
            "POST /__admin/mappings/new", "POST /__admin/shutdown", "POST /__admin/settings", "GET /__admin/requests",
            "PUT /__admin/files/x.html", "POST /__admin/reset", "GET /__admin/docs", "GET /__admin/health",
            "GET /__admin/webapp", "GET /%5f_admin/mappings", "GET //__admin/mappings" })
    void thereIsNoOtherApi(String call) throws Exception {
        String[] methodAndPath = call.split(" ");
        for (String headers : new String[] {
                "Content-Type: application/json", "Origin: http://evil.example\r\nContent-Type: text/plain" }) {
            assertThat(send(methodAndPath[0], methodAndPath[1], "127.0.0.1:PORT", headers,
                    "{\"request\":{\"url\":\"/x\"},\"response\":{\"body\":\"planted\"}}"))
                    .startsWith("HTTP/1.1 4");
        }
        assertThat(send("GET", "/x", "127.0.0.1:PORT", "", "")).startsWith("HTTP/1.1 404").doesNotContain("planted");
        assertThat(send("GET", "/sandbox/state", "127.0.0.1:PORT", "", "")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "//index.html", "///", "//", "/..", "/../index.html", "/./", "/index.html/", "/%", "/%zz", "/a%00b", "/?a=%zz",
            "/?%", "/sandbox",
            "/sandbox/", "/sandbox/state/", "/sandbox/../index.html", "/a|b", "/a[b]", "/;x",
            "/index.html;x",
            "/boomware", "/boomware/", "/boomware//v1/sms", "//boomware/v1/sms", "/boomware/v1/requests/%zz", "/boomware/%",
            "/page/index.html", "/favicon.ico", "/http://x/", "/\\x", "/x?y?z", "/sandbox/faults/99999999999999999999" })
    void anOddPathIsNoFaultOfTheServer(String path) throws Exception {
        for (String method : new String[] { "GET", "POST", "DELETE", "HEAD" }) {
            assertThat(send(method, path, "127.0.0.1:PORT", "Content-Type: application/json", "")).doesNotContain("\tat ")
                    .matches(answer -> answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 2"));
        }
    }

    private String send(String method, String path, String host, String headers, String body) throws IOException {
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: "
                      + body.length() + "\r\n" + (headers.isEmpty() ? "" : headers + "\r\n") + "\r\n";
        try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
            socket.getOutputStream().write(
                    (head.replace("PORT", String.valueOf(sandbox.port())) + body).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
