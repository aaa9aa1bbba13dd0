package io.camelmessaging.flows;

import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailoverOnSendTest {

    private final DefaultCamelContext context = FlowContexts.on(Databases.h2());

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theFirstProviderThatTakesItEndsIt() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(
                        "kamelet:failover-on-send?name=orders&step1=mock:one&step2=mock:two&done=mock:done&failed=mock:failed");
            }
        });
        context.start();
        MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
        done.expectedMessageCount(1);

        context.createProducerTemplate().sendBodyAndHeader("direct:in", "hello", MessagingConstants.TO, "+37255500123");

        done.assertIsSatisfied();
        assertThat(done.getExchanges().get(0).getMessage().getBody()).isEqualTo("hello");
    }
}
