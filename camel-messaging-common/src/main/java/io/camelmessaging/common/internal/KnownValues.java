/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Credentials, or texts and numbers, of an exchange, and where in a text they are echoed: whole or in part, in another
 * case, with other signs between, and in any encoding that {@link Reading} undoes, in Base64 or in hexadecimal digits.
 */
final class KnownValues {

    /** So many characters of a value in a row are taken for an echo of it. */
    private static final int SHINGLE = 6;
    /** Of a credential a word that is its beginning or end is one too, as where an echo was cut. */
    private static final int MIN_PART = 4;
    private static final int MIN_CODE = 3;
    /** Of a value that fills a request the rest is like its beginning. */
    private static final int MAX_LENGTH = 20_000;
    private static final int MAX_DEPTH = 2;
    private static final char REPLACEMENT = '\ufffd';

    private static final IntPredicate LETTERS = Character::isLetterOrDigit;
    /** A plus may stand for a blank. */
    private static final IntPredicate SIGNS = c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != '+';
    /** Accents are signs of their own behind their letters. */
    private static final IntPredicate NO_MARKS = c -> Character.getType(c) != Character.NON_SPACING_MARK;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");
    private static final Pattern HEX = Pattern.compile("\\p{XDigit}{" + 2 * SHINGLE + ",}");

    private final Collection<String> values;
    private final boolean inParts;
    private final Set<String> shingles = new HashSet<>();
    /** How long they are. */
    private final Set<Integer> lengths = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    /** There is nothing to look at for most failures. */
    private boolean learned;

    /**
     * @param values  nulls, and what is too short to tell, are left out
     * @param inParts whether a word that is the beginning or end of a value is an echo, too
     */
    KnownValues(Collection<String> values, boolean inParts) {
        this.values = values;
        this.inParts = inParts;
    }

    /** The text with a mask in the place of every echo. */
    String hiddenIn(String text, String mask) {
        if (!learned) {
            values.stream().filter(value -> value != null && !value.isBlank()).map(KnownValues::bounded).distinct()
                    .forEach(this::learn);
            learned = true;
        }
        BitSet marked = in(text, 0);
        StringBuilder left = new StringBuilder();
        int from = 0;
        for (int start = marked.nextSetBit(0); start >= 0; start = marked.nextSetBit(from)) {
            left.append(text, from, start).append(mask);
            from = marked.nextClearBit(start);
        }
        return left.append(text, from, text.length()).toString();
    }

    private static String bounded(String value) {
        String line = Redaction.oneLine(value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value);
        return line.strip();
    }

    private void learn(String value) {
        Reading plain = Reading.of(value).get(0);
        String letters = plain.folded(LETTERS).text();
        String signs = plain.folded(SIGNS).text();
        learnShingles(letters);
        learnShingles(signs);
        if (signs.length() > MIN_CODE && signs.length() < SHINGLE && !signs.equals(letters)) {
            shingles.add(signs);
            lengths.add(signs.length());
        }
        for (String word : NO_WORD.split(plain.folded(NO_MARKS).text())) {
            boolean code = word.chars().anyMatch(Character::isDigit);
            if (word.length() > MIN_CODE && (code || word.length() == letters.length()) || code && word.length() == MIN_CODE) {
                words.add(word);
            }
        }
        for (int length = MIN_PART; inParts && length < letters.length(); length++) {
            words.add(letters.substring(0, length));
            words.add(letters.substring(letters.length() - length));
        }
    }

    private void learnShingles(String text) {
        for (int i = 0; i + SHINGLE <= text.length(); i++) {
            shingles.add(text.substring(i, i + SHINGLE));
            lengths.add(SHINGLE);
        }
    }

    private BitSet in(String text, int depth) {
        BitSet marked = new BitSet();
        for (Reading reading : Reading.of(text)) {
            markShingles(reading, marked);
            if (depth == 0) {
                markWords(reading.folded(NO_MARKS), marked);
            }
            if (depth < MAX_DEPTH) {
                markEncoded(reading, depth, marked);
            }
        }
        return marked;
    }

    private void markShingles(Reading reading, BitSet marked) {
        for (IntPredicate kept : List.of(LETTERS, SIGNS)) {
            Reading folded = reading.folded(kept);
            String text = folded.text();
            for (int length : lengths) {
                for (int i = 0; i + length <= text.length(); i++) {
                    if (shingles.contains(text.substring(i, i + length))) {
                        marked.set(folded.start(i), folded.end(i + length));
                    }
                }
            }
        }
    }

    private void markWords(Reading reading, BitSet marked) {
        Matcher word = WORD.matcher(reading.text());
        while (word.find()) {
            if (words.contains(word.group())) {
                marked.set(reading.start(word.start()), reading.end(word.end()));
            }
        }
    }

    /** Of what is broken into lines more is taken than belongs to it, so that is the second thing to look for. */
    private void markEncoded(Reading reading, int depth, BitSet marked) {
        if (!markRuns(reading, depth, marked)) {
            markRuns(reading.joined(), depth, marked);
        }
    }

    private boolean markRuns(Reading reading, int depth, BitSet marked) {
        boolean found = false;
        for (Matcher run : List.of(BASE64.matcher(reading.text()), HEX.matcher(reading.text()))) {
            while (run.find()) {
                if (run.pattern() == HEX ? hexHolds(run.group(), depth) : base64Holds(run.group(), depth)) {
                    marked.set(reading.start(run.start()), reading.end(run.end()));
                    found = true;
                }
            }
        }
        return found;
    }

    /** Whether a run of hexadecimal digits, which may begin in the middle of a byte, holds something known. */
    private boolean hexHolds(String run, int depth) {
        for (int start = 0; start < 2; start++) {
            String whole = run.substring(start, run.length() - (run.length() - start) % 2);
            if (holds(HexFormat.of().parseHex(whole), depth)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a run of Base64, which may have lost its beginning, holds something known. */
    private boolean base64Holds(String run, int depth) {
        String standard = run.replace('-', '+').replace('_', '/').replace("=", "");
        for (int start = 0; start < 4 && standard.length() - start >= 4; start++) {
            String rest = standard.substring(start);
            byte[] decoded = Base64.getDecoder()
                    .decode(rest.length() % 4 == 1 ? rest.substring(0, rest.length() - 1) : rest);
            if (holds(decoded, depth)) {
                return true;
            }
        }
        return false;
    }

    /** What is no text was no encoding, or began elsewhere; in that nothing is looked for that is encoded again. */
    private boolean holds(byte[] decoded, int depth) {
        String text = new String(decoded, StandardCharsets.UTF_8);
        boolean clean
                = text.chars().noneMatch(c -> c == REPLACEMENT || Character.isISOControl(c) && !Character.isWhitespace(c));
        if (clean) {
            return !in(Redaction.oneLine(text), depth + 1).isEmpty();
        }
        BitSet marked = new BitSet();
        markShingles(Reading.of(Redaction.oneLine(text)).get(0), marked);
        return !marked.isEmpty();
    }
}
