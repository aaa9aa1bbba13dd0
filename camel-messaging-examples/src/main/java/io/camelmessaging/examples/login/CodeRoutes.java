/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.ProviderUnavailableException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sends the codes, after the REST service has answered.
 */
public final class CodeRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // provably not sent: once more
        onException(ProviderUnavailableException.class).maximumRedeliveries(3).redeliveryDelay(1000).handled(true)
                .log(LoggingLevel.ERROR, "No code was sent: ${exception.message}");
        // refused, or perhaps sent: the user asks for another code
        onException(MessagingException.class).handled(true)
                .log(LoggingLevel.ERROR, "Perhaps no code was sent: ${exception.message}");

        from("seda:code?concurrentConsumers=4&size=1000").routeId("code")
                .filter(method("accounts", "has"))
                .setHeader("CamelMessagingTo", body())
                .setBody(simple("${null}"))
                .to("boomware:verify?method=sms&codeLength=6&checkAttemptsAllowed=" + Logins.ATTEMPTS)
                .bean("logins", "sent(${exchangeProperty.login}, ${body.requestId})");
    }
}
