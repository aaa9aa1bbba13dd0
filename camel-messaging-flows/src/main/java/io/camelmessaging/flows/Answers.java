package io.camelmessaging.flows;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

import io.camelmessaging.common.OptOutWords;
import io.camelmessaging.common.Reaction;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.support.CamelContextHelper;

/**
 * What a conversation takes for an answer.
 *
 * @param expression for the whole answer, or null
 * @param predicate  that judges instead, or null
 * @param exact      whether a reply counts only as it came
 */
record Answers(Pattern expression, Predicate predicate, boolean exact) {

    /** What people put around an answer: punctuation, blanks, emoji and invisible characters. */
    private static final String TRIMMINGS = "[^\\p{L}\\p{M}\\p{N}]+";
    private static final Pattern AROUND = Pattern.compile("^" + TRIMMINGS + "|" + TRIMMINGS + "$");
    private static final Pattern MARKS_OF_EMOJI = Pattern.compile("[\\p{Cf}\\x{FE0E}\\x{FE0F}\\x{20E3}]");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern LINES = Pattern.compile("\\R");

    /** What a reply is to a conversation. */
    enum Reply {
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
    record Judged(Reply reply, String text) {
    }

    /** Reads the parameters {@code answer}, {@code answerPredicate} and {@code answerMatching}. */
    static Answers of(FlowParameters parameters, CamelContext context) {
        String regex = parameters.text("answer", null);
        String bean = parameters.text("answerPredicate", null);
        boolean exact = "exact".equals(parameters.oneOf("answerMatching", "lenient", "lenient", "exact"));
        if (regex != null && bean != null) {
            throw parameters.wrong("answerPredicate", bean, "is never used together with answer: choose one");
        }
        Pattern expression = null;
        if (regex != null) {
            try {
                expression = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            } catch (PatternSyntaxException e) {
                throw parameters.wrong("answer", regex, "is not a regular expression: " + e.getDescription());
            }
        }
        Predicate predicate = null;
        if (bean != null) {
            predicate = CamelContextHelper.lookup(context, bean.replaceFirst("^#(bean:)?", ""), Predicate.class);
            if (predicate == null) {
                throw parameters.wrong("answerPredicate", bean,
                        "names no bean of type org.apache.camel.Predicate in the registry");
            }
        }
        return new Answers(expression, predicate, exact);
    }

    /**
     * Judges a reply.
     *
     * @param exchange of which a predicate gets a copy with the text as body
     * @param raw      what was replied, or null
     */
    Judged judge(Exchange exchange, String raw) {
        String text = raw == null ? "" : raw.strip();
        if (Reaction.isReaction(text)) {
            return new Judged(Reply.REACTION, text);
        }
        OptOutWords.Heard heard = OptOutWords.BUILT_IN.heard(text);
        Optional<String> answer = forms(text).filter(form -> matches(exchange, form)).findFirst();
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

    private boolean matches(Exchange exchange, String text) {
        if (predicate != null) {
            Exchange reply = exchange.copy();
            reply.getMessage().setBody(text);
            return predicate.matches(reply);
        }
        return expression == null ? !text.isEmpty() : expression.matcher(text).matches();
    }
}
