/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.camelmessaging.boomerang.BoomerangComponent;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.reliability.hostile.Echo.Encoding;
import io.camelmessaging.reliability.hostile.Echo.Frame;
import io.camelmessaging.reliability.hostile.EchoingProvider.Told;
import io.camelmessaging.sendmode.SendmodeComponent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a provider repeats of a call, in whatever form and place, and whether the call fails or not: no credential,
 * number or text of it can be read in what is told. The seed is another one each time; a failure names it.
 */
class RedactionPropertyTest {

    private static final int TRIES = 150;
    private static final List<Integer> STATUSES = List.of(200, 201, 301, 400, 401, 402, 403, 404, 409, 422, 429, 500, 503);

    private static final Pattern CAMELS_ID = Pattern.compile("\\p{XDigit}{15}-\\p{XDigit}{16}");

    private static EchoingProvider provider;
    private static BoomerangComponent boomerang;
    private static BoomwareComponent boomware;
    private static ClickSendComponent clicksend;
    private static SendmodeComponent sendmode;

    private static final Survivors OF_ALL_CALLS = new Survivors();
    /** What stood in front of an operator before there was a value that it could be of. */
    private static Set<String> seenBefore;

    private final Survivors survivors = new Survivors();

    /**
     * A call and how it is answered.
     *
     * @param digits   the last of the number
     * @param repeated what the provider repeats: the text, the number, both, all, or a credential
     */
    record Case(String text, String digits, String user, String secret, int repeated, int status, Frame frame,
            List<Encoding> encodings, int cutFrom, int cutTo) {

        /** Of a provider that knows a key alone. */
        Case withoutUser() {
            return new Case(text, digits, secret, secret, repeated, status, frame, encodings, cutFrom, cutTo);
        }

        String basic() {
            return Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(UTF_8));
        }

        /** What is repeated of a call that sends a text to a number. */
        Echo echo(String number) {
            return echoOf(switch (repeated) {
                case 0 -> text;
                case 1 -> number;
                case 2 -> number.substring(4);
                case 3 -> "{\"to\":\"" + number + "\",\"text\":\"" + text.replace("\"", "\\\"") + "\"}";
                case 4 -> "key=" + secret + "&to=" + number + "&text=" + text;
                default -> credential();
            });
        }

        /** What is repeated of a call that sends neither. */
        Echo echo() {
            return echoOf(credential());
        }

        private String credential() {
            return switch (repeated % 4) {
                case 0 -> user;
                case 1 -> secret;
                case 2 -> user + ":" + secret;
                default -> "Authorization: Basic " + basic();
            };
        }

