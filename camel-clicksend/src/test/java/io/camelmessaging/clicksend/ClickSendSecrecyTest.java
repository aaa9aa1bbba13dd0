package io.camelmessaging.clicksend;

import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
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
class ClickSendSecrecyTest {

    private static final String TEXT = "Dear Pat, the parcel waits";
    private static final List<String> SECRETS
            = List.of(ClickSendContexts.KEY, "s3cret", TEXT, "61400000101", "SECRET-IN-ANSWER");

    /** An answer of success that repeats what was sent, wherever one of the operations does. */
    private static final String ECHO
            = """
                    {"http_code":200,"response_code":"SUCCESS","response_msg":"ok","data":{"total":1,"current_page":1,"last_page":1,
                     "phone_number":"+61400000101","email":"s3cret@example.org","_subaccount":{"api_key":"SECRET-IN-ANSWER"},
                     "messages":[{"to":"+61400000101","body":"%1$s","subject":"%1$s","message_id":"M","status":"SUCCESS"}],
                     "data":[{"to":"+61400000101","body":"%1$s","contact":"+61400000101","name":"%1$s","phone_number":"+61400000101"}]}}"""
                    .formatted(TEXT);

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
        List<String> operations
                = List.of("sms", "mms?mediaFile=u&subject=s", "voice?voice=male", "fax?fileUrl=u", "createContact?listId=1",
                        "smsPrice", "contacts?listId=1", "searchContactLists", "smsHistory", "account", "contactLists");
        try (DefaultCamelContext context = ClickSendContexts.of(PROVIDER.baseUrl())) {
            context.start();
            for (String answer : List.of(ECHO,
                    "{\"http_code\":400,\"response_code\":\"INVALID_RECIPIENT\",\"response_msg\":\"bad +61400000101\",\"data\":null}",
                    "<html>")) {
                PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(answer)));
                for (String operation : operations) {
                    Exchange exchange = context.createProducerTemplate().request("clicksend:" + operation, e -> {
                        boolean text = operation.matches("(sms|mms|voice|smsPrice|searchContactLists).*")
                                && !operation.startsWith("smsH");
                        e.getMessage().setBody(text ? TEXT : null);
                        e.getMessage().setHeader(MessagingConstants.TO, ClickSendContexts.NUMBER);
                    });
                    Object body = exchange.getMessage().getBody();
                    String shown = exchange.getException() == null ? String.valueOf(body) : exchange.getException().toString();
                    if (exchange.getException() == null && body instanceof Page<?> page) {
                        shown += page.rows();
                    }
                    assertThat(shown).as(operation).doesNotContain(SECRETS);
                }
            }
        }
        assertClean();
    }

    @Test
    void nothingThatIsPushedIsLogged() throws Exception {
        try (DefaultCamelContext context = ClickSendContexts.of("http://127.0.0.1:1")) {
            VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
            server.setBindPort(0);
            context.addService(new VertxPlatformHttpServer(server));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    String common = "&webhookComponentName=platform-http&webhookAutoRegister=false&webhookVerifyToken=s3cret";
                    from("webhook:clicksend:inboundSms?webhookPath=/ok" + common).to("mock:ok");
                    from("webhook:clicksend:deliveryReceipts?webhookPath=/receipts" + common).to("mock:ok");
                }
            });
            context.start();
            String host = "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort();
            String sms = "&from=%2B61400000101&message_id=M&body=" + TEXT.replace(" ", "%20");
            assertThat(get(host + "/ok?token=s3cret" + sms)).isEqualTo(200);
            assertThat(get(host + "/ok?token=wrong" + sms)).isEqualTo(403);
            assertThat(get(host + "/receipts?token=s3cret" + sms)).isEqualTo(400);
        }
        assertThat(log.toString()).contains("has no or a wrong token", "is not what the provider sends");
        assertClean();
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
