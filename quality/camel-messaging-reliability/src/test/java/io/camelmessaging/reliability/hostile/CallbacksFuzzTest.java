/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a caller sends to a webhook: the answer is a status, and the route is called for events only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbacksFuzzTest {

    private static final String CREDENTIALS = "baseUrl=https://localhost&webhookVerifyToken=t&";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicInteger routed = new AtomicInteger();
    private List<Processor> boomerang;
    private List<Processor> boomware;
    private List<Processor> clicksend;
    private List<Processor> sendmode;

    @BeforeAll
    void start() {
        context.start();
        boomerang = handlers("boomerang:replies?username=u&password=p");
        boomware = handlers("boomware:deliveryReceipts?username=u&password=p", "boomware:inboundSms?username=u&password=p");
        clicksend = handlers("clicksend:deliveryReceipts?username=u&apiKey=k", "clicksend:inboundSms?username=u&apiKey=k");
        sendmode = handlers("sendmode:deliveryReceipts?apiKey=k", "sendmode:replies?apiKey=k");
    }

    @AfterAll
    void stop() throws Exception {
        context.close();
    }

    private List<Processor> handlers(String... uris) {
        return Arrays.stream(uris)
                .map(uri -> context.getEndpoint(uri.replace("?", "?" + CREDENTIALS), WebhookCapableEndpoint.class)
                        .createWebhookHandler(this::route))
                .toList();
    }

    /** Nothing but what the component sets reaches the route. */
    private void route(Exchange exchange) {
        routed.incrementAndGet();
        assertThat(exchange.getMessage().getHeaders().keySet())
                .allMatch(name -> name.matches("Camel(Messaging|Boomerang|Boomware|Clicksend|Sendmode)[A-Za-z]+"));
    }

    @FuzzTest(maxDuration = "10m")
    void boomerang(byte[] data) throws Exception {
        call(boomerang, data);
    }

    @FuzzTest(maxDuration = "10m")
    void boomware(byte[] data) throws Exception {
        call(boomware, data);
    }

    @FuzzTest(maxDuration = "10m")
    void clicksend(byte[] data) throws Exception {
        call(clicksend, data);
    }

    @FuzzTest(maxDuration = "10m")
    void sendmode(byte[] data) throws Exception {
        call(sendmode, data);
    }

    /** The first byte picks the webhook and how the rest comes: as a body, as a form, or as a query. */
    private void call(List<Processor> handlers, byte[] data) throws Exception {
        if (data.length == 0) {
            return;
        }
        Processor handler = handlers.get(Math.floorMod(data[0], handlers.size()));
        byte[] rest = Arrays.copyOfRange(data, 1, data.length);
        Exchange exchange = new DefaultExchange(context);
        String text = new String(rest, StandardCharsets.UTF_8);
        switch (Math.floorMod(data[0] / 2, 4)) {
            case 0 -> exchange.getMessage().setBody(rest);
            case 1 -> exchange.getMessage().setBody(form(text));
            case 2 -> exchange.getMessage().setBody(text);
            default -> {
                // the query alone
            }
        }
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY,
                exchange.getMessage().getBody() == null ? "token=t&" + text : "token=t");
        exchange.getMessage().setHeader("X-Forged", text);
        routed.set(0);
        ((AsyncProcessor) handler).process(exchange);

        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (exchange.getException() != null) {
            throw new AssertionError("the call failed", exchange.getException());
        }
        assertThat(status).isIn(200, 400, 413);
        assertThat(exchange.getMessage().getHeaders().keySet())
                .isSubsetOf(Set.of(Exchange.HTTP_RESPONSE_CODE, Exchange.CONTENT_TYPE));
        assertThat(status != 200 && routed.get() > 0).as("a refused call reached the route").isFalse();
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            form.put(nameAndValue[0], nameAndValue.length == 2 ? nameAndValue[1] : "");
        }
        return form;
    }
}