        private Echo echoOf(String value) {
            return Echo.of(status, frame, encodings, value, cutFrom, cutTo);
        }
    }

    @BeforeContainer
    static void start() throws Exception {
        provider = new EchoingProvider();
        boomerang = provider.component("boomerang", BoomerangComponent.class);
        boomware = provider.component("boomware", BoomwareComponent.class);
        boomware.getConfiguration().setMaxRequestsPerPeriod(0);
        clicksend = provider.component("clicksend", ClickSendComponent.class);
        sendmode = provider.component("sendmode", SendmodeComponent.class);
        seenBefore = Set.copyOf(provider.operatorsView());
    }

    @AfterContainer
    static void stop() throws Exception {
        List<String> seen = provider.operatorsView();
        provider.close();
        assertThat(seen).anyMatch(line -> line.contains("direct://send"));
        assertNothingIsIn(seen.stream().filter(line -> !seenBefore.contains(line)).toList(), OF_ALL_CALLS);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void boomerang(@ForAll("cases") Case call) throws Exception {
        String number = "+4477009" + call.digits().substring(1);
        boomerang.getConfiguration().setUsername(call.user());
        boomerang.getConfiguration().setPassword(call.secret());
        boomerang.getConfiguration().setLicenseKey(call.secret());

        assertNothingIsTold(call, number, send("boomerang:smsTwoWay?retries=0", call, number));
        assertNothingIsTold(call, number, provider.poll("boomerang:replies?maxCallsPerPoll=1", call.echo()));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void boomware(@ForAll("cases") Case call) throws Exception {
        String number = "+372555" + call.digits().substring(0, 5);
        boomware.getConfiguration().setUsername(call.user());
        boomware.getConfiguration().setPassword(call.secret());

        assertNothingIsTold(call, number, send("boomware:sms?maxSegments=0", call, number));
        assertNothingIsTold(call, number,
                provider.send("boomware:verifyCheck", Map.of("requestId", "r1", "code", call.digits()),
                        Map.of(), call.echo()));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void clicksend(@ForAll("cases") Case call) throws Exception {
        String number = "+61400" + call.digits();
        clicksend.getConfiguration().setUsername(call.user());
        clicksend.getConfiguration().setApiKey(call.secret());

        assertNothingIsTold(call, number, send("clicksend:sms?maxSegments=0", call, number));
        assertNothingIsTold(call, number, provider.send("clicksend:account", "", Map.of(), call.echo()));
        assertNothingIsTold(call, number, provider.poll("clicksend:deliveryReceipts?createRule=false", call.echo()));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void sendmode(@ForAll("cases") Case any) throws Exception {
        Case call = any.withoutUser();
        String number = "+35387" + call.digits() + "1";
        sendmode.getConfiguration().setApiKey(call.secret());

        assertNothingIsTold(call, number, send("sendmode:sms?maxSegments=0", call, number));
        assertNothingIsTold(call, number, provider.send("sendmode:credits", "", Map.of(), call.echo()));
    }

    private static Told send(String uri, Case call, String number) throws Exception {
        return provider.send(uri, call.text(), Map.of(MessagingConstants.TO, number), call.echo(number));
    }

    private void assertNothingIsTold(Case call, String number, Told told) {
        for (String value : List.of(call.text(), number, call.user(), call.secret())) {
            survivors.add(value);
            OF_ALL_CALLS.add(value);
        }
        if (told.failure() != null) {
            assertThat(told.failure()).isInstanceOf(MessagingException.class);
        }
        assertNothingIsIn(told.lines(), survivors);
    }

    private static void assertNothingIsIn(List<String> lines, Survivors survivors) {
        List<String> found = new ArrayList<>();
        for (String line : lines) {
            survivors.in(CAMELS_ID.matcher(line).replaceAll("id")).ifPresent(what -> found.add(what + " in: " + line));
        }
        assertThat(found).isEmpty();
    }

    /** Texts and credentials of letters that make no words, so that nothing of them is said anyway. */
    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars(
                        "zqxjvkwZQXJVKW0123456789 .,;:!?'\"@#%&/\\+-_=<>()\u00e4\u00f6\u00fc\u00df\u00e9\u0159\u0436\u0449\u65e5\u672c\u8a9e\u0939\u093f\n")
                .ofMinLength(8).ofMaxLength(60).filter(text -> text.chars().filter(Character::isLetterOrDigit).count() >= 6);
        Arbitrary<String> users = Arbitraries.strings().withChars("zqxjvkwZQXJVKW0123456789.@-_").ofMinLength(8).ofMaxLength(20)
                .filter(user -> user.chars().filter(Character::isLetterOrDigit).count() >= 6);
        Arbitrary<String> secrets
                = Arbitraries.strings().withChars("zqxjvkwZQXJVKW0123456789.@-_!$%&/()=?*+~").ofMinLength(8).ofMaxLength(32)
                        .filter(secret -> secret.chars().filter(Character::isLetterOrDigit).count() >= 6);
        Arbitrary<List<Encoding>> encodings = Arbitraries.of(Encoding.class).list().ofMaxSize(2);
        return Combinators.combine(texts, Arbitraries.strings().numeric().ofLength(6), users, secrets)
                .flatAs((text, digits, user, secret) -> Combinators.combine(
                        Arbitraries.integers().between(0, 8), Arbitraries.of(STATUSES), Arbitraries.of(Frame.class), encodings,
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 3)),
                        Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(1, 5)))
                        .as((repeated, status, frame, how, from, to) -> new Case(
                                text, digits, user, secret, repeated, status, frame, how, from, to)));
    }
}
