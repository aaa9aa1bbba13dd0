/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.springboot;

import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.CourierConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A Spring Boot application with two webhooks of the provider of common's tests.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class MessagingApplication {

    static final String TOKEN = "s3cret";

    @Bean
    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                hook("inbound").to("mock:events");
                hook("failing").throwException(new IllegalStateException("broken: my secret"));
            }

            private RouteDefinition hook(String path) {
                return from("webhook:courier:inbound?webhookComponentName=platform-http&webhookVerifyToken=" + TOKEN
                            + "&webhookPath=/" + path);
            }
        };
    }

    @Bean
    CamelContextConfiguration credentials() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                CourierConfiguration courier = Courier.component(context).getConfiguration();
                courier.setBaseUrl("http://localhost:1");
                courier.setUsername("courier-user");
                courier.setApiKey(Courier.API_KEY);
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing to do
            }
        };
    }
}
