/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.common.support.CallBody;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of the HTTP server: the page and its files for everybody, all else for those who are let in.
 */
final class DeskHandler implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(DeskHandler.class);
    private static final int MAX_BODY = 16 * 1024;
    private static final String API = "/api/";
    private static final Map<String, String> SAFE = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                                       + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer", "X-Frame-Options", "DENY",
            "Cross-Origin-Resource-Policy", "same-origin", "Cross-Origin-Opener-Policy", "same-origin");

    private final ObjectMapper mapper = new ObjectMapper();
    private final CallBody bodies = new CallBody(MAX_BODY);
    private final DeskPage page = new DeskPage();
    private final String path;
    private final DeskApi api;

    DeskHandler(String path, DeskApi api) {
        this.path = path;
        this.api = api;
    }

    /** Lets all headers of an answer out, as the desk sets each itself, and no header of Camel's in. */
    static HeaderFilterStrategy headerFilter() {
        DefaultHeaderFilterStrategy filter = new DefaultHeaderFilterStrategy();
        filter.setLowerCase(true);
        filter.setInFilterStartsWith(DefaultHeaderFilterStrategy.CAMEL_FILTER_STARTS_WITH);
        filter.setOutFilterStartsWith(DefaultHeaderFilterStrategy.CAMEL_FILTER_STARTS_WITH);
        return filter;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        DeskAnswer answer;
        try {
            answer = answer(DeskCall.of(message, path));
        } catch (DeskRefusal refusal) {
            answer = DeskAnswer.error(refusal.status(), refusal.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("A request to the flow desk failed: {}", e.getClass().getName());
            LOG.debug("Why it failed", e);
            answer = DeskAnswer.error(500, "The desk could not answer: see the log of the application.");
        }
        bodies.letPass(message);
        write(message, answer);
    }

    private DeskAnswer answer(DeskCall call) {
        if (call.path().startsWith(API)) {
            return api.answer(call.method().equals("POST") ? call.with(json(call)) : call, call.path().substring(API.length()));
        }
        if (!call.method().equals("GET")) {
            throw new DeskRefusal(405, "The page is read with GET.");
        }
        return page.answer(call.path(), path);
    }

    /** A body must be JSON and say so: what a form of another site can send is neither. */
    private JsonNode json(DeskCall call) {
        String type = call.header("Content-Type");
        if (type == null || !type.matches("(?i)application/json\\s*(;.*)?")) {
            throw new DeskRefusal(415, "Send a JSON body with Content-Type: application/json.");
        }
        try {
            JsonNode body = mapper.readTree(bodies.read(call.message()));
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            // told below; what was sent is not repeated
        }
        throw new DeskRefusal(400, "The body is no JSON object of at most " + MAX_BODY + " bytes.");
    }

    private static void write(Message message, DeskAnswer answer) {
        message.removeHeaders("*");
        SAFE.forEach(message::setHeader);
        message.setHeader("Cache-Control", "no-store");
        answer.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, answer.type());
        message.setBody(answer.body());
    }
}
