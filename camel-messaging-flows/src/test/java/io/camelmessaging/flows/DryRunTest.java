/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.common.DryRunResult;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The option dryRun with all four providers: everything but the call. */
class DryRunTest {

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    private static final String NUMBER = "+37255500123";

    private SandboxContext context;

    @BeforeEach
    void start() throws Exception {
        SANDBOX.reset();
        context = new SandboxContext(SANDBOX);
    }

    @AfterEach
    void stop() {
        context.stop();
        assertThat(SANDBOX.wire()).isEmpty();
        assertThat(SANDBOX.messages()).isEmpty();
    }

    private Exchange send(String uri, Object body) {
        context.start();
        return context.createProducerTemplate().request(uri, exchange -> exchange.getMessage().setBody(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "boomerang:smsOneWay?from=Depot", "boomware:sms?from=Depot", "clicksend:sms",
            "sendmode:sms?from=Depot", "clicksend:voice?lang=en-gb&voice=female", "boomware:textCall" })
    void aSendIsAnsweredAsAcceptedWithAMarkedId(String uri) {
        Exchange sent = send(uri + (uri.contains("?") ? "&" : "?") + "dryRun=true",
                Map.of("to", NUMBER, "text", "Your order has left the depot."));

        assertThat(sent.getException()).isNull();
        assertThat(sent.getMessage().getBody(DryRunResult.class).outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.state()).isEqualTo(RecipientOutcome.State.ACCEPTED);
            assertThat(outcome.messageId()).matches(DryRunResult::isDryRun);
            assertThat(outcome.price()).isNull();
        });
        assertThat(sent.getMessage().getHeader(MessagingConstants.MESSAGE_ID, String.class)).startsWith("dry-run-");
        assertThat(sent.getMessage().getHeader(MessagingConstants.ACCEPTED_COUNT)).isEqualTo(1);
        assertThat(sent.getMessage().getHeader(MessagingConstants.PROVIDER))
                .isEqualTo(uri.substring(0, uri.indexOf(':')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            boomware:hlr | number
            sendmode:credits |
            clicksend:account |
            clicksend:contactLists |
            sendmode:optOut | mobilenumber
            """)
    void whatSendsNothingIsNotCalledEither(String uri, String field) {
        Exchange asked = send(uri + "?dryRun=true", field == null ? null : Map.of(field, NUMBER));

        assertThat(asked.getException()).isNull();
        assertThat(asked.getMessage().getBody(DryRunResult.class).outcomes()).isEmpty();
    }

    @Test
    void aListHasItsSegmentsCounted() {
        Exchange sent = send("clicksend:sms?dryRun=true", List.of(Map.of("to", NUMBER, "text", "a".repeat(161)),
                Map.of("to", "+353861234567", "text", "short")));

        assertThat(sent.getMessage().getBody(DryRunResult.class).outcomes()).extracting(RecipientOutcome::segments)
                .containsExactly(2, 1);
    }

    @Test
    void whatIsWrongIsRefusedAsEver() {
        assertThat(send("boomware:sms?from=Depot&dryRun=true", Map.of("to", "12", "text", "x")).getException())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noCodeIsEverRight() {
        Exchange checked = send("boomware:verifyCheck?dryRun=true", Map.of("requestId", "r1", "code", "123456"));

        assertThat(checked.getException()).isNull();
        assertThat(checked.getMessage().getHeader("CamelBoomwareVerified")).isNotEqualTo(true);
    }

    @Test
    void aFileIsNotUploaded(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("letter.pdf"), "%PDF-1.4");

        Exchange sent = send("clicksend:upload?convert=post&dryRun=true", file);
        Exchange fax = send("clicksend:fax?autoUpload=true&dryRun=true",
                Map.of("to", NUMBER, "file_url", file, "from", "+37255500199"));

        assertThat(sent.getException()).isNull();
        assertThat(fax.getException()).isNull();
    }

    @Test
    void consumersPollNothingAndRegisterNothing() throws Exception {
        context.getComponent("clicksend", ClickSendComponent.class).getConfiguration().setDryRun(true);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("clicksend:inboundSms?delay=1&initialDelay=0").routeId("polled").log("x");
                from("webhook:clicksend:inboundSms?webhookPath=/in&webhookVerifyToken=s3cret"
                     + "&webhookExternalUrl=http://127.0.0.1:1").log("x");
            }
        });
        context.start();

        await().until(((ScheduledPollConsumer) context.getRoute("polled").getConsumer())::isConsumerReady);
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = { "camel.messaging.dryRun", "camel.messaging.dry-run" })
    void aPropertyMakesAWholeApplicationDry(String property) {
        context.getPropertiesComponent().setInitialProperties(properties(property, "true"));

        for (String uri : List.of("boomware:sms?from=Depot", "sendmode:sms?from=Depot&dryRun=false", "clicksend:sms")) {
            assertThat(send(uri, Map.of("to", NUMBER, "text", "x")).getMessage().getBody())
                    .isInstanceOf(DryRunResult.class);
        }
    }

    @Test
    void aDryRunThatIsMisspeltDoesNotSend() {
        context.getPropertiesComponent().setInitialProperties(properties("camel.messaging.dryRun", "yes"));

        assertThatThrownBy(() -> context.getEndpoint("boomware:sms?from=Depot"))
                .hasRootCauseMessage("The property camel.messaging.dryRun is true or false, and 'yes' is neither.");
    }

    @Test
    void aPriceIsNotInvented() {
        Exchange sent = send("clicksend:sms?dryRun=true", Map.of("to", NUMBER, "text", "x"));

        assertThat(sent.getMessage().getHeader(MessagingConstants.PRICE, BigDecimal.class)).isNull();
    }
}
