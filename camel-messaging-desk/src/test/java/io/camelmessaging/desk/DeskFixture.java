/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.flows.FlowConstants;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import io.camelmessaging.sendmode.SendmodeComponent;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;

import static org.awaitility.Awaitility.await;

/** An application with flows, a desk and providers that do what a test wants. */
final class DeskFixture implements AutoCloseable {

    static final String ANN = "ann-may-do-everything-1";
    static final String BEN = "ben-may-look-and-act-22";
    static final String CAT = "cat-may-only-look-33333";
    static final String NUMBER = "+37255500101";

    final MessagingSandbox sandbox = MessagingSandbox.create().start();
    final DefaultCamelContext context = new DefaultCamelContext();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String path;

    static TokenAccess threePeople() {
        return TokenAccess.create().with("ann", ANN, EnumSet.allOf(DeskRole.class))
                .with("ben", BEN, EnumSet.of(DeskRole.VIEW, DeskRole.ACT)).with("cat", CAT, EnumSet.of(DeskRole.VIEW));
    }

    /** With the three people. */
    static DeskFixture start() throws Exception {
        FlowDesk desk = new FlowDesk();
        desk.setAccess(threePeople());
        return new DeskFixture(desk, Map.of());
    }

    /** With the three people, and a guard of all sends. */
    static DeskFixture guarded() throws Exception {
        FlowDesk desk = new FlowDesk();
        desk.setAccess(threePeople());
        return new DeskFixture(desk, Map.of("camel.messaging.guard.enabled", "true"));
    }

    /**
     * @param desk       a bean of the application, or null
     * @param properties of the application
     */
    DeskFixture(FlowDesk desk, Map<String, String> properties) throws Exception {
        path = desk == null ? "/flow-desk" : desk.getPath();
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
        flows.setPollDelay(Duration.ofMillis(50));
        flows.setLease(Duration.ofSeconds(5));
        context.getRegistry().bind("flows", flows);
        if (desk != null) {
            context.getRegistry().bind("desk", desk);
        }
        Properties initial = new Properties();
        initial.putAll(properties);
        context.getPropertiesComponent().setInitialProperties(initial);
        context.getShutdownStrategy().setTimeout(5);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
        boomware.getConfiguration().setBaseUrl(sandbox.baseUrl("boomware"));
        boomware.getConfiguration().setAccessToken(BoomwareProvider.ACCESS_TOKEN);
        SendmodeComponent sendmode = context.getComponent("sendmode", SendmodeComponent.class);
        sendmode.getConfiguration().setBaseUrl(sandbox.baseUrl("sendmode"));
        sendmode.getConfiguration().setApiKey(SendmodeProvider.ACCESS_KEY);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // its receipts are never fed, so that it waits
                from("direct:wait").to("kamelet:failover-on-receipt?name=parcel&step1=boomware:sms&step1Wait=1h"
                                       + "&failed=mock:failed&done=mock:done");
                // looked up in an hour, so that a doubt stays one
                from("direct:history").to("mock:history");
                from("direct:plain").to("boomware:sms?from=Depot");
                from("direct:send").to("kamelet:failover-on-send?name=order&step1=boomware:sms&step1Lookup=direct:history"
                                       + "&step2=sendmode:sms&settleDelay=1h"
                                       + "&failed=mock:failed&done=mock:done&unknown=mock:unknown");
            }
        });
    }

    DeskFixture open() {
        context.start();
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort() + path;
    }

    /** A message whose receipt is awaited. */
    void waiting(String id, String number, String text) {
        send("direct:wait", id, number, text);
        awaitState(id, "WAIT");
    }

    /** A message of which nobody knows whether it was sent; the provider has it if {@code accepted}. */
    void inDoubt(String id, String number, boolean accepted) {
        sandbox.addFault(Fault.of(accepted ? FaultType.RESET_AFTER_ACCEPTANCE : FaultType.RESET_BEFORE_ACCEPTANCE)
                .at("boomware").next(1));
        send("direct:send", id, number, "Your order is on its way.");
        awaitState(id, "DOUBT");
    }

    /** A message that has come to its end. */
    void ended(String id, String number, String text) {
        send("direct:send", id, number, text);
        awaitState(id, "ENDED");
    }

    void send(String uri, String id, String number, String text) {
        context.createProducerTemplate().sendBodyAndHeaders(uri, text,
                Map.of(FlowConstants.CONVERSATION_ID, id, "CamelMessagingTo", number));
    }

    void awaitState(String id, String state) {
        await().until(() -> find(id).path("state").asText().equals(state));
    }

    /** The flow with a conversation id, as somebody sees it who may see everything. */
    JsonNode find(String id) {
        return read(call("POST", "/api/flows", ANN, "{\"text\":\"" + id + "\"}")).path("flows").path(0);
    }

    JsonNode show(String id) {
        return read(call("GET", "/api/flows/" + find(id).path("id").asText(), ANN, null));
    }

    JsonNode read(HttpResponse<String> answer) {
        try {
            return mapper.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(answer.body(), e);
        }
    }

    /** A call with a token, or with none if it is null; headers come in pairs. */
    HttpResponse<String> call(String method, String path, String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path)).method(method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the page sends along with the acts of somebody with a token. */
    String actKey(String token) {
        return read(call("GET", "/api/me", token, null)).path("actKey").asText();
    }

    /** An act of somebody with a token, as the page does it. */
    HttpResponse<String> act(String token, String id, String act, String why) {
        return call("POST", "/api/flows/" + find(id).path("id").asText() + "/" + act, token, "{\"why\":\"" + why + "\"}",
                "X-Flow-Desk-Key", actKey(token));
    }

    /** An act of somebody with a token on the guard, as the page does it; fields come in pairs. */
    HttpResponse<String> guardAct(String token, String act, String... fields) {
        ObjectNode body = mapper.createObjectNode();
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        return call("POST", "/api/guard/" + act, token, body.toString(), "X-Flow-Desk-Key", actKey(token));
    }

    /** The guard as somebody with a token sees it. */
    JsonNode guard(String token) {
        return read(call("GET", "/api/guard", token, null));
    }

    /** Sends without a flow; the id under which it is held, or null if it went out. */
    String sendPlain(String number, String text) {
        return context.createProducerTemplate().request("direct:plain", exchange -> {
            exchange.getMessage().setBody(text);
            exchange.getMessage().setHeader("CamelMessagingTo", number);
        }).getMessage().getHeader(GuardConstants.HELD, String.class);
    }

    @Override
    public void close() {
        context.stop();
        sandbox.close();
    }
}
