/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import java.util.List;

import io.camelmessaging.common.RecipientOutcome;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.TransformerResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The data types of a runtime that finds none on the class path, as Quarkus does not. */
class NeutralShapesPluginTest {

    private static final NeutralMessage MESSAGE = new NeutralMessage(
            "courier", "0123456789ab", "in-1", null, "in-1", null, null, "+37255500123", "+37255599000", "Yes, please");
    private static final NeutralResult RESULT = new NeutralResult(
            "courier", "0123456789ab", List.of(RecipientOutcome.of("+37255500123", RecipientOutcome.State.ACCEPTED)), null);

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        TransformerResolver<?> nothing = (key, camel) -> null;
        context.getCamelContextExtension().addContextPlugin(TransformerResolver.class, nothing);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String type : List.of("event", "result", "application-cloudevents", "application-cloudevents+json",
                        "application-x-java-object")) {
                    from("direct:" + type).transformDataType(new DataType("messaging:" + type));
                }
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Message transform(String type, Object body) {
        return context.createFluentProducerTemplate().to("direct:" + type).withBody(body).send().getMessage();
    }

    @Test
    void allAreThere() {
        assertThat(transform("event", MESSAGE).getBody()).isEqualTo(NeutralJson.write(MESSAGE));
        assertThat(transform("result", RESULT).getBody()).isEqualTo(NeutralJson.write(RESULT));
        assertThat(transform("application-x-java-object", NeutralJson.write(RESULT)).getBody()).isEqualTo(RESULT);

        Message attributes = transform("application-cloudevents", RESULT);
        assertThat(attributes.getBody()).isEqualTo(NeutralJson.write(RESULT));
        assertThat(attributes.getHeader(CloudEvent.CAMEL_CLOUD_EVENT_TYPE)).isEqualTo("io.camelmessaging.result");
        assertThat(transform("application-cloudevents+json", MESSAGE).getBody(String.class))
                .contains("\"type\":\"io.camelmessaging.message\"", "\"data\":" + NeutralJson.write(MESSAGE));
    }
}
