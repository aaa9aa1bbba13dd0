/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.boomerang.model.EmailRequest;
import io.camelmessaging.boomerang.model.Receipt;
import io.camelmessaging.boomerang.model.Reply;
import io.camelmessaging.boomerang.model.SmsTwoWayRequest;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No credential, text or full number in what is logged at DEBUG, thrown, or printed.
 */
@Isolated("it reads and sets the logging of the whole JVM")
class BoomerangPrivacyTest {

    private static final String[] SECRETS = {
            "demo-pass", "ZGVtby11c2VyOmRlbW8tcGFzcw", "licence-1", "s3cret", "447700900123", "pat@example.org",
            "Private text" };

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    @Test
    void logsAndExceptionsTellNothing() throws Exception {
        Recorder recorder = new Recorder();
        recorder.start();
        Logger logger = (Logger) LogManager.getLogger("io.camelmessaging");
        Level before = logger.getLevel();
        Configurator.setLevel("io.camelmessaging", Level.DEBUG);
        Logger root = (Logger) LogManager.getRootLogger();
        root.addAppender(recorder);
        try (DefaultCamelContext context = BoomerangContexts.of(PROVIDER.baseUrl())) {
            BoomerangConfiguration configuration
                    = context.getComponent("boomerang", BoomerangComponent.class).getConfiguration();
            configuration.setLicenseKey("licence-1");
            configuration.setWebhookVerifyToken("s3cret");
            configuration.setCallbackUrl("https://hooks.example.org/r");
            context.start();
            for (var answer : List.of(aResponse().withStatus(500).withBody("{\"message\":\"447700900123 Private\"}"),
                    aResponse().withStatus(401).withBody("pat@example.org and +447700900123"),
                    aResponse().withFault(Fault.EMPTY_RESPONSE), aResponse().withBody("<html>447700900123"),
                    okJson("{\"transactions\":[{\"transaction_id\":1,\"telephone_number\":\"447700900123\"}]}"),
                    okJson("{\"transactions\":[]}"))) {
                PROVIDER.stubFor(any(anyUrl()).willReturn(answer));
                for (String uri : List.of("boomerang:smsTwoWay", "boomerang:email")) {
                    Exchange exchange = context.createProducerTemplate().request(uri, e -> {
                        e.getMessage().setBody("Private text");
                        e.getMessage().setHeader(MessagingConstants.TO,
                                uri.endsWith("email") ? "pat@example.org" : "447700900123");
                    });
                    for (Throwable thrown = exchange.getException(); thrown != null; thrown = thrown.getCause()) {
                        assertThat(thrown.toString()).doesNotContain(SECRETS);
                    }
                    assertThat(String.valueOf(exchange.getProperties())).doesNotContain(SECRETS);
                    if (exchange.getException() == null) {
                        assertThat(String.valueOf(exchange.getMessage().getBody(Object.class))).doesNotContain(SECRETS);
                    }
                }
            }
            PROVIDER.resetRequests();
            PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(
                    "{\"replies\":[{\"response_id\":1,\"from\":\"447700900123\",\"response_content\":\"Private text\"}]}")));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("boomerang:replies?delay=20&initialDelay=0").throwException(new IllegalStateException("broken"));
                }
            });
            await().untilAsserted(() -> assertThat(PROVIDER.findAll(allRequests())).hasSizeGreaterThan(3));
        } finally {
            root.removeAppender(recorder);
            Configurator.setLevel("io.camelmessaging", before);
            recorder.stop();
        }
        assertThat(recorder.lines).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContain(SECRETS));
    }

    @Test
    void beansTellNothing() {
        assertThat(new SmsTwoWayRequest(
                null, "Private text", List.of("447700900123"), null, null, null, null, null, null, null,
                null, null).toString()).isEqualTo("SmsTwoWayRequest[4477***23]");
        assertThat(new EmailRequest(
                null, null, "Private text", List.of("pat@example.org", "kim@example.org"), null, null, null,
                null, null, null, null, null).toString()).isEqualTo("EmailRequest[2 recipients]");
        assertThat(new Reply("1", null, "2", "447700900123", "Private text", null, null, null, null, null, null, Map.of())
                .toString()).isEqualTo("Reply[2, 4477***23]");
        assertThat(new Receipt("1", "D", null, "447700900123", null, null, null, null, Map.of()).toString())
                .isEqualTo("Receipt[1, D]");
    }

    /** What the own code logs, with what it throws. */
    private static final class Recorder extends AbstractAppender {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Recorder() {
            super("recorder", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLoggerName().startsWith("io.camelmessaging") || event.getLoggerName().startsWith("org.apache.camel")) {
                StringBuilder line = new StringBuilder(event.getMessage().getFormattedMessage());
                for (Throwable thrown = event.getThrown(); thrown != null; thrown = thrown.getCause()) {
                    line.append('\n').append(thrown);
                }
                lines.add(line.toString());
            }
        }
    }
}
