/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import io.camelmessaging.common.MessagingException;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.processor.ThrottlerRejectedExecutionException;

/**
 * A login by one-time code, over REST.
 * <p>
 * Whoever asks learns the same about every number, somebody's or nobody's: the code is sent after the answer, and a
 * refused check takes a fixed time.
 */
public final class LoginRoutes extends RouteBuilder {

    private static final String REFUSED = "The code is wrong, used up or expired: ask for another one with POST /login.";

    @Override
    public void configure() {
        onException(IllegalArgumentException.class).handled(true)
                .setBody(simple("${exception.message}"))
                .to("direct:bad-request");
        onException(JacksonException.class).handled(true)
                .setBody(constant("The body is not the JSON object that is expected here."))
                .to("direct:bad-request");
        onException(ThrottlerRejectedExecutionException.class).handled(true)
                .process(exchange -> answer(exchange, 429,
                        error("too_many_requests", "Too many requests: try again later.")))
                .setHeader("Retry-After", exchangeProperty("retryAfter"))
                .to("direct:answer");
        onException(Exception.class).handled(true)
                .log(LoggingLevel.ERROR, "a login request failed: ${exception.class.simpleName}")
                .process(exchange -> answer(exchange, 500, error("failed", "Something went wrong: try again later.")))
                .to("direct:answer");

        rest("/login").consumes("application/json").produces("application/json")
                .post().to("direct:login")
                .post("/check").to("direct:login-check");

        from("direct:login").routeId("login")
                .setProperty("caller", simple("${header.CamelVertxPlatformHttpRemoteAddress.host()}"))
                // what the caller sent as headers goes nowhere, not even back
                .removeHeaders("*")
                .setProperty("retryAfter", constant(60))
                .throttle(simple("{{login.startsPerCaller:10}}")).correlationExpression(exchangeProperty("caller"))
                .timePeriodMillis(60_000).rejectExecution(true)
                .unmarshal().allowNullBody().json(JsonLibrary.Jackson, LoginRequest.class)
                .bean("logins", "number")
                .setProperty("retryAfter", constant(600))
                .throttle(simple("{{login.codesPerNumber:3}}")).correlationExpression(body())
                .timePeriodMillis(600_000).rejectExecution(true)
                .setProperty("login", method("logins", "begin"))
                .to("seda:code?waitForTaskToComplete=Never")
                .process(exchange -> answer(exchange, 202, Map.of("login", exchange.getProperty("login"), "expiresInSeconds",
                        Logins.LIFETIME.toSeconds())))
                .to("direct:answer");

        from("direct:login-check").routeId("login-check")
                .onException(MessagingException.class).handled(true)
                .log(LoggingLevel.ERROR, "a code could not be checked: ${exception.message}")
                .to("direct:refused").end()
                .setProperty("caller", simple("${header.CamelVertxPlatformHttpRemoteAddress.host()}"))
                .removeHeaders("*")
                .setProperty("retryAfter", constant(60))
                .throttle(simple("{{login.checksPerCaller:30}}")).correlationExpression(exchangeProperty("caller"))
                .timePeriodMillis(60_000).rejectExecution(true)
                .unmarshal().allowNullBody().json(JsonLibrary.Jackson, CodeCheck.class)
                .setHeader("CamelBoomwareRequestId", method("logins", "attempt"))
                .setProperty("login", simple("${body.login}"))
                .choice()
                .when(header("CamelBoomwareRequestId").isNull()).to("direct:refused")
                .otherwise()
                .setBody(simple("${body.code}"))
                .to("boomware:verifyCheck")
                .to("direct:verdict");

        from("direct:verdict").routeId("verdict")
                .setProperty("token", method("logins", "pass(${exchangeProperty.login}, ${body.verified})"))
                .choice()
                .when(exchangeProperty("token").isNull()).to("direct:refused")
                .otherwise()
                .process(exchange -> answer(exchange, 200, Map.of("token", exchange.getProperty("token"))))
                .to("direct:answer");

        // a refusal without a call to the provider takes as long as one with it, and guessing is slow
        long refusal = Long.parseLong(getContext().resolvePropertyPlaceholders("{{login.refusalMillis:1000}}"));
        from("direct:refused").routeId("refused")
                .delay().exchange(exchange -> Math.max(0, refusal - exchange.getClock().elapsed()))
                .process(exchange -> answer(exchange, 401, error("code_refused", REFUSED)))
                .to("direct:answer");

        from("direct:bad-request").routeId("bad-request")
                .process(exchange -> answer(exchange, 400, error("bad_request", exchange.getMessage().getBody(String.class))))
                .to("direct:answer");

        from("direct:answer").routeId("answer")
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                .marshal().json();
    }

    private static Map<String, String> error(String code, String message) {
        return Map.of("error", code, "message", message);
    }

    private static void answer(Exchange exchange, int status, Map<String, ?> body) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(body);
    }
}
