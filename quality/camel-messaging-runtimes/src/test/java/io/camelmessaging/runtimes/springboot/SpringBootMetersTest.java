/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.springboot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.test.SandboxExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an application with Spring Boot's actuator shows of its messages: nothing but the dependencies is added.
 */
class SpringBootMetersTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension(MessagingSandbox.create());

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext application;
    private String actuator;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {

        @Bean
        JdbcConnectionPool database() {
            return JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        }

        @Bean(destroyMethod = "")
        MessagingFlows flows(JdbcConnectionPool database) {
            MessagingFlows flows = new MessagingFlows();
            flows.setDataSource(database);
            return flows;
        }

        @Bean
        RouteBuilder orders() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    SANDBOX.connect(getContext(), "boomware");
                    from("direct:orders").to("kamelet:failover-on-send?name=orders&step1=boomware:sms&done=mock:done"
                                             + "&failed=mock:failed");
                }
            };
        }
    }

    /** Spring Boot sums both registries up in a third, which is the primary one. */
    @Configuration(proxyBeanMethods = false)
    static class OfTwoMinds {

        @Bean
        SimpleMeterRegistry second() {
            return new SimpleMeterRegistry();
        }
    }

    @AfterEach
    void stop() {
        application.close();
    }

    private void start(Class<?>... sources) {
        SpringApplication spring = new SpringApplication(sources);
        spring.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1", "spring.main.banner-mode", "off",
                "management.endpoints.web.exposure.include", "health,metrics,prometheus",
                "management.endpoint.health.probes.enabled", "true", "management.endpoint.health.show-details", "always",
                "camel.health.exposure-level", "full"));
        application = spring.run();
        actuator = "http://127.0.0.1:" + ((ServletWebServerApplicationContext) application).getWebServer().getPort()
                   + "/actuator/";
        application.getBean(CamelContext.class).createFluentProducerTemplate().to("direct:orders")
                .withBody("Your order has left.")
                .withHeader("CamelMessagingTo", "+37255500123").request();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(actuator + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theActuatorShowsSendsAndFlows() throws Exception {
        start(Shop.class);

        await().untilAsserted(() -> assertThat(get("prometheus").body().lines()).anySatisfy(line -> assertThat(line)
                .startsWith("camel_messaging_flow_ended_seconds_count{").contains("flow=\"orders\"", "outcome=\"done\"")
                .endsWith(" 1")));
        assertThat(get("prometheus").body().lines()).anySatisfy(line -> assertThat(line)
                .startsWith("camel_messaging_send_seconds_count{")
                .contains("operation=\"sms\"", "outcome=\"accepted\"", "provider=\"boomware\"", "reason=\"none\"")
                .endsWith(" 1"));
        assertThat(get("metrics/camel.messaging.send?tag=outcome:accepted").body())
                .contains("\"statistic\":\"COUNT\",\"value\":1.0");
        assertThat(get("metrics").body()).contains("camel.messaging.flow.open", "camel.messaging.inflight");
        assertThat(get("prometheus").body()).doesNotContain("37255500123");
    }

    @Test
    void ofSeveralRegistriesItIsThePrimaryOne() {
        start(Shop.class, OfTwoMinds.class);

        assertThat(application.getBeansOfType(MeterRegistry.class)).hasSize(3);
        for (MeterRegistry registry : application.getBeansOfType(MeterRegistry.class).values()) {
            await().untilAsserted(() -> assertThat(registry.find("camel.messaging.flow.ended").timer()).isNotNull()
                    .satisfies(timer -> assertThat(timer.count()).isEqualTo(1)));
        }
    }

    @Test
    void aDatabaseThatIsAwayIsToldByHealthAndDoesNotTouchReadiness() throws Exception {
        start(Shop.class);
        assertThat(get("health").body()).contains("\"messaging-flows\":\"UP\"", "\"messaging-accounts\":\"UP\"");

        try (Connection connection = application.getBean(JdbcConnectionPool.class).getConnection();
             Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }

        await().untilAsserted(() -> assertThat(get("health")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"messaging-flows\":\"DOWN\"", "\"messaging-accounts\":\"UP\"",
                    "\"camelReadinessState\":{\"status\":\"UP\"");
        }));
        assertThat(get("health/readiness").statusCode()).isEqualTo(200);
    }
}
