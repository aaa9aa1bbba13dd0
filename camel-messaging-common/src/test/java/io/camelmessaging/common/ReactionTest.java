/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReactionTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "Liked “How was your visit?”", "Loved “How was your visit?”", "Disliked “Hi”", "Laughed at “Hi”", "Emphasized “Hi”",
            "Emphasised “Hi”", "Questioned “Hi”", "Liked \"Hi\"", "liked “Hi”", "Liked “two\nlines”", "Liked an image",
            "Loved a movie",
            "Reacted 👍 to “Hi”", "Reacted ❤️ to “Hi”", "Reacted 👍🏽 to “Hi”", "Removed a like from “Hi”",
            "Removed a heart from “Hi”",
            "Removed an exclamation from “Hi”", "Removed a question mark from “Hi”", "Removed 👍 from “Hi”",
            "Removed a laugh from an image", "\u200A\u200B👍\u200B to \u201C\u200AHi\u200A\u201D\u200A", "👍 to “Hi”",
            "❤️ to “Hi”",
            "Reacted 😂 to an image", "Gefällt „Hi“", "Gefällt mir „Hi“", "Lacht über „Hi“", "👍 zu „Hi“",
            "A aimé « Salut »", "A adoré « Salut »", "N’a pas aimé « Salut »", "A réagi avec 👍 à « Salut »", "Le gustó “Hola”",
            "Le encantó “Hola”", "No le gustó “Hola”", "Reaccionó con 👍 a “Hola”", "Gostou de “Oi”", "Amou “Oi”",
            "Riu de “Oi”",
            "Ha messo mi piace a “Ciao”", "Ha adorato «Ciao»", "👍 à « Salut »", "👍 a “Hola”",
            "Liked ‘Hi’", "Liked 'Hi'", "Liked a message", "Liked a GIF", "Loved 3 photos", "Disliked a link",
            "Laughed at a voice message", "Reacted 👍 to a video", "1️⃣ to “Hi”", "Gefällt ein Bild",
            "Hat „Hi“ mit „Gefällt mir“ markiert", "Hat mit 👍 auf „Hi“ reagiert", "A aimé une image", "Le encantó una imagen",
            "Se rió de “Hola”", "Curtiu uma imagem", "Ha adorato un’immagine", "Vond ‘Hoi’ leuk", "Vindt “Hoi” leuk",
            "Heeft gereageerd met 👍 op “Hoi”", "Gillade ”Hej”", "Reagerade med 👍 på ”Hej”", "Likte «Hei»", "Elsket «Hei»",
            "Synes godt om “Hej”", "Tykkäsi: ”Hei”", "Polubiono „Cześć”", "Понравилось «Привет»" })
    void isAReaction(String reply) {
        assertThat(Reaction.isReaction(reply)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {
            "", "Yes", "👍", "Liked it", "Liked", "I liked “the soup”, thanks", "Loved it!", "Loved the food", "He said “yes”",
            "“Yes”",
            "Yes “really”", "Removed the dog from the car", "Questioned", "5", "❤️", "Gefällt mir", "Le gusta", "👍 yes",
            "A aimé",
            "Liked an orange", "5: “great”", "4 \"good\"", "10 to “4”", "#1 \"Anna\"", "3 'ok'", "? “yes”", "! \"no\"",
            "Hat jemand ein Foto", "Hat er gesagt „ja“", "Liked the photo", "Loved all 3 photos", "A aimé l’image",
            "Removed the stain, a photo follows", "‘Yes’", "'yes'", "It's “fine”", "Gillade det", "Liked by “Ann” and me",
            "Reacted badly to the drug", "Reacted to “it” badly" })
    void isSomebodysOwnText(String reply) {
        assertThat(Reaction.isReaction(reply)).isFalse();
    }
}
