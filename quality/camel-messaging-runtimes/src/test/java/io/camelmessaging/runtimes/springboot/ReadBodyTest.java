/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.runtimes.springboot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A filter of Spring asks each form for a parameter, and with that reads it: what is gone must come again.
 */
class ReadBodyTest {

    @Test
    void aBodyThatAFilterHasReadIsAskedForAgain() throws Exception {
        SpringApplication spring = new SpringApplication(MessagingApplication.class);
        spring.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1", "spring.main.banner-mode", "off",
                "spring.mvc.hiddenmethod.filter.enabled", "true"));
        try (ConfigurableApplicationContext application = spring.run()) {
            String url = "http://127.0.0.1:" + ((ServletWebServerApplicationContext) application).getWebServer().getPort()
                         + "/inbound?token=" + MessagingApplication.TOKEN;
            MockEndpoint events
                    = application.getBean(CamelContext.class).getEndpoint("mock:events", MockEndpoint.class);

            HttpResponse<String> form = post(url, "application/x-www-form-urlencoded", "id=i1&text=ok");
            assertThat(List.of(form.statusCode(), form.body())).containsExactly(500, "");
            assertThat(events.getExchanges()).isEmpty();

            assertThat(post(url, "application/json", "{\"id\":\"i1\",\"text\":\"ok\"}").statusCode()).isEqualTo(200);
            assertThat(events.getExchanges()).hasSize(1);
        }
    }

    private static HttpResponse<String> post(String url, String contentType, String body) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
