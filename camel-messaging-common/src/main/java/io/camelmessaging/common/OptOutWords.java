/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.camelmessaging.common.internal.Suggestions;

/**
 * Hears in a reply whether somebody opts out of messages or in again.
 * <p>
 * A reply is an opt-out or an opt-in only if it is made of nothing but such words. Case, accents, full-width forms,
 * punctuation, blanks and emoji do not matter, so {@code Opt-out.} is {@code OPTOUT}; a signature below an empty line
 * and quoted lines do not count. A stop word among others is only {@linkplain Heard#POSSIBLE possible}: a person has to
 * read it.
 * <p>
 * The built-in English words are those of the FCC (47 CFR 64.1200(a)(10)), and STOPALL, REMOVE and TD, which providers
 * in the USA take; ARRET is named by the Canadian short code guidelines. All others are in common use in their
 * languages. A word that is as likely an answer in another one, such as FIN or ALTO, is only possible.
 */
public final class OptOutWords {

    /** What a reply says about further messages. */
    public enum Heard {
        /** No more messages. */
        OPT_OUT,
        /** Messages again. */
        OPT_IN,
        /** Holds a stop word among others, so no machine may go on before a person has read it. */
        POSSIBLE,
        /** Nothing of the kind. */
        NONE
    }

    /** Accents, invisible characters, and the Arabic dash that makes a word longer. */
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}\\x{0640}]");
    /** Letters as emoji, of which the first of each alphabet is an A. */
    private static final Pattern EMOJI_LETTERS
            = Pattern.compile("[\\x{1F150}-\\x{1F169}\\x{1F170}-\\x{1F189}\\x{1F1E6}-\\x{1F1FF}]");
    private static final Pattern QUOTED_LINES = Pattern.compile("(?m)^[ \\t]*>.*$");
    private static final Pattern BELOW = Pattern.compile("(?s)\\R[ \\t]*(?:\\R|--|__).*");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ`´]");
    private static final Pattern REPEATED = Pattern.compile("(.)\\1+");
    private static final Pattern NO_BLANKS_BETWEEN_WORDS
            = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]+");
    private static final Pattern STOP_SIGN = Pattern.compile("[\\x{1F6D1}\\x{1F6AB}\\x{26D4}]");
    private static final int LONG_ENOUGH_FOR_SLIPS = 4;
    private static final int LONG_ENOUGH_FOR_A_WRONG_LETTER = 8;

    /** The words that opt out, by language. */
    public static final Map<String, List<String>> STOP = Map.ofEntries(
            Map.entry("en", List.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "REMOVE",
                    "UNSUB")),
            Map.entry("es", List.of("BAJA", "PARAR", "CANCELAR")),
            Map.entry("fr", List.of("ARRET", "ARRETE", "ARRETEZ", "ARRETER", "ARRETT", "DESABONNER", "DESINSCRIRE")),
            Map.entry("de", List.of("STOPP", "ABMELDEN", "ABBESTELLEN")),
            Map.entry("it", List.of("BASTA", "FERMA", "CANCELLAMI", "DISISCRIVIMI")),
            Map.entry("pt", List.of("SAIR", "PARE", "CANCELE")),
            Map.entry("nl", List.of("AFMELDEN", "UITSCHRIJVEN")),
            Map.entry("pl", List.of("REZYGNUJE", "WYPISZ", "KONIEC")),
            Map.entry("tr", List.of("RET", "IPTAL", "DUR")),
            Map.entry("ar", List.of("إيقاف", "توقف", "قف", "إلغاء")),
            Map.entry("sv", List.of("AVSLUTA")),
            Map.entry("da", List.of("AFMELD", "FRAMELD")),
            Map.entry("fi", List.of("LOPETA")),
            Map.entry("ro", List.of("DEZABONARE")),
            Map.entry("ru", List.of("СТОП", "ОТПИСАТЬСЯ")),
            Map.entry("el", List.of("ΣΤΟΠ", "ΔΙΑΓΡΑΦΗ")),
            Map.entry("he", List.of("הסר", "הסרה")),
            Map.entry("id", List.of("BERHENTI")),
            Map.entry("zh", List.of("TD", "退订", "退訂", "停止")),
            Map.entry("ja", List.of("配信停止")),
            Map.entry("ko", List.of("수신거부")),
            Map.entry("th", List.of("หยุด")),
            Map.entry("hi", List.of("रोकें")));

    /**
     * The words that opt in again, by language; few, as a message to somebody who opted out does more harm than none.
     */
    public static final Map<String, List<String>> START = Map.ofEntries(
            Map.entry("en", List.of("START", "UNSTOP", "OPTIN")),
            Map.entry("es", List.of("ALTA", "INICIAR")),
            Map.entry("de", List.of("ANMELDEN")),
            Map.entry("nl", List.of("AANMELDEN")),
            Map.entry("tr", List.of("BASLAT")),
            Map.entry("ar", List.of("ابدأ")),
            Map.entry("ru", List.of("СТАРТ")));

    /** The built-in words of all languages. */
    public static final OptOutWords BUILT_IN = new OptOutWords(flat(STOP), flat(START));

    /** What people write who do not know the word, and words that are answers in other languages ("high", "end"). */
    private static final List<String> PHRASES = List.of("fin", "alto", "annuler", "sotp", "stpo", "tsop", "st0p", "no more",
            "no mas", "remove me", "take me off", "leave me alone",
            "opt out", "opt me out", "dont text", "do not text", "dont message", "do not message", "dont contact",
            "do not contact", "dont call", "do not call", "unsubscribe", "plus de messages", "plus de sms", "no me escriban",
            "keine sms", "keine nachrichten", "nao quero", "non scrivete", "geen berichten").stream()
            .map(OptOutWords::spaced).toList();

    private final Set<String> stop;
    private final Set<String> start;

    private OptOutWords(Collection<String> stop, Collection<String> start) {
        this.stop = bare(stop);
        this.start = bare(start);
    }

    /**
     * Hears these words instead of the built-in ones.
     *
     * @throws IllegalArgumentException if one of them is in both lists
     */
    public static OptOutWords of(Collection<String> stop, Collection<String> start) {
        OptOutWords words = new OptOutWords(stop, start);
        words.stop.stream().filter(words.start::contains).findFirst().ifPresent(both -> {
            throw new IllegalArgumentException(
                    "The word '" + both + "' is both a stop word and a start word: leave it out of one.");
        });
        return words;
    }

    /** What a reply says; null says nothing. */
    public Heard heard(String reply) {
        if (reply == null) {
            return Heard.NONE;
        }
        String own = QUOTED_LINES.matcher(reply).replaceAll("");
        if (isEmpty(own)) {
            return heardIn(reply);
        }
        Heard first = heardIn(BELOW.matcher(own.strip()).replaceFirst(""));
        return first == Heard.OPT_OUT ? first : heardIn(own);
    }

    private Heard heardIn(String reply) {
        String spaced = spaced(reply);
        List<String> tokens = spaced.isEmpty() ? List.of() : Arrays.asList(spaced.split(" "));
        String whole = String.join("", tokens);
        if (stop.contains(whole) || !tokens.isEmpty() && stop.containsAll(tokens)) {
            return Heard.OPT_OUT;
        }
        if (start.contains(whole)) {
            return Heard.OPT_IN;
        }
        return isPossible(reply, spaced, tokens) ? Heard.POSSIBLE : Heard.NONE;
    }

    private boolean isPossible(String reply, String spaced, List<String> tokens) {
        String padded = " " + spaced + " ";
        return tokens.stream().anyMatch(this::isNearlyStop)
                || PHRASES.stream().anyMatch(one -> padded.contains(" " + one + " "))
                || stop.stream().anyMatch(word -> NO_BLANKS_BETWEEN_WORDS.matcher(word).matches() && spaced.contains(word))
                || STOP_SIGN.matcher(reply).find();
    }

    private boolean isNearlyStop(String token) {
        if (stop.contains(token)) {
            return true;
        }
        // STOOOP is meant, and a letter too many is no reason to go on
        String once = REPEATED.matcher(token).replaceAll("$1");
        return token.length() > LONG_ENOUGH_FOR_SLIPS && stop.contains(once)
                || token.length() > LONG_ENOUGH_FOR_A_WRONG_LETTER
                        && stop.stream().anyMatch(word -> word.length() > LONG_ENOUGH_FOR_A_WRONG_LETTER
                                && Suggestions.distance(token, word) == 1);
    }

    /** Whether nothing is left of a word that could be heard. */
    public static boolean isEmpty(String word) {
        return spaced(word).isEmpty();
    }

    private static Set<String> bare(Collection<String> words) {
        return words.stream().map(word -> spaced(word).replace(" ", "")).filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Letters and digits without accents in upper case, with one blank between words. */
    private static String spaced(String text) {
        // compatible forms first, then upper case: it folds the dotless i, the sharp s and the final sigma as well
        String letters = EMOJI_LETTERS.matcher(text).replaceAll(emoji -> letter(emoji.group().codePointAt(0)));
        String plain = MARKS.matcher(Normalizer.normalize(letters, Normalizer.Form.NFKD)).replaceAll("");
        String folded = APOSTROPHES.matcher(plain).replaceAll("").toUpperCase(Locale.ROOT);
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }

    private static String letter(int emoji) {
        int first = emoji >= 0x1F1E6 ? 0x1F1E6 : emoji >= 0x1F170 ? 0x1F170 : 0x1F150;
        return String.valueOf((char) ('A' + emoji - first));
    }

    private static List<String> flat(Map<String, List<String>> words) {
        return words.values().stream().flatMap(List::stream).toList();
    }
}
