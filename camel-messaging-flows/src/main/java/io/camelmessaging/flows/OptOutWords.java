package io.camelmessaging.flows;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words with which people opt out and in again.
 * <p>
 * A reply counts only if it is one of the words and nothing else; case, blanks and punctuation do not matter, so
 * {@code Opt-out.} is {@code OPTOUT}, and "please stop calling" is an answer to be read.
 *
 * @param stop  the words that opt out
 * @param start the words that opt in
 */
record OptOutWords(Set<String> stop, Set<String> start) {

    /**
     * The words of the parameters {@code stopWords} and {@code startWords}, each separated by commas.
     *
     * @throws IllegalArgumentException if a list is empty, or a word is in both
     */
    static OptOutWords of(FlowParameters parameters) {
        Set<String> stop = words(parameters, "stopWords");
        Set<String> start = words(parameters, "startWords");
        stop.stream().filter(start::contains).findFirst().ifPresent(both -> {
            throw parameters.wrong("stopWords", both, "is among the startWords too: leave it out of one");
        });
        return new OptOutWords(stop, start);
    }

    private static Set<String> words(FlowParameters parameters, String name) {
        String text = parameters.required(name);
        Set<String> words = Stream.of(text.split(",")).map(OptOutWords::bare).filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (words.isEmpty()) {
            throw parameters.wrong(name, text, "holds no word: give words separated by commas");
        }
        return words;
    }

    /** True for a reply that opts out, false for one that opts in, empty for any other. */
    Optional<Boolean> optsOut(String reply) {
        String word = bare(reply);
        return stop.contains(word) ? Optional.of(true) : start.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /** Letters and digits in upper case. */
    private static String bare(String text) {
        return text.replaceAll("[^\\p{L}\\p{M}\\p{N}]", "").toUpperCase(Locale.ROOT);
    }
}
