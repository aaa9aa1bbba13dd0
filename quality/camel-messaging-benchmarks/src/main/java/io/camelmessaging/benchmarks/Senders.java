/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.boomerang.BoomerangComponent;
import io.camelmessaging.boomerang.BoomerangConfiguration;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * The same send four times: by the component, by a hand-written route, by the same tuned, and by the HTTP client alone.
 */
final class Senders {

    static final String COMPONENT = "component";
    static final String USUAL = "usual route";
    static final String TUNED = "tuned route";
    static final String FLOOR = "Camel alone";
    static final String BARE = "bare client";

    private static final int POOL = 1000;
    private static final int FLOOR_THREADS = 4;
    private static final String LOGIN = "bench:secret";
    private static final String AUTHORIZATION
            = "Basic " + Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.UTF_8));
    private static final String TEXT = "Your order 4711 has left the depot and is with you tomorrow.";
    private static final String NUMBER = "+37255500101";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Senders() {
    }

    /** One SMS through Boomware. */
    static List<Contestant> boomware(Stub stub) throws Exception {
        String url = stub.url("/boomware/v1/sms");
        DefaultCamelContext context = new DefaultCamelContext();
        BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
        boomware.getConfiguration().setBaseUrl(stub.url("/boomware"));
        boomware.getConfiguration().setAccessToken(LOGIN);
        Map<String, Object> input = Map.of(MessagingConstants.TO, NUMBER);
        return List.of(
                new RouteContestant(COMPONENT, context, route("boomware:sms?from=Depot&maxRequestsPerPeriod=0"), TEXT, input),
                usual(url, exchange -> boomwareFields(exchange), TEXT, input),
                tuned(url, exchange -> boomwareFields(exchange), TEXT, input),
                floor(url, bytes(boomwareFields(NUMBER, TEXT)), TEXT, input),
                new BareClient(url, AUTHORIZATION, bytes(boomwareFields(NUMBER, TEXT))));
    }

    /** Several SMS in one request through ClickSend. */
    static List<Contestant> clickSend(Stub stub, int messages) throws Exception {
        String url = stub.url("/clicksend/sms/send");
        DefaultCamelContext context = new DefaultCamelContext();
        ClickSendConfiguration clickSend = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        clickSend.setBaseUrl(stub.url("/clicksend"));
        clickSend.setUsername("bench");
        clickSend.setApiKey("secret");
        List<Map<String, Object>> body = clickSendMessages(messages);
        return List.of(new RouteContestant(COMPONENT, context, route("clicksend:sms"), body, Map.of()),
                usual(url, exchange -> clickSendFields(exchange), body, Map.of()),
                tuned(url, exchange -> clickSendFields(exchange), body, Map.of()),
                new BareClient(url, AUTHORIZATION, bytes(Map.of("messages", clickSendItems(body)))));
    }

    /** One text to many recipients in one request through Boomerang. */
    static List<Contestant> boomerang(Stub stub, int recipients) throws Exception {
        String url = stub.url("/boomerang/sms2");
        DefaultCamelContext context = new DefaultCamelContext();
        BoomerangConfiguration boomerang = context.getComponent("boomerang", BoomerangComponent.class).getConfiguration();
        boomerang.setBaseUrl(stub.url("/boomerang"));
        boomerang.setUsername("bench");
        boomerang.setPassword("secret");
        List<String> numbers = IntStream.range(0, recipients).mapToObj(i -> "+4477%08d".formatted(i)).toList();
        Map<String, Object> headers = Map.of(MessagingConstants.TO, numbers);
        return List.of(new RouteContestant(COMPONENT, context, route("boomerang:smsTwoWay"), TEXT, headers),
                usual(url, Senders::boomerangFields, TEXT, headers), tuned(url, Senders::boomerangFields, TEXT, headers),
                new BareClient(url, AUTHORIZATION, bytes(boomerangFields(numbers, TEXT))));
    }

    /** Messages with the neutral names, each to a number of its own. */
    static List<Map<String, Object>> clickSendMessages(int count) {
        List<Map<String, Object>> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(Map.of("to", "+6140%07d".formatted(i), "text", TEXT));
        }
        return messages;
    }

    private static RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").to(uri);
            }
        };
    }

    /** What one fetches a value for from the exchange. */
    private interface Fields {

        Object of(Exchange exchange);
    }

    /** As people write it. */
    private static Contestant usual(String url, Fields fields, Object body, Map<String, Object> headers) throws Exception {
        return new RouteContestant(USUAL, new DefaultCamelContext(), new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send")
                        .process(exchange -> exchange.getMessage().setBody(fields.of(exchange)))
                        .marshal().json(JsonLibrary.Jackson)
                        .removeHeaders("*")
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                        .setHeader("Authorization", constant(AUTHORIZATION))
                        .to(url)
                        .unmarshal().json(JsonLibrary.Jackson, Map.class);
            }
        }, body, headers);
    }

    /** A large pool, bytes both ways, one mapper. */
    private static Contestant tuned(String url, Fields fields, Object body, Map<String, Object> headers) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        HttpComponent http = context.getComponent("http", HttpComponent.class);
        http.setMaxTotalConnections(POOL);
        http.setConnectionsPerRoute(POOL);
        http.setCookieManagementDisabled(true);
        http.setAutomaticRetriesDisabled(true);
        Processor before = exchange -> {
            byte[] content = bytes(fields.of(exchange));
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(content);
            exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
            exchange.getMessage().setHeader("Authorization", AUTHORIZATION);
        };
        return new RouteContestant(TUNED, context, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").process(before).to(url + "?disableStreamCache=true").process(exchange -> exchange
                        .getMessage().setBody(MAPPER.readValue(exchange.getMessage().getBody(byte[].class), Map.class)));
            }
        }, body, headers);
    }

    /** Nothing but the client and Camel. */
    private static Contestant floor(String url, byte[] content, Object body, Map<String, Object> headers) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        ExecutorService pool
                = context.getExecutorServiceManager().newThreadPool(context, "floor", FLOOR_THREADS, FLOOR_THREADS);
        return new RouteContestant(FLOOR, context, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:send").process(new RouteFloor(new BareClient(url, AUTHORIZATION, content), pool));
            }
        }, body, headers);
    }

    private static Object boomwareFields(Exchange exchange) {
        return boomwareFields(exchange.getMessage().getHeader(MessagingConstants.TO, String.class),
                exchange.getMessage().getBody(String.class));
    }

    private static Map<String, Object> boomwareFields(String number, String text) {
        return Map.of("number", number, "text", text, "from", "Depot");
    }

    private static Object boomerangFields(Exchange exchange) {
        return boomerangFields(exchange.getMessage().getHeader(MessagingConstants.TO, List.class),
                exchange.getMessage().getBody(String.class));
    }

    private static Map<String, Object> boomerangFields(List<?> numbers, String text) {
        return Map.of("message_content", text, "recipient_address",
                numbers.stream().map(number -> Map.of("number", number)).toList());
    }

    private static Object clickSendFields(Exchange exchange) {
        return Map.of("messages", clickSendItems(exchange.getMessage().getBody(List.class)));
    }

    private static List<Map<String, Object>> clickSendItems(List<?> messages) {
        List<Map<String, Object>> items = new ArrayList<>(messages.size());
        for (Object message : messages) {
            Map<?, ?> fields = (Map<?, ?>) message;
            items.add(Map.of("to", fields.get("to"), "body", fields.get("text")));
        }
        return items;
    }

    private static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
