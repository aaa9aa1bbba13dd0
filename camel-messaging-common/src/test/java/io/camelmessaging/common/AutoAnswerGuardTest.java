/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AutoAnswerGuardTest {

    private static final String PERSON = "+37255500123";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T10:00:00Z"));
    private final AutoAnswerGuard guard = new AutoAnswerGuard(now::get);

    @AfterEach
    void stop() {
        context.stop();
    }

    private boolean mayAnswer(String sender, String text) {
        Exchange reply = new DefaultExchange(context);
        reply.getMessage().setBody(text);
        reply.getMessage().setHeader(MessagingConstants.SENDER, sender);
        return guard.matches(reply);
    }

    private List<Boolean> mayAnswer(int times) {
        return IntStream.range(0, times).mapToObj(i -> mayAnswer(PERSON, "Hello " + i)).toList();
    }

    @Test
    void oneNumberGetsFiveAnswersAnHour() {
        assertThat(mayAnswer(7)).containsExactly(true, true, true, true, true, false, false);
        assertThat(mayAnswer("+37255500124", "Hello")).isTrue();

        now.set(now.get().plus(Duration.ofMinutes(59)));
        assertThat(mayAnswer(1)).containsExactly(false);
        now.set(now.get().plus(Duration.ofMinutes(1)));
        assertThat(mayAnswer(6)).containsExactly(true, true, true, true, true, false);
    }

    @Test
    void whatIsLeftOutDoesNotCountAndTheHourSlides() {
        for (int i = 0; i < 5; i++) {
            assertThat(mayAnswer(1)).containsExactly(true);
            now.set(now.get().plus(Duration.ofMinutes(10)));
        }
        assertThat(mayAnswer(3)).containsExactly(false, false, false);
        now.set(now.get().plus(Duration.ofMinutes(10)));
        assertThat(mayAnswer(2)).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = { "37255500123", "0037255500123", " +37255500123 " })
    void aNumberIsOneInEachForm(String sender) {
        guard.setMaxAnswers(1);
        mayAnswer(PERSON, "Hello");

        assertThat(mayAnswer(sender, "Hello")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "STOP", "please stop texting me", "Liked “Your order is ready”" })
    void noMachineAnswersWhatIsForAPersonOrForNobody(String text) {
        assertThat(mayAnswer(PERSON, text)).isFalse();
    }

    @Test
    void anOptOutMayBeConfirmedAFewTimesOnly() {
        guard.setConfirmOptOuts(true);
        guard.setMaxAnswers(1);

        assertThat(mayAnswer(PERSON, "please stop")).isFalse();
        assertThat(mayAnswer(PERSON, "STOP")).isTrue();
        assertThat(mayAnswer(PERSON, "STOP")).isFalse();
    }

    /** The other machine answers each answer at once; the test would not end without the guard. */
    @Test
    void twoMachinesThatAnswerEachOtherEnd() throws Exception {
        AtomicReference<Integer> answered = new AtomicReference<>(0);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:reply").filter(guard).setBody(constant("We look into it.")).to("direct:other-machine");
                from("direct:other-machine").process(exchange -> answered.updateAndGet(count -> count + 1))
                        .setBody(constant("I am driving and answer later.")).to("direct:reply");
            }
        });
        context.start();

        context.createProducerTemplate().sendBodyAndHeader("direct:reply", "Where is it?", MessagingConstants.SENDER, PERSON);

        assertThat(answered.get()).isEqualTo(5);
    }

    @Test
    void wrongUseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> mayAnswer(null, "Hello"))
                .withMessage("The guard of automatic answers found no sender in the header CamelMessagingSender: put it "
                             + "behind a consumer of replies.");
        assertThatIllegalArgumentException().isThrownBy(() -> guard.setMaxAnswers(0)).withMessageContaining("at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> guard.setPeriod(Duration.ZERO)).withMessageContaining("30m");
    }
}
