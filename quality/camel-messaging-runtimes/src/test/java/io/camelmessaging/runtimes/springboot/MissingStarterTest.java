/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.springboot;

import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Spring Boot passes over properties of a component that it has no starter for, and says nothing. */
class MissingStarterTest {

    @Test
    void theSentenceNamesThePropertyAndTheStarter() {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(
                Map.of("camel.component.boomware.access-token", "user:pass", "spring.main.banner-mode", "off"));

        assertThatThrownBy(application::run).rootCause()
                .hasMessageContaining("The component boomware needs credentials")
                .hasMessageContaining("camel.component.boomware.access-token")
                .hasMessageContaining("io.camelmessaging:camel-messaging-spring-boot-starter");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        RouteBuilder sends() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:once").to("boomware:sms?from=Depot");
                }
            };
        }
    }
}
