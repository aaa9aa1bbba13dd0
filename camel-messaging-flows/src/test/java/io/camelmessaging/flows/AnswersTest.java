/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.Map;

import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.policy.Answers;
import io.camelmessaging.flows.policy.Answers.Reply;
import io.camelmessaging.flows.store.Flow;
import org.apache.camel.Predicate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is heard in a reply to a question. */
class AnswersTest {

    private static final Map<String, Object> YES_OR_NO = Map.of("answer", "YES|NO");

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Answers.Judged judge(Map<String, Object> parameters, String reply) {
        Flow asked = new Flow("f", "ask", "c", "WAIT", 1, null, null, null, Map.of(), null, null, 1, 0, 0);
        return ReplyJudge.of(new FlowParameters(context, "conversation", parameters), context).judge(asked, reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "YES", "yes", "Yes", " Yes ", "Yes.", "Yes!", "YES!!!", "yes,", "yes ?", "\"Yes\"", "“Yes”", "«Yes»", "(yes)",
            "*yes*", "- yes", "Yes…", "Yes。", "¡Yes!", "Yes 👍", "👍 Yes", "Yes👍🏽", "Yes ❤️", "Yes :-)", "Yes 👨‍👩‍👧",
            "✅ YES ✅",
            "YES\u00A0", "\u00A0yes", "\u202Fyes", "\u3000yes", "yes\u200B", "\uFEFFyes", "\u202Ayes\u202C", "\tyes\r\n",
            "y\u200Des", "Ｙｅｓ", "ＹＥＳ！", "Yes\n\nSent from my iPhone", "Yes\n> Reply YES or NO, STOP to end",
            "Yes.\r\n--\r\nAnn Smith",
            "Yes 👍\n\nKind regards\nAnn", "yes\u2028Ann", "Yes\n> Do you come?", "\n\nYes\nAnn" })
    void isTheAnswer(String reply) {
        Answers.Judged judged = judge(YES_OR_NO, reply);

        assertThat(judged.reply()).isEqualTo(Reply.ANSWER);
        assertThat(judged.text()).isEqualToIgnoringCase("yes");
    }

