package io.camelmessaging.boomware;

import org.apache.camel.builder.RouteBuilder;

/**
 * The route of the README.
 */
final class ReadmeExample extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:order-shipped")
                .setHeader("CamelMessagingTo", simple("${body[phone]}"))
                .setBody(simple("Your order ${body[id]} has left the depot."))
                .to("boomware:sms?from=Depot");
    }
}
