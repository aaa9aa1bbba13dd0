/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.neutral.NeutralJson;
import io.camelmessaging.common.neutral.NeutralShape;
import io.camelmessaging.common.support.BalanceAnswer;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.VerificationAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every answer to a send, every failure of one and every event has its neutral JSON: as the provider's facts say, as
 * the schema says, and back to Java without a loss.
 * <p>
 * The facts are in {@code neutral-shapes.json}: {@code sends} have {@code uri}, {@code headers}, {@code body} and
 * {@code response}, as {@code result} what is to come of it; {@code events} have {@code from} and either {@code feed},
 * the answer to a poll, or {@code contentType} and {@code body} of a push, as {@code event} what is to come of it;
 * {@code answers} are those of one-time codes and balances, {@code status} the HTTP status if it is not 200, and
 * {@code headersOut} the neutral headers that come of it, {@code null} for none. The text {@code *} stands for any
 * value.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class NeutralShapesContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DataType EVENT = new DataType("messaging:event");
    private static final DataType RESULT = new DataType("messaging:result");
    private static final DataType CLOUD_EVENT = new DataType("messaging:application-cloudevents");
    private static final DataType CLOUD_EVENT_JSON = new DataType("messaging:application-cloudevents+json");
    private static final DataType JAVA = new DataType("messaging:application-x-java-object");
    /** Attributes of CloudEvents 1.0 and the names of Camel's headers of them. */
    private static final Map<String, String> ATTRIBUTES = Map.of("id", "CamelCloudEventID", "source", "CamelCloudEventSource",
            "specversion", "CamelCloudEventVersion", "type", "CamelCloudEventType", "subject", "CamelCloudEventSubject",
            "time", "CamelCloudEventTime", "datacontenttype", "CamelCloudEventDataContentType", "dataschema",
            "CamelCloudEventSchemaURL");

    private final WireMockServer provider = new WireMockServer(wireMockConfig().dynamicPort());
    private final Class<? extends Operation> operations;
    private final String scheme;
    private final String sms;
    private final JsonNode facts;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private DefaultCamelContext context;

    /**
     * @param operations the enum of the provider's operations
     * @param sms        the URI of an endpoint that sends SMS and repeats nothing
     */
    protected NeutralShapesContract(Class<? extends Operation> operations, String sms) {
        this.operations = operations;
        this.sms = sms;
        this.scheme = sms.substring(0, sms.indexOf(':'));
        try (InputStream in = getClass().getResourceAsStream("/neutral-shapes.json")) {
            this.facts = JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A context, not started, whose component has credentials. */
    protected abstract DefaultCamelContext context(String baseUrl);

    @BeforeAll
    void start() throws Exception {
        provider.start();
        context = context(provider.baseUrl());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:event").transformDataType(EVENT);
                from("direct:result").transformDataType(RESULT);
                from("direct:java").transformDataType(JAVA);
                from("direct:cloud").transformDataType(CLOUD_EVENT);
                from("direct:cloud-json").transformDataType(CLOUD_EVENT_JSON);
                from("direct:failing").onException(Exception.class).handled(true).transformDataType(RESULT).end()
                        .to(sms + "&responseTimeout=5000");
            }
        });
        context.start();
    }

    @AfterAll
    void stop() throws Exception {
        context.close();
        provider.stop();
    }

    Stream<Named<JsonNode>> sends() {
        return rows("sends", "uri");
    }

    Stream<Named<JsonNode>> events() {
        return rows("events", "from");
    }

    Stream<Named<JsonNode>> answers() {
        return rows("answers", "uri");
    }

    private Stream<Named<JsonNode>> rows(String list, String name) {
        List<Named<JsonNode>> rows = new ArrayList<>();
        facts.path(list).forEach(row -> rows.add(Named.of(row.path("name").asText(row.path(name).asText()), row)));
        return rows.stream();
    }

    @Test
    void everySendAndEveryEventHasItsFacts() {
        Set<String> told = Stream.concat(sends().map(row -> row.getPayload().path("uri")),
                events().map(row -> row.getPayload().path("from")))
                .map(uri -> uri.asText().replaceFirst("^(webhook:)?" + scheme + ":", "").replaceAll("[?].*", ""))
                .collect(Collectors.toSet());

        assertThat(told).containsAll(Arrays.stream(operations.getEnumConstants())
                .filter(operation -> operation.use() != Operation.Use.SEND
                        || SendResult.class.isAssignableFrom(operation.responseType()))
                .map(Operation::name).toList());
    }

    @Test
    void everyCheckOfACodeAndEveryBalanceHasItsFacts() {
        Set<String> told = answers().map(row -> row.getPayload().path("uri").asText().substring(scheme.length() + 1)
                .replaceAll("[?].*", "")).collect(Collectors.toSet());

        assertThat(told).containsAll(Arrays.stream(operations.getEnumConstants())
                .filter(operation -> operation.use() == Operation.Use.SEND)
                .filter(operation -> operation.isVerification()
                        || VerificationAnswer.class.isAssignableFrom(operation.responseType())
                        || BalanceAnswer.class.isAssignableFrom(operation.responseType()))
                .map(Operation::name).toList());
    }

    /** Whatever came before: what is not told is not left from an earlier call. */
    @Test
    void anAnswerHasItsNeutralHeaders() {
        answers().map(Named::getPayload).forEach(this::assertAnswer);
    }

    private void assertAnswer(JsonNode row) {
        provider.resetAll();
        provider.stubFor(any(anyUrl()).willReturn(
                aResponse().withStatus(row.path("status").asInt(200)).withBody(row.path("response").toString())));

        Exchange answered = context.createProducerTemplate().request(row.path("uri").asText(), exchange -> {
            row.path("headersOut").fieldNames().forEachRemaining(
                    name -> exchange.getMessage().setHeader(name, "left from an earlier call"));
            row.path("headers").properties().forEach(header -> exchange.getMessage().setHeader(header.getKey(),
                    JSON.convertValue(header.getValue(), Object.class)));
            exchange.getMessage().setBody(JSON.convertValue(row.path("body"), Object.class));
        });

        assertThat(row.path("headersOut").isEmpty()).isFalse();
        row.path("headersOut").properties().forEach(header -> assertThat(
                answered.getMessage().getHeader(header.getKey(), String.class)).as("%s of %s", header.getKey(), row)
                .isEqualTo(header.getValue().isNull() ? null : header.getValue().asText()));
    }

    @ParameterizedTest
    @MethodSource("sends")
    void aSendHasItsNeutralResult(JsonNode row) throws Exception {
        provider.resetAll();
        provider.stubFor(any(anyUrl()).willReturn(okJson(row.path("response").toString())));
        Exchange sent = context.createProducerTemplate().request(row.path("uri").asText(), exchange -> {
            row.path("headers").properties().forEach(header -> exchange.getMessage().setHeader(header.getKey(),
                    JSON.convertValue(header.getValue(), Object.class)));
            exchange.getMessage().setBody(JSON.convertValue(row.path("body"), Object.class));
        });
        assertThat(sent.getException()).isNull();

        String json = transform("direct:result", sent).getMessage().getBody(String.class);
        SendResult result = back(json).getMessage().getBody(SendResult.class);

        assertShape(json, row.path("result"), NeutralJson.RESULT_SCHEMA);
        assertThat(result.outcomes()).hasSameSizeAs(sent.getMessage().getBody(SendResult.class).outcomes())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("recipient")
                .isEqualTo(sent.getMessage().getBody(SendResult.class).outcomes());
        assertHeaders(sent, back(json), MessagingConstants.ACCEPTED_COUNT, MessagingConstants.REJECTED_COUNT,
                MessagingConstants.MESSAGE_ID, MessagingConstants.PRICE);
        assertCloudEvent(sent, json, "io.camelmessaging.result");
    }

    @Test
    void aFailedSendHasItsNeutralResult() throws Exception {
        assertThat(failure(401, null)).isEqualTo(JSON.readTree(
                "{'kind':'REJECTED','reason':'AUTHENTICATION','httpStatus':401}".replace('\'', '"')));
        assertThat(failure(429, "7")).isEqualTo(JSON.readTree(
                "{'kind':'UNAVAILABLE','httpStatus':429,'retryAfter':'PT7S'}".replace('\'', '"')));
        assertThat(failure(504, null)).isEqualTo(JSON.readTree("{'kind':'UNKNOWN','httpStatus':504}".replace('\'', '"')));
    }

    private JsonNode failure(int status, String retryAfter) throws Exception {
        provider.resetAll();
        provider.stubFor(any(anyUrl()).willReturn(retryAfter == null
                ? aResponse().withStatus(status) : aResponse().withStatus(status).withHeader("Retry-After", retryAfter)));
        String json = context.createProducerTemplate().request("direct:failing", exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.TO, "+447700900123");
            exchange.getMessage().setBody("Hi");
        }).getMessage().getBody(String.class);

        assertThat(errors(json, NeutralJson.RESULT_SCHEMA)).isEmpty();
        JsonNode result = JSON.readTree(json);
        assertThat(result.path("provider").asText()).isEqualTo(scheme);
        assertThat(result.path("accepted").asInt(-1)).isZero();
        assertThat(JSON.readTree(NeutralJson.write(back(json).getMessage().getBody(NeutralShape.class)))).isEqualTo(result);
        return result.path("failure");
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventHasItsNeutralJson(JsonNode row) throws Exception {
        Exchange got = event(row);

        String json = transform("direct:event", got).getMessage().getBody(String.class);
        Exchange back = back(json);
        MessagingEvent event = back.getMessage().getBody(MessagingEvent.class);

        assertShape(json, row.path("event"), NeutralJson.EVENT_SCHEMA);
        assertSame(got.getMessage().getBody(MessagingEvent.class), event);
        assertHeaders(got, back, MessagingConstants.EVENT_ID, MessagingConstants.MESSAGE_ID, MessagingConstants.REFERENCE,
                MessagingConstants.STATUS, MessagingConstants.STATUS_FINAL, MessagingConstants.TIMESTAMP,
                MessagingConstants.IN_REPLY_TO, MessagingConstants.KEYS_PRESSED, MessagingConstants.SENDER);
        assertThat(back.getMessage().getBody(String.class)).isEqualTo(event instanceof InboundMessage
                ? got.getMessage().getBody(String.class) : json);
        assertCloudEvent(got, json, "io.camelmessaging." + row.path("event").path("type").asText());
    }

    /** Numbers apart, which are E.164 then. */
    private static void assertSame(MessagingEvent given, MessagingEvent read) {
        assertThat(read.occurredAt()).isEqualTo(given.occurredAt());
        if (given instanceof DeliveryReceipt receipt) {
            DeliveryReceipt back = (DeliveryReceipt) read;
            assertThat(back.deliveryStatus()).isEqualTo(receipt.deliveryStatus());
            assertThat(back.rawStatus()).isEqualTo(receipt.rawStatus());
            assertThat(back.rejectionReason()).isEqualTo(receipt.rejectionReason());
        } else {
            assertThat(((InboundMessage) read).text()).isEqualTo(((InboundMessage) given).text());
        }
    }

    /** An event as its consumer gives it. */
    private Exchange event(JsonNode row) throws Exception {
        provider.resetAll();
        provider.stubFor(any(anyUrl()).willReturn(okJson(row.path("feed").toString())));
        boolean pushed = row.path("from").asText().startsWith("webhook:");
        String options = pushed
                ? "webhookComponentName=platform-http&webhookPath=/shapes&webhookVerifyToken=s3cret"
                : "initialDelay=0&delay=60000";
        String uri = row.path("from").asText();
        // one of its own: the older camel-webhook adds no route to a newer context that has started
        try (DefaultCamelContext receiver = context(provider.baseUrl())) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindPort(0);
            receiver.addService(new VertxPlatformHttpServer(server));
            MockEndpoint events = receiver.getEndpoint("mock:events", MockEndpoint.class);
            receiver.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri + (uri.contains("?") ? "&" : "?") + options).to(events);
                }
            });
            receiver.start();
            if (pushed) {
                push(row, receiver.hasService(VertxPlatformHttpServer.class).getPort());
            }
            await().untilAsserted(() -> assertThat(events.getExchanges()).isNotEmpty());
            return events.getExchanges().get(0);
        }
    }

    private static void push(JsonNode row, int port) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/shapes?token=s3cret"))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                row.path("body").isTextual() ? row.path("body").asText() : row.path("body").toString()))
                        .header("Content-Type", row.path("contentType").asText("application/json")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    /** What a route makes of the message, which itself stays as it is. */
    private Exchange transform(String route, Exchange of) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().copyFrom(of.getMessage());
        context.createProducerTemplate().send(route, exchange);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private Exchange back(String json) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(json);
        return transform("direct:java", exchange);
    }

    private void assertShape(String json, JsonNode expected, String schema) throws Exception {
        ObjectNode shape = (ObjectNode) JSON.readTree(json);
        assertThat(errors(json, schema)).isEmpty();
        assertThat(JSON.readTree(NeutralJson.write(back(json).getMessage().getBody(NeutralShape.class)))).isEqualTo(shape);
        assertThat(shape.path("provider").asText()).isEqualTo(scheme);
        assertThat(shape.remove("account").asText()).matches("[0-9a-f]{12}");
        shape.remove("provider");
        JsonNode masked = masked(shape, expected);
        // as text: numbers of other types are equal then
        assertThat(JSON.readTree(masked.toString())).isEqualTo(expected);
    }

    /** What is there has the value that the facts leave open. */
    private static JsonNode masked(JsonNode shape, JsonNode expected) {
        if (expected.asText().equals("*") && shape.isValueNode()) {
            return expected;
        }
        if (shape.isObject()) {
            expected.properties().stream().filter(field -> shape.has(field.getKey())).forEach(field -> ((ObjectNode) shape)
                    .set(field.getKey(), masked(shape.path(field.getKey()), field.getValue())));
        } else if (shape.isArray()) {
            for (int i = 0; i < Math.min(shape.size(), expected.size()); i++) {
                ((ArrayNode) shape).set(i, masked(shape.path(i), expected.path(i)));
            }
        }
        return shape;
    }

    private List<String> errors(String json, String schema) throws Exception {
        try (InputStream in = NeutralJson.class.getClassLoader().getResourceAsStream(schema)) {
            JsonNode tree = JSON.readTree(in);
            JsonNode node = JSON.readTree(json);
            List<String> errors = new ArrayList<>(
                    schemas.getSchema(tree)
                            .validate(node, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true)).stream()
                            .map(Object::toString).toList());
            // a schema that lets later versions have more fields would let one through that it does not describe
            Set<String> described = tree.findValues("properties").stream()
                    .flatMap(properties -> properties.properties().stream().map(Map.Entry::getKey)).collect(Collectors.toSet());
            node.fieldNames().forEachRemaining(name -> {
                if (!described.contains(name)) {
                    errors.add("not described: " + name);
                }
            });
            return errors;
        }
    }

    private static void assertHeaders(Exchange given, Exchange read, String... names) {
        for (String name : names) {
            assertThat(read.getMessage().getHeader(name)).as(name).isEqualTo(given.getMessage().getHeader(name));
        }
    }

    /** As binary and as structured CloudEvent: required attributes, no personal data among them, the shape as data. */
    private void assertCloudEvent(Exchange of, String json, String type) throws Exception {
        of.getMessage().setHeader("CamelCloudEventTraceparent", "of another event");
        Exchange binary = transform("direct:cloud", of);
        JsonNode structured = JSON.readTree(transform("direct:cloud-json", of).getMessage().getBody(String.class));
        JsonNode shape = JSON.readTree(json);

        assertThat(JSON.readTree(binary.getMessage().getBody(String.class))).isEqualTo(shape);
        assertThat(structured.path("data")).isEqualTo(shape);
        assertThat(binary.getMessage().getHeaders()).doesNotContainKey("CamelCloudEventTraceparent")
                .containsEntry("Content-Type", "application/json").containsEntry("CamelCloudEventType", type)
                .containsEntry("CamelCloudEventVersion", "1.0")
                .containsEntry("CamelCloudEventSource", "/messaging/" + scheme + "/" + shape.path("account").asText());
        assertThat(structured.path("id").asText()).matches("[0-9a-f]{32}");
        assertThat(structured.path("specversion").asText()).isEqualTo("1.0");
        assertThat(structured.path("time")).isEqualTo(shape.path("time"));
        ATTRIBUTES.forEach((attribute, header) -> {
            // a result is another one in each exchange
            if (!attribute.equals("id") || !type.endsWith("result")) {
                assertThat(structured.path(attribute).asText(null)).as(attribute)
                        .isEqualTo(binary.getMessage().getHeader(header, String.class));
            }
            for (String personal : List.of("text", "sender", "recipient", "reference")) {
                assertThat(structured.path(attribute).asText())
                        .doesNotContain(shape.path(personal).asText("no " + personal).replace("+", ""));
            }
        });
        assertThat(structured.properties().stream().map(Map.Entry::getKey).filter(name -> !name.equals("data")))
                .isSubsetOf(ATTRIBUTES.keySet());
    }
}
