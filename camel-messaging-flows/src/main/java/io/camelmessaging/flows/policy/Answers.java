/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.text.Normalizer;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.camelmessaging.common.OptOutWords;
import io.camelmessaging.common.Reaction;

/**
 * What a conversation takes for an answer.
 *
 * @param expression for the whole answer, or null
 * @param predicate  that judges instead, or null
 * @param exact      whether a reply counts only as it came
 */
public record Answers(Pattern expression, Predicate<String> predicate, boolean exact) {

    /** What people put around an answer: punctuation, blanks, emoji and invisible characters. */
    private static final String TRIMMINGS = "[^\\p{L}\\p{M}\\p{N}]+";
    private static final Pattern AROUND = Pattern.compile("^" + TRIMMINGS + "|" + TRIMMINGS + "$");
    private static final Pattern MARKS_OF_EMOJI = Pattern.compile("[\\p{Cf}\\x{FE0E}\\x{FE0F}\\x{20E3}]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern LINES = Pattern.compile("\\R");

    /** What a reply is to a conversation. */
    public enum Reply {
        ANSWER,
        /** No answer to the question, and something that somebody wrote. */
        INVALID,
        OPT_OUT,
        /** A person has to read it. */
        POSSIBLE_OPT_OUT,
        /** The thumb or heart that a phone sends as text. */
        REACTION
    }

    /**
     * A reply, judged.
     *
     * @param reply what it is
     * @param text  of the answer as it matched, else of the reply
     */
    public record Judged(Reply reply, String text) {
    }

    /**
     * Judges a reply.
     *
     * @param raw what was replied, or null
     */
    public Judged judge(String raw) {
        String text = raw == null ? "" : raw.strip();
        if (Reaction.isReaction(text)) {
            return new Judged(Reply.REACTION, text);
        }
        OptOutWords.Heard heard = OptOutWords.BUILT_IN.heard(text);
        Optional<String> answer = forms(text).filter(this::matches).findFirst();
        boolean meansTheAnswer = answer.filter(form -> isNamed(form) && !isMoreHeardBehind(text, form)).isPresent();
        if (heard == OptOutWords.Heard.OPT_OUT && !meansTheAnswer) {
            return new Judged(Reply.OPT_OUT, text);
        }
        if (heard == OptOutWords.Heard.POSSIBLE && !meansTheAnswer) {
            return new Judged(Reply.POSSIBLE_OPT_OUT, text);
        }
        return answer.map(form -> new Judged(Reply.ANSWER, form)).orElseGet(() -> new Judged(Reply.INVALID, text));
    }

    /** The ways to read a reply, as it came first. */
    private Stream<String> forms(String text) {
        if (exact || expression == null && predicate == null) {
            return Stream.of(text);
        }
        String first = LINES.split(text, 2)[0];
        return Stream.of(text, bare(text), first.strip(), bare(first)).distinct();
    }

    private static String bare(String text) {
        // full-width letters and letters with separate accents are those of an expression as it is typed
        String composed = Normalizer.normalize(MARKS_OF_EMOJI.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
        String oneBlank = BLANKS.matcher(composed).replaceAll(" ");
        return AROUND.matcher(oneBlank).replaceAll("");
    }

    /** Whether the expression holds the opt-out word itself, such as CANCEL in {@code CONFIRM|CANCEL}. */
    private boolean isNamed(String answer) {
        String word = bare(answer);
        return expression != null && !word.isEmpty() && Pattern
                .compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(expression.pattern()).find();
    }

    /** Whether an answer in the first line has something like an opt-out below it. */
    private static boolean isMoreHeardBehind(String text, String answer) {
        String[] lines = LINES.split(text, 2);
        return lines.length > 1 && !answer.equals(text) && !answer.equals(bare(text))
                && OptOutWords.BUILT_IN.heard(lines[1]) != OptOutWords.Heard.NONE;
    }

    private boolean matches(String text) {
        if (predicate != null) {
            return predicate.test(text);
        }
        return expression == null ? !text.isEmpty() : expression.matcher(text).matches();
    }
}
