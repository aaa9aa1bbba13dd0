/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.flows.guard.SendRefusedException;
import org.apache.camel.builder.RouteBuilder;

/**
 * A sign-up by one-time code, without a guard and with one.
 */
public final class SignUpRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // whoever asks is told the same, as if a code were on its way
        onException(SendRefusedException.class).handled(true);

        // provably not sent, as beyond the calls that an account has in a second: once more
        onException(ProviderUnavailableException.class).maximumRedeliveries(5).redeliveryDelay(1000);

        from("direct:sign-up-unguarded").routeId("sign-up-unguarded")
                .setHeader("CamelMessagingTo", body())
                .to("direct:send-code");

        from("direct:sign-up").routeId("sign-up")
                .setHeader("CamelMessagingTo", body())
                .setHeader("CamelMessagingCaller", exchangeProperty("caller"))
                .to("kamelet:send-guard?name=sign-up&allowCountries=EE,LV,LT&maxRecipientsPerCaller=3&maxNeighbours=3"
                    + "&maxUncheckedPerRange=10&rangeDigits=4")
                .to("direct:send-code");

        from("direct:send-code").routeId("send-code")
                .setBody(simple("${null}"))
                .to("boomware:verify?method=sms&codeLength=6");

        from("direct:code-entered").routeId("code-entered")
                .process(exchange -> SendGuards.of(exchange.getContext())
                        .codeChecked(exchange.getMessage().getBody(String.class)));
    }
}
