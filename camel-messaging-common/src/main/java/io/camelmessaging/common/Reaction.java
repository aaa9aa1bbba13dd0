/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.regex.Pattern;

/**
 * Tells the text that a phone sends for a reaction to a message ({@code Liked “...”}, {@code Reacted 👍 to “...”}) from
 * something that somebody wrote. Where the other side has no richer channel, iPhone and Android send reactions as SMS.
 */
public final class Reaction {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{FE0E}\\x{FE0F}]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    /** A digit is one only as a keycap: "5: “great”" is an answer. */
    private static final String EMOJI = "(?:(?:[\\p{So}\\p{Sk}\\x{2764}\\x{203C}\\x{2049}]|[#*0-9]\\x{20E3}) ?)+";
    private static final String QUOTED = " ?:? ?[“\"«„「『”‘'].*[”\"»“」』…’']\\.?";
    private static final String ATTACHMENT
            = "(?:(?:an?|\\d+) (?:image|photo|picture|movie|video|audio message|voice message|attachment|sticker|location|link|GIF"
              + "|contact|document|file|message|Memoji)s?"
              + "|(?:ein|einen|eine) (?:Bild|Foto|Video|Film|Anhang|Nachricht|Sprachnachricht)"
              + "|une? (?:image|photo|vidéo|film|pièce jointe|message|message audio)"
              + "|una? (?:imagen|foto|video|vídeo|película|mensaje|mensaje de audio|archivo adjunto)"
              + "|uma? (?:imagem|foto|vídeo|filme|mensagem|anexo)|un['’]immagine|una? (?:foto|video|filmato|messaggio|allegato)"
              + "|een (?:afbeelding|foto|video|film|bericht|bijlage))";
    private static final String DONE = "Liked|Loved|Disliked|Laughed at|Emphasi[sz]ed|Questioned"
                                       // German, French, Spanish, Portuguese, Italian, Dutch
                                       + "|Gefällt|Gefällt mir|Liebt|Gefällt nicht|Gefällt mir nicht|Lacht über|Betont|Hinterfragt"
                                       + "|A aimé|A adoré|N['’]a pas aimé|A ri à|A ri de|A mis en évidence|A souligné"
                                       + "|A mis l['’]accent sur|A remis en question"
                                       + "|Le gustó|Le gusta|Me gusta|Le encantó|Le encanta|No le gustó|No le gusta|Se ri[oó] de"
                                       + "|Le dio risa|Enfatizó|Exclamó por|Cuestionó|Preguntó por"
                                       + "|Gostou de|Curtiu|Adorou|Amou|Não gostou de|Não curtiu|Riu de|Enfatizou|Questionou"
                                       + "|Ha messo mi piace a|Piace|Ha apprezzato|Ha adorato|Adora|Non ha apprezzato|Ha riso a"
                                       + "|Ha riso per|Ha evidenziato|Ha messo in dubbio|Vindt leuk|Vond leuk|Lachte om|Benadrukte"
                                       // Swedish, Norwegian, Danish, Finnish, Polish, Russian
                                       + "|Gillade|Älskade|Ogillade|Skrattade åt|Likte|Elsket|Lo av|Synes godt om|Elskede"
                                       + "|Tykkäsi|Rakasti|Polubiono|Понравилось|Не понравилось";
    private static final String REMOVED = "(?:Removed|Entfernte|A supprimé|A retiré|Quitó|Eliminó|Removeu|Ha rimosso"
                                          + "|Verwijderde) .{1,40}?(?: (?:from|von|de|à|a|da|van))?";
    private static final String REACTED
            = "(?:Reacted(?: with)?|Heeft gereageerd(?: met)?|Reager(?:ade|te|ede)(?: med)?|Reagierte(?: mit)?|Hat mit|A réagi(?: avec| par)?"
              + "|Reaccionó(?: con)?|Reagiu(?: com)?|Ha reagito(?: con)?|Reageerde(?: met)?) "
              + EMOJI + ".{0,20}?";
    private static final Pattern REACTION = Pattern.compile(
            "(?:(?:" + DONE + "|" + REACTED + "|" + REMOVED + "|" + EMOJI + "(?:to|zu|auf|à|a|para|op)?)" + QUOTED
                                                            + "|(?:" + DONE + "|" + REACTED + "|Removed .{1,40}? from) "
                                                            + ATTACHMENT
                                                            + "|Hat(?: mit " + EMOJI + "auf)?" + QUOTED
                                                            + "(?: mit .{1,30})? (?:reagiert|markiert)"
                                                            + "|(?:Vindt|Vond)" + QUOTED + " leuk)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private Reaction() {
    }

    /** Whether a reply is a reaction to a message and no text of somebody's own; null is none. */
    public static boolean isReaction(String reply) {
        if (reply == null) {
            return false;
        }
        String visible = BLANKS.matcher(INVISIBLE.matcher(reply).replaceAll("")).replaceAll(" ").strip();
        return REACTION.matcher(visible).matches();
    }
}
