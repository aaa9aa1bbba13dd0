package io.camelmessaging.common;

import java.util.List;

import io.camelmessaging.common.OptOutWords.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptOutWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "STOP", "stop", " Stop! ", "Stop.", "\"STOP\"", "STOP ⛔️", "STOP \uD83D\uDE21", "ＳＴＯＰ", "QUİT", "quıt", "S T O P",
            "STOP\u00A0", "\uFEFFSTOP", "ST\u200BOP", "stop\r\n", "STOP ALL", "StopAll", "Stop stop stop", "ⓈⓉⓄⓅ", "STOP 👍🏽",
            "Opt-out", "opt out", "Opt-Out.", "un-subscribe", "Unsubscribe!!!", "END", "cancel", "Revoke", "стоп",
            "ARRÊT", "ARRE\u0302T", "arret", "Fin.", "Désabonner", "BAJA", "¡Baja!", "Stopp", "abmelden", "Basta", "Sair",
            "PARE",
            "Afmelden", "Rezygnuję", "RET", "İPTAL", "iptal", "ıptal", "إلغاء", "الغاء", "إيقاف", "توقف", "הסר", "退订", "停止",
            "수신거부",
            "στοπ", "Στοπ.", "रोकें", "หยุด", "STOP, CANCEL", "**STOP**" })
    void isAnOptOut(String reply) {
        assertThat(OptOutWords.BUILT_IN.heard(reply)).isEqualTo(Heard.OPT_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = { "START", "start.", "Un-stop", "UNSTOP 🙂", "opt in", "Opt-In", "ＳＴＡＲＴ", "Alta", "Старт", "ابدأ" })
    void isAnOptIn(String reply) {
        assertThat(OptOutWords.BUILT_IN.heard(reply)).isEqualTo(Heard.OPT_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "please stop texting me", "Stop. Thank you", "No mas", "No más!", "Stop please.", "STOP 12345", "don't stop",
            "the bus stop",
            "STOOOOP", "stoppp", "START STOP", "remove me", "Take me off your list", "Don’t text me", "do not call",
            "leave me alone",
            "opt me out", "cancel my appointment tomorrow", "🛑", "请停止发送", "STOP\n\nSent from my iPhone", "Je veux ARRÊTER ça",
            "quiero darme de baja", "No more messages" })
    void mayBeAnOptOut(String reply) {
        assertThat(OptOutWords.BUILT_IN.heard(reply)).isEqualTo(Heard.POSSIBLE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {
            "", " ", "...", "YES", "No", "Nope", "👍", "stopwatch", "nonstop", "I will be there", "start at 9", "friend",
            "Retail", "12345" })
    void isNeither(String reply) {
        assertThat(OptOutWords.BUILT_IN.heard(reply)).isEqualTo(Heard.NONE);
    }

    @Test
    void otherWordsReplaceTheBuiltInOnes() {
        OptOutWords words = OptOutWords.of(List.of("no thanks", "NIET"), List.of("GRAAG"));

        assertThat(words.heard("No, thanks!")).isEqualTo(Heard.OPT_OUT);
        assertThat(words.heard("graag")).isEqualTo(Heard.OPT_IN);
        assertThat(words.heard("STOP")).isEqualTo(Heard.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> OptOutWords.of(List.of("A", "b-c"), List.of("BC")))
                .withMessage("The word 'BC' is both a stop word and a start word: leave it out of one.");
    }

    @Test
    void noBuiltInWordIsInBothLists() {
        assertThat(OptOutWords.of(OptOutWords.STOP.values().stream().flatMap(List::stream).toList(),
                OptOutWords.START.values().stream().flatMap(List::stream).toList()).heard("STOP")).isEqualTo(Heard.OPT_OUT);
    }
}
