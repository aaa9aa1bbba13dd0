package io.camelmessaging.sendmode;

import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the component logs, even at its chattiest, holds no key, token, text, code or full phone number.
 */
@Isolated("it reads and sets the logging of the whole JVM")
class SendmodeSecrecyTest {

    private static final String TEXT = "Dear Pat, the parcel waits";
    private static final List<String> SECRETS = List.of(SendmodeContexts.KEY, "s3cret", TEXT, "353870000101", "998877");

    /** An answer of success that repeats what was sent, wherever one of the operations does. */
    private static final String ECHO
            = "{\"status\":\"OK\",\"statusCode\":0,\"mobilenumber\":\"353870000101\",\"optoutreason\":\""
              + TEXT + "\",\"importdata\":{\"mobilenumber\":\"353870000101\",\"surname\":\"" + TEXT
              + "\"},\"message\":{\"messagetext\":\"" + TEXT
              + "\",\"recipients\":[\"353870000101\"],\"recipient\":\"353870000101\",\"code\":\"998877\","
              + "\"status\":\"VERIFIED\"}}";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private final StringWriter log = new StringWriter();
    private LoggerContext logging;
    private WriterAppender appender;

    @BeforeEach
    void listen() {
        logging = (LoggerContext) LogManager.getContext(false);
        appender = WriterAppender.createAppender(PatternLayout.newBuilder().withPattern("%p %c %m%n%throwable").build(), null,
                log,
                "captured", false, true);
        appender.start();
        LoggerConfig ours = new LoggerConfig("io.camelmessaging", Level.ALL, true);
        ours.addAppender(appender, Level.ALL, null);
        logging.getConfiguration().addLogger("io.camelmessaging", ours);
        logging.getConfiguration().getRootLogger().addAppender(appender, Level.INFO, null);
        logging.updateLoggers();
    }

    @AfterEach
    void stopListening() {
        logging.getConfiguration().removeLogger("io.camelmessaging");
        logging.getConfiguration().getRootLogger().removeAppender("captured");
        logging.updateLoggers();
        appender.stop();
    }

    @Test
    void nothingThatIsSentIsLogged() throws Exception {
        try (DefaultCamelContext context = SendmodePageTest.context(PROVIDER.baseUrl())) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (String operation : List.of("sms", "importCustomer?group=g", "optOut", "verify", "verifyCheck")) {
                        from("direct:" + operation.replaceAll("\\?.*", "")).to("sendmode:" + operation);
                    }
                }
            });
            context.start();
            for (String answer : List.of(ECHO,
                    "{\"status\":\"INVALID_MOBILE_NUMBER\",\"statusCode\":11,\"error\":\"bad 353870000101\"}", "<html>")) {
                PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(answer)));
                for (String operation : List.of("sms", "optOut", "verify", "verifyCheck", "importCustomer")) {
                    Exchange exchange = context.createProducerTemplate().request("direct:" + operation, e -> {
                        e.getMessage().setBody(body(operation));
                        e.getMessage().setHeader(MessagingConstants.TO, SendmodeContexts.NUMBER);
                    });
                    String shown = exchange.getException() == null
                            ? exchange.getMessage().getBody().toString() : exchange.getException().toString();
                    assertThat(shown).as(operation).doesNotContain(SECRETS);
                }
            }
        }
        assertClean();
    }

    @Test
    void nothingThatIsPushedIsLogged() throws Exception {
        try (DefaultCamelContext context = SendmodePageTest.context("http://127.0.0.1:1")) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("webhook:sendmode:replies?webhookPath=/ok&webhookVerifyToken=s3cret").to("mock:ok");
                    from("webhook:sendmode:deliveryReceipts?webhookPath=/receipts&webhookVerifyToken=s3cret").to("mock:ok");
                }
            });
            context.start();
            String host = "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort();
            String reply = "&mobilenumber=353870000101&command=" + TEXT.replace(" ", "%20");
            assertThat(get(host + "/ok?token=s3cret" + reply)).isEqualTo(200);
            assertThat(get(host + "/ok?token=wrong" + reply)).isEqualTo(403);
            assertThat(get(host + "/receipts?token=s3cret" + reply)).isEqualTo(400);
        }
        assertThat(log.toString()).contains("has no or a wrong token", "is not what the provider sends");
        assertClean();
    }

    private static Object body(String operation) {
        return switch (operation) {
            case "importCustomer" -> Map.of("surname", TEXT);
            case "verifyCheck" -> "998877";
            default -> TEXT;
        };
    }

    private void assertClean() {
        assertThat(log.toString()).as("the capture works").contains("Apache Camel");
        assertThat(log.toString()).doesNotContain(SECRETS);
    }

    private static int get(String url) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).GET().build(),
                HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
