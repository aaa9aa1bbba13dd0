/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;
import java.util.Map;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One message in the history, by its reference. */
class ClickSendLookupTest {

    private static final String LOOKUP = "clicksend:smsHistory?byReference=true";
    private static final String NUMBER = "+37255500123";

    private final MessagingSandbox sandbox = MessagingSandbox.create().start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        ClickSendConfiguration configuration = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        configuration.setBaseUrl(sandbox.baseUrl("clicksend"));
        configuration.setUsername(ClickSendProvider.USERNAME);
        configuration.setApiKey(ClickSendProvider.API_KEY);
        context.start();
        send("order-1", NUMBER);
        send("order-2", NUMBER);
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.close();
    }

    private void send(String reference, String to) {
        context.createProducerTemplate().sendBodyAndHeaders("clicksend:sms", "hello " + reference,
                Map.of(MessagingConstants.TO, to, MessagingConstants.REFERENCE, reference));
    }

    private Exchange lookUp(Map<String, Object> headers) {
        return context.createProducerTemplate().request(LOOKUP, exchange -> {
            exchange.getMessage().setBody("the text of the message");
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    @Test
    void aMessageIsFoundWithItsIdAndStatus() {
        String id = sandbox.messagesTo(NUMBER).get(0).id();

        Exchange found = lookUp(Map.of(MessagingConstants.REFERENCE, "order-1", MessagingConstants.TO, NUMBER));

        assertThat(found.getException()).isNull();
        assertThat(found.getMessage().getHeader(MessagingConstants.MESSAGE_ID)).isEqualTo(id);
        assertThat(found.getMessage().getHeader(MessagingConstants.STATUS)).isEqualTo(DeliveryStatus.SENT);
        sandbox.assertCleanWire();
    }

    @Test
    void whatIsNotThereOrIsAnothersIsNotFound() {
        for (Map<String, Object> other : List.<Map<String, Object>> of(
                Map.of(MessagingConstants.REFERENCE, "order-3"),
                Map.of(MessagingConstants.REFERENCE, "order-1", MessagingConstants.TO, "+37255500124",
                        MessagingConstants.MESSAGE_ID, "of another"))) {
            assertThat(lookUp(other).getMessage().getHeaders())
                    .doesNotContainKeys(MessagingConstants.MESSAGE_ID, MessagingConstants.STATUS);
        }
    }

    @Test
    void withoutAReferenceNothingIsAsked() {
        assertThat(lookUp(Map.of()).getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clicksend:smsHistory with byReference=true needs to know which message it looks for: give its"
                            + " reference as header CamelMessagingReference.");
    }
}
