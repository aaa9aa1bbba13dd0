/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What can come between a campaign and its end.
 */
class CampaignTest {

    private static final int CONTACTS = 2_500;

    private final MessagingSandbox sandbox = MessagingSandbox.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final MovableClock clock = new MovableClock();
    @TempDir
    private Path directory;
    private Main main;
    private CampaignLedger ledger;
    private long list;

    /** The system's clock, which can be put forward. */
    private static final class MovableClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }
    }

    @BeforeEach
    void makeList() {
        sandbox.start();
        list = sandbox.contactList("Customers", numbers(0, CONTACTS));
    }

    private static Iterable<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj("+614%08d"::formatted)::iterator;
    }

    private void start() throws Exception {
        ledger = new CampaignLedger(directory.resolve("campaign"), clock);
        main = new Main();
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("classpath:campaign/campaign.properties");
        main.configure().addRoutesBuilder(new CampaignRoutes());
        main.addOverrideProperty("camel.server.port", "0");
        main.addOverrideProperty("camel.component.clicksend.baseUrl", sandbox.baseUrl("clicksend"));
        main.addOverrideProperty("camel.component.clicksend.username", ClickSendProvider.USERNAME);
        main.addOverrideProperty("camel.component.clicksend.apiKey", ClickSendProvider.API_KEY);
        main.addOverrideProperty("camel.component.clicksend.maxRequestsPerPeriod", "0");
        main.addOverrideProperty("campaign.listId", String.valueOf(list));
        main.bind("ledger", ledger);
        main.start();
    }

    @AfterEach
    void stop() throws Exception {
        stopApplication();
        sandbox.close();
    }

    private void stopApplication() throws Exception {
        main.stop();
        ledger.close();
    }

    @Test
    void everybodyGetsOneMessageInBatchesOfAThousand() throws Exception {
        start();

        assertThat(until(Progress::isDone)).isEqualTo(new Progress(CONTACTS, true, 0, 0, CONTACTS, 0, 0, 3, null));
        assertEverybodyHasOne();
        assertThat(sandbox.messages().get(0).fields()).containsEntry("custom_string", "spring-1");
        assertThat(sandbox.messages().get(CONTACTS - 1).fields()).containsEntry("custom_string", "spring-3");
        sandbox.assertCleanWire();
    }

    @Test
    void aPauseOutlivesTheApplication() throws Exception {
        ledger = new CampaignLedger(directory.resolve("campaign"), clock);
        ledger.pause();
        ledger.close();
        start();
        assertThat(until(Progress::listed).paused()).isEqualTo("Paused by request: POST /campaign/resume goes on.");
        assertThat(order("pause").open()).isEqualTo(CONTACTS);
        stopApplication();
        start();
        assertThat(ledger.nextBatch()).isNull();
        assertThat(sandbox.messages()).isEmpty();

        order("resume");
        until(Progress::isDone);
        assertEverybodyHasOne();
    }

    @Test
    void aBatchInDoubtStopsTheCampaignAndIsNeverRepeatedByItself() throws Exception {
        sandbox.addFault(Fault.of(FaultType.SERVER_ERROR_HTML).at("clicksend").operation("sms/send").next(1));
        start();
        await().atMost(Duration.ofMinutes(1)).until(this::restsWithABatchUnsettled);
        clock.ahead = Duration.ofSeconds(30);
        Progress doubt = until(progress -> progress.inDoubt() == 1_000);
        assertThat(doubt.paused()).startsWith("1000 messages of batch 1 are in doubt").contains("/campaign/repeat");
        long asked = historyCalls();
        order("look-up");
        until(progress -> historyCalls() > asked && progress.inDoubt() == 1_000);
        assertThat(sandbox.messages()).isEmpty();

        order("resume");
        Progress rest = until(Progress::isDone);
        assertThat(rest.inDoubt()).isEqualTo(1_000);
        assertThat(rest.accepted()).isEqualTo(CONTACTS - 1_000);
        order("repeat");
        until(progress -> progress.accepted() == CONTACTS);
        assertEverybodyHasOne();
    }

    @Test
    void aBatchThatWasTakenWithoutAnAnswerIsFound() throws Exception {
        sandbox.addFault(Fault.of(FaultType.RESET_AFTER_ACCEPTANCE).at("clicksend").operation("sms/send").next(1));
        start();
        await().atMost(Duration.ofMinutes(1)).until(this::restsWithABatchUnsettled);
        assertThat(sandbox.messages()).hasSize(1_000);
        // the first reading of the history fails
        sandbox.addFault(Fault.of(FaultType.SERVER_ERROR_EMPTY).at("clicksend").operation("history").next(1));
        clock.ahead = Duration.ofSeconds(30);
        await().atMost(Duration.ofMinutes(1)).until(() -> historyCalls() > 0);
        await().atMost(Duration.ofMinutes(1)).until(this::restsWithABatchUnsettled);
        clock.ahead = Duration.ofSeconds(60);

        assertThat(until(Progress::isDone).paused()).isNull();
        assertEverybodyHasOne();
    }

    @Test
    void aProviderThatTakesNothingIsWaitedForAsItAsks() throws Exception {
        sandbox.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("clicksend").operation("sms/send")
                .retryAfter(Duration.ofSeconds(20)).next(1));
        start();
        until(progress -> progress.listed() && progress.batches() == 1 && progress.open() == CONTACTS);
        assertThat(ledger.nextBatch()).isNull();
        clock.ahead = Duration.ofSeconds(25);

        Progress done = until(Progress::isDone);
        assertThat(done.batches()).isEqualTo(4);
        assertEverybodyHasOne();
    }

    @Test
    void withoutCreditTheCampaignStopsAndGoesOnAfterTheTopUp() throws Exception {
        sandbox.balance("clicksend", new BigDecimal("0.0792").multiply(BigDecimal.valueOf(1_200)));
        start();
        Progress broke = until(progress -> progress.paused() != null);
        assertThat(broke.paused()).contains("INSUFFICIENT_CREDIT").contains("POST /campaign/resume");
        assertThat(broke.accepted()).isEqualTo(1_200);
        assertThat(broke.refused()).isZero();

        sandbox.balance("clicksend", new BigDecimal("1000"));
        // ClickSend refuses the same text to the same number within seconds
        sandbox.advanceClock(Duration.ofMinutes(1));
        order("resume");
        until(Progress::isDone);
        assertEverybodyHasOne();
    }

    @Test
    void aRefusedRequestStopsTheCampaignAndSaysWhy() throws Exception {
        list = sandbox.contactList("One that forces a refusal", List.of("+61400000001", "+61400099403"));
        start();
        Progress refused = until(progress -> progress.paused() != null);
        assertThat(refused.paused()).contains("403", "Nothing was sent").doesNotContain("61400000001");
        assertThat(refused.open()).isEqualTo(2);
        assertThat(sandbox.messages()).isEmpty();
    }

    @Test
    void whoCannotBeSentToIsCountedAndTheOthersGetTheirs() throws Exception {
        List<String> numbers = new ArrayList<>(List.of("123", "+61 400 000 301", "+61400000301", "+61400099001"));
        numbers(302, 310).forEach(numbers::add);
        list = sandbox.contactList("Mixed", numbers);
        start();

        Progress done = until(Progress::isDone);
        assertThat(done).isEqualTo(new Progress(11, true, 0, 0, 9, 2, 0, 1, null));
        assertThat(sandbox.messages()).extracting(SentMessage::to).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void aListThatCouldNotBeReadIsReadAnew() throws Exception {
        // the fourth page
        sandbox.seed(42);
        sandbox.addFault(Fault.of(FaultType.SERVER_ERROR_EMPTY).at("clicksend").operation("contacts").probability(0.3).next(1));
        start();
        await().atMost(Duration.ofMinutes(1)).until(() -> sandbox.faults().get(0).struck() == 1
                && main.getCamelContext().getInflightRepository().size("list") == 0);
        assertThat(sandbox.wire().stream().filter(call -> call.target().contains("contacts"))).hasSize(4);
        assertThat(ledger.unlisted()).isTrue();
        stopApplication();
        start();
        until(Progress::isDone);
        assertEverybodyHasOne();
    }

    private long historyCalls() {
        return sandbox.wire().stream().filter(call -> call.target().contains("history")).count();
    }

    private void assertEverybodyHasOne() {
        assertThat(sandbox.messages()).extracting(SentMessage::to).hasSize(CONTACTS).doesNotHaveDuplicates();
    }

    private Progress until(Predicate<Progress> reached) {
        return await().atMost(Duration.ofMinutes(2)).until(ledger::progress, reached);
    }

    /** Whether a batch failed without a clear answer and the history is asked later. */
    private boolean restsWithABatchUnsettled() {
        return ledger.progress().sending() > 0 && ledger.unsettled() == null;
    }

    /** Tells the campaign what to do, as an operator does. */
    private Progress order(String order) throws Exception {
        int port = main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
        HttpResponse<String> response = http.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + port + "/campaign/" + order))
                .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return mapper.readValue(response.body(), Progress.class);
    }
}