    @ParameterizedTest(name = "{0} answers {1} with {2}")
    @CsvSource(delimiter = ';', value = {
            "1️⃣ ; 1|2|3 ; 1", "#2 ; 1|2|3 ; 2", "(3) ; 1|2|3 ; 3", "5 ★ ; [1-5] ; 5", "5! ; [1-5] ; 5", "👍 ; 👍|👎 ; 👍",
            "Sí. ; sí|no ; Sí", "Si\u0301! ; SÍ|NO ; Sí", "¡no! ; sí|no ; no", "hayır ; EVET|HAYIR ; hayır",
            "Да! ; да|нет ; Да", "نعم. ; نعم|لا ; نعم", "はい。 ; はい|いいえ ; はい", "हाँ! ; हाँ|नहीं ; हाँ",
            "10:30 ; \\d+:\\d+ ; 10:30",
            "Yes, please! ; yes,? please ; Yes, please", "yes\u00A0please ; yes please ; yes please",
            "Cancel. ; CONFIRM|CANCEL ; Cancel", "STOP ; GO|STOP ; STOP" })
    void isTheAnswerInManyTongues(String reply, String expression, String text) {
        assertThat(judge(Map.of("answer", expression), reply)).isEqualTo(new Answers.Judged(Reply.ANSWER, text));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {
            "", " ", "...", "👍", "maybe", "yes and no", "yesno", "Yes please", "YES YES", "nope", "I think\nyes", "y", "ja",
            "1",
            "?", "Yesterday", "yes no", "I liked it" })
    void isNoValidAnswer(String reply) {
        assertThat(judge(YES_OR_NO, reply).reply()).isEqualTo(Reply.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "STOP", "Stop!", "STOP ⛔️", "ＳＴＯＰ", "Arrêt", "stop stop", "unsubscribe", "Cancel", "opt-out", "QUİT", "Baja",
            "STOP\nSTOP", "STOP\n\nSent from my iPhone", "Stop.\n> Are you coming? YES or NO", "إيقـــاف", "REMOVE" })
    void isAnOptOut(String reply) {
        assertThat(judge(YES_OR_NO, reply).reply()).isEqualTo(Reply.OPT_OUT);
        assertThat(judge(Map.of(), reply).reply()).isEqualTo(Reply.OPT_OUT);
        assertThat(judge(Map.of("answer", ".*"), reply).reply()).isEqualTo(Reply.OPT_OUT);
        assertThat(judge(Map.of("answer", "yes|no", "answerMatching", "exact"), reply).reply()).isEqualTo(Reply.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "please stop texting me", "Stop. Thank you", "No mas", "STOP 12345", "STOOOP", "Yes\nand then stop texting",
            "No\n\nremove me", "no, stop", "🛑", "STOP\nSent from my iPhone", "Fin", "alto", "unsubcribe" })
    void mayBeAnOptOut(String reply) {
        assertThat(judge(YES_OR_NO, reply).reply()).isEqualTo(Reply.POSSIBLE_OPT_OUT);
        assertThat(judge(Map.of(), reply).reply()).isEqualTo(Reply.POSSIBLE_OPT_OUT);
        assertThat(judge(Map.of("answer", "(?s).*"), reply).reply()).isEqualTo(Reply.POSSIBLE_OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Liked “How was your visit?”", "Loved “How was your visit?”", "Reacted 👍 to “How was your visit?”",
            "Removed a heart from “How was your visit?”", "Gefällt „Wie war es?“", "Disliked “Answer YES or STOP”" })
    void isAReaction(String reply) {
        assertThat(judge(YES_OR_NO, reply).reply()).isEqualTo(Reply.REACTION);
        assertThat(judge(Map.of(), reply).reply()).isEqualTo(Reply.REACTION);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
            "CANCEL, ANSWER", "'CANCEL\n\nSent from my iPhone', ANSWER", "cancel my appointment tomorrow, POSSIBLE_OPT_OUT",
            "'CANCEL\nSTOP', OPT_OUT", "'CONFIRM\nplease stop texting', POSSIBLE_OPT_OUT", "END, OPT_OUT", "CONFIRM, ANSWER" })
    void anOptOutWordThatTheAnswerNamesIsAnAnswer(String reply, Reply result) {
        assertThat(judge(Map.of("answer", "CONFIRM|CANCEL"), reply).reply()).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({ "YES, ANSWER", "yes, ANSWER", "' yes ', ANSWER", "Yes., INVALID", "Yes 👍, INVALID", "'Yes\nAnn', INVALID" })
    void anExactAnswerIsTheWholeReply(String reply, Reply result) {
        assertThat(judge(Map.of("answer", "YES|NO", "answerMatching", "exact"), reply).reply()).isEqualTo(result);
    }

    @Test
    void withoutAnAnswerAnyTextIsOneAsItCame() {
        assertThat(judge(Map.of(), " It was fine. 👍\nAnn "))
                .isEqualTo(new Answers.Judged(Reply.ANSWER, "It was fine. 👍\nAnn"));
        assertThat(judge(Map.of(), "  ").reply()).isEqualTo(Reply.INVALID);
    }

    @Test
    void aPredicateGetsTheSameForms() {
        Predicate yes = exchange -> "yes".equalsIgnoreCase(exchange.getMessage().getBody(String.class));
        context.getRegistry().bind("yes", Predicate.class, yes);
        Map<String, Object> byPredicate = Map.of("answerPredicate", "#bean:yes");

        assertThat(judge(byPredicate, "Yes! 👍\nAnn")).isEqualTo(new Answers.Judged(Reply.ANSWER, "Yes"));
        assertThat(judge(byPredicate, "No").reply()).isEqualTo(Reply.INVALID);
        assertThat(judge(byPredicate, "STOP").reply()).isEqualTo(Reply.OPT_OUT);
    }
}
