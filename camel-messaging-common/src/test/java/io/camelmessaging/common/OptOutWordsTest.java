/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
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
            "ARRÊT", "ARRE\u0302T", "arret", "Arrett", "Désabonner", "BAJA", "¡Baja!", "Stopp", "abmelden", "Basta", "Sair",
            "PARE",
            "Afmelden", "Rezygnuję", "RET", "İPTAL", "iptal", "ıptal", "إلغاء", "الغاء", "إيقاف", "توقف", "הסר", "退订", "停止",
            "수신거부",
            "στοπ", "Στοπ.", "रोकें", "หยุด", "STOP, CANCEL", "**STOP**",
            "STOP.", "Stop!!!", "S.T.O.P.", "s-t-o-p", "stop all", "“STOP”", "«Stop»", "‹stop›", "(stop)", "'STOP'", "STOP?",
            "\u200FSTOP\u200F", "\u202BSTOP\u202C", "\u2067قف\u2069", "إيقـــاف", "إِيقَاف", "ايقاف", "تـوقف", "הָסֵר", "הסר!",
            "ΔΙΑΓΡΑΦΉ", "διαγραφή", "στόπ", "abmeldén", "dur", "DUR!", "ıPTAL", "İptal.", "ret", "REZYGNUJĘ", "wypisz",
            "S\u20E3T\u20E3O\u20E3P\u20E3", "\uD83C\uDD82\uD83C\uDD83\uD83C\uDD7E\uFE0F\uD83C\uDD7F\uFE0F",
            "\uD83C\uDDF8\uD83C\uDDF9\uD83C\uDDF4\uD83C\uDDF5", "\uD835\uDDE6\uD835\uDDE7\uD835\uDDE2\uD835\uDDE3",
            "ｓｔｏｐ！", "STOP\n\nSent from my iPhone", "Stop\r\n\r\nAnn Smith\r\nExample Ltd", "Arrêt\n-- \nA. Durand",
            "STOP\n> Your order is on its way.\n> Reply STOP to end.", "> STOP", "REMOVE", "Unsub", "TD", "stop/quit",
            "STOP END", "Opt‐Out", "opt\u00A0out" })
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
            "opt me out", "cancel my appointment tomorrow", "🛑", "请停止发送", "STOP\nSent from my iPhone", "Je veux ARRÊTER ça",
            "quiero darme de baja", "No more messages",
            "Fin", "Alto", "alto, gracias", "annuler", "SOTP", "stpo", "ST0P", "unsubcribe", "Unsuscribe", "UNSUBSCRIBED",
            "STOP it!", "stop\nplease", "STOP\nSTART", "Yes\n\nSTOP texting", "opt out please", "cancel subscription",
            "Désabonnez-moi, ARRÊT", "BAJA por favor", "no quiero, baja", "bitte abmelden", "توقف من فضلك", "🚫🚫",
            "basta così", "Stop sms", "I said STOP" })
    void mayBeAnOptOut(String reply) {
        assertThat(OptOutWords.BUILT_IN.heard(reply)).isEqualTo(Heard.POSSIBLE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {
            "", " ", "...", "YES", "No", "Nope", "👍", "stopwatch", "nonstop", "I will be there", "start at 9", "friend",
            "Retail", "12345", "Yes\n> Reply STOP to end", "YES\n\n> Reply STOP to end\n> Your clinic", "shop", "Fine",
            "finished",
            "altogether", "endless", "Cancellation?", "Tdap", "unsubstantiated", "\uD83C\uDDEB\uD83C\uDDF7",
            "dürfen", "duur", "Retour", "quite", "Alta vista", "¿Cuándo?", "نعم", "כן", "ναι", "はい", "да" })
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
