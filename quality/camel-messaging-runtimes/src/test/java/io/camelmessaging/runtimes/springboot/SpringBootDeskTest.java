/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.springboot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

import io.camelmessaging.flows.MessagingFlows;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The flow desk behind the servlets of Spring Boot, by properties alone.
 */
class SpringBootDeskTest {

    private static final String TOKEN = "0123456789abcdef";

    private static ConfigurableApplicationContext application;
    private static String url;
    private final HttpClient client = HttpClient.newHttpClient();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class DeskApplication {

        @Bean(destroyMethod = "")
        MessagingFlows flows() {
            MessagingFlows flows = new MessagingFlows();
            flows.setDataSource(JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
            return flows;
        }
    }

    @BeforeAll
    static void start() {
        SpringApplication spring = new SpringApplication(DeskApplication.class);
        spring.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1", "spring.main.banner-mode", "off",
                "server.servlet.context-path", "/shop", "camel.messaging.desk.enabled", "true",
                "camel.messaging.desk.users", "ann", "camel.messaging.desk.user.ann.access-token", TOKEN));
        application = spring.run();
        url = "http://127.0.0.1:" + ((ServletWebServerApplicationContext) application).getWebServer().getPort()
              + "/shop/flow-desk";
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private HttpResponse<String> call(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void thePageAndItsFilesAreThereAndKeepScriptsOfOthersOut() throws Exception {
        assertThat(call("GET", "/", "").body()).contains("<title>Flow desk</title>");
        assertThat(call("GET", "/desk.js", "")).satisfies(answer -> {
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        });
        assertThat(call("GET", "", "").headers().firstValue("Location").orElse("")).endsWith("flow-desk/");
    }

    @Test
    void aLoginIsKeptAndAWrongOneIsNot() throws Exception {
        assertThat(call("POST", "/api/flows", "{}").statusCode()).isEqualTo(401);
        assertThat(call("POST", "/api/login", "{\"token\":\"fedcba9876543210\"}").statusCode()).isEqualTo(401);

        HttpResponse<String> login = call("POST", "/api/login", "{\"token\":\"" + TOKEN + "\"}");
        String session = login.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        HttpResponse<String> flows = call("POST", "/api/flows", "{\"view\":\"all\"}", "Cookie", session);

        assertThat(flows.statusCode()).isEqualTo(200);
        assertThat(flows.body()).isEqualTo("{\"flows\":[],\"next\":null}");
        assertThat(flows.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(flows.headers().map()).doesNotContainKeys("Cookie", "authorization");
        assertThat(call("POST", "/api/flows/x/cancel", "{\"why\":\"because\"}", "Cookie", session).statusCode()).isEqualTo(403);
    }
}
