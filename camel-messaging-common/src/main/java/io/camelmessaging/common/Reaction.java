package io.camelmessaging.common;

import java.util.regex.Pattern;

/**
 * Tells the text that a phone sends for a reaction to a message ({@code Liked “...”}, {@code Reacted 👍 to “...”}) from
 * something that somebody wrote. Where the other side has no richer channel, iPhone and Android send reactions as SMS.
 */
public final class Reaction {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{FE0E}\\x{FE0F}]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final String EMOJI = "(?:[\\p{So}\\p{Sk}\\x{20E3}\\x{2764}\\x{203C}\\x{2049}!?#*0-9] ?)+";
    private static final String QUOTED = " ?:? ?[“\"«„「『”].*[”\"»“」』…]\\.?";
    private static final String ATTACHMENT
            = "an? (?:image|photo|picture|movie|video|audio message|attachment|sticker|location)";
    private static final String DONE = "Liked|Loved|Disliked|Laughed at|Emphasi[sz]ed|Questioned"
                                       // German, French, Spanish, Portuguese, Italian, Dutch
                                       + "|Gefällt|Gefällt mir|Liebt|Gefällt nicht|Gefällt mir nicht|Lacht über|Betont|Hinterfragt"
                                       + "|A aimé|A adoré|N['’]a pas aimé|A ri à|A ri de|A mis en évidence|A souligné"
                                       + "|A mis l['’]accent sur|A remis en question"
                                       + "|Le gustó|Le gusta|Me gusta|Le encantó|Le encanta|No le gustó|No le gusta|Se rio de"
                                       + "|Le dio risa|Enfatizó|Exclamó por|Cuestionó|Preguntó por"
                                       + "|Gostou de|Curtiu|Adorou|Amou|Não gostou de|Não curtiu|Riu de|Enfatizou|Questionou"
                                       + "|Ha messo mi piace a|Piace|Ha apprezzato|Ha adorato|Adora|Non ha apprezzato|Ha riso a"
                                       + "|Ha riso per|Ha evidenziato|Ha messo in dubbio|Vindt leuk|Vond leuk|Lachte om|Benadrukte";
    private static final String REMOVED = "(?:Removed|Entfernte|Hat|A supprimé|A retiré|Quitó|Eliminó|Removeu|Ha rimosso"
                                          + "|Verwijderde) .{1,40}?(?: (?:from|von|de|à|a|da|van))?";
    private static final String REACTED = "(?:Reacted(?: with)?|Reagierte(?: mit)?|Hat mit|A réagi(?: avec| par)?"
                                          + "|Reaccionó(?: con)?|Reagiu(?: com)?|Ha reagito(?: con)?|Reageerde(?: met)?) "
                                          + EMOJI + ".{0,20}?";
    private static final Pattern REACTION = Pattern.compile(
            "(?:(?:" + DONE + "|" + REACTED + "|" + REMOVED + "|" + EMOJI + "(?:to|zu|auf|à|a|para|op)?)" + QUOTED
                                                            + "|(?:(?:Liked|Loved|Disliked|Laughed at|Emphasi[sz]ed|Questioned)"
                                                            + "|Reacted " + EMOJI + "to|Removed .{1,40}? from) "
                                                            + ATTACHMENT + ")",
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
