package io.camelmessaging.common;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes personal data, credentials and control characters safe for logs and exceptions.
 * <p>
 * The static methods mask what looks like a phone number or an e-mail address. An instance knows an exchange: whatever
 * of its credentials, texts and numbers a provider echoes, plain, percent-encoded or in Base64, whole or in part, is
 * masked as well.
 */
public final class Redaction {

    private static final String MASK = "***";
    private static final int TEXT_LIMIT = 200;
    private static final int CODE_LIMIT = 40;
    /** What is read of a longer text; what is left of the last word of it is not shown. */
    private static final int READ_LIMIT = 4_000;
    /** So many letters and digits of a known value in a row are taken for an echo of it. */
    private static final int SHINGLE = 6;
    private static final int MIN_KNOWN = 3;

    private static final Pattern NUMBER = Pattern.compile("\\+?\\p{Nd}(?:[ ().\\-/]{0,3}\\p{Nd}){6,}");
    private static final Pattern SHORT_NUMBER = Pattern.compile("\\+\\p{Nd}{6}");
    private static final Pattern ADDRESS = Pattern.compile(
            "[^\\s@\"'<>,;:]{1,64}@[^\\s@\"'<>,;:]{1,255}");
    /** UUIDs, dates and times, amounts and versions, words that mix letters and digits. */
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern NO_NUMBER = Pattern.compile(String.join("|",
            "\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b",
            "(?<![\\d+])(?:19|20)\\d\\d-[01]\\d-[0-3]\\d(?:[T ][0-2]\\d:?[0-5]\\d(?::?[0-5]\\d)?(?:\\.\\d{1,9})?"
                                                                          + "(?:Z|[+-]\\d\\d:?\\d\\d)?)?(?!\\d)",
            "(?<![\\d+])(?:19|20)\\d\\d(?:/[01]?\\d/[0-3]?\\d|[01]\\d[0-3]\\d)(?!\\d)",
            "(?<![\\d+])[0-3]?\\d[./][01]?\\d[./](?:19|20)\\d\\d(?!\\d)",
            "(?<![\\d+.,])\\d{1,9}[.,]\\d{1,4}(?![\\d.,])",
            "(?<![\\d+.])" + OCTET + "(?:\\." + OCTET + "){3}(?![\\d.])",
            "\\b(?!(?i:tel|to|from|phone|mobile|number|msisdn|sms|call)[-_]?\\d)(?=[\\w-]*[A-Za-z])(?=[\\w-]*\\d)[A-Za-z0-9]+"
                                                                          + "(?:[_-][A-Za-z0-9]+)*\\b"));
    /** A run of digits behind one of these names a thing. */
    private static final Pattern ID_BEFORE = Pattern.compile(
            "(?i)(?:\\b(?:id|ids|uuid|request|message|order|batch|list|job|ticket|trace|transaction|campaign|reference|ref|timestamp)"
                                                             + "\\b[ \"']{0,2}(?:[:=#][ \"']{0,2}|(?:id|no\\.?|number)[ :=#]{1,2})?|#)$");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");
    private static final Pattern LAST_WORD = Pattern.compile("\\S{0,300}[^\\p{L}]{0,40}$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");

    private final Set<String> shingles = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final List<String> plain = new ArrayList<>();

    /**
     * @param known credentials, texts and numbers of an exchange; nulls and what is too short to tell are left out
     */
    public Redaction(Collection<String> known) {
        for (String value : known) {
            if (value != null && !value.isBlank()) {
                add(value.strip());
            }
        }
    }

    /**
     * A phone number or e-mail address of which only the ends are left, such as {@code +372***23} or
     * {@code p***@***.org}; what is too short to be either keeps its first character.
     */
    public static String recipient(String value) {
        if (value == null || value.isBlank()) {
            return "(none)";
        }
        String trimmed = oneLine(value).strip();
        if (trimmed.isEmpty()) {
            return "(none)";
        }
        int at = trimmed.indexOf('@');
        if (at > 0) {
            int dot = trimmed.lastIndexOf('.');
            String end = dot > at ? trimmed.substring(dot) : "";
            return trimmed.substring(0, trimmed.offsetByCodePoints(0, 1)) + "***@***"
                   + (end.matches("\\.\\p{Alpha}{2,12}") ? end : "");
        }
        if (trimmed.length() < 8) {
            return trimmed.substring(0, trimmed.offsetByCodePoints(0, 1)) + MASK;
        }
        return trimmed.substring(0, 4) + MASK + trimmed.substring(trimmed.length() - 2);
    }

    /**
     * A provider's text on one line, cut to a sane length, in which every phone number and e-mail address is masked.
     * Dates, times, amounts, UUIDs and ids of letters and digits are left as they are.
     */
    public static String text(String value) {
        return value == null ? null : cut(masked(readable(value)), TEXT_LIMIT);
    }

    /** A provider's error code: as {@link #text}, but shorter, and never a number of a person. */
    public static String code(String value) {
        return value == null ? null : cut(masked(readable(value)), CODE_LIMIT);
    }

    /** A name that somebody gave, such as an unknown key of a Map, which may be a number or a text. */
    public static String name(String value) {
        return value == null ? null : cut(masked(readable(value)), CODE_LIMIT);
    }

    /** As {@link #text}, and nothing that is known of the exchange is left. */
    public String apply(String value) {
        if (value == null) {
            return null;
        }
        return cut(masked(hideKnown(hideEncoded(readable(value)))), TEXT_LIMIT);
    }

    private void add(String value) {
        plain.add(value);
        String letters = letters(value, null);
        learn(letters);
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        learn(letters(encoded, null));
        learn(letters(encoded.replace("+", "%20"), null));
        learn(letters(escaped(value), null));
        for (String word : value.split("[^\\p{L}\\p{Nd}]+")) {
            boolean code = word.chars().anyMatch(Character::isDigit);
            if (word.length() > MIN_KNOWN || code && word.length() == MIN_KNOWN) {
                if (code || word.length() == letters.length()) {
                    words.add(word.toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private void learn(String letters) {
        for (int i = 0; i + SHINGLE <= letters.length(); i++) {
            shingles.add(letters.substring(i, i + SHINGLE));
        }
    }

    /** Runs of Base64 that hold something known. */
    private String hideEncoded(String text) {
        return BASE64.matcher(text).replaceAll(run -> Matcher.quoteReplacement(
                holdsKnown(run.group()) ? MASK : run.group()));
    }

    private boolean holdsKnown(String run) {
        String standard = run.replace('-', '+').replace('_', '/').replace("=", "");
        for (int start = 0; start < 4 && standard.length() - start >= 4; start++) {
            String whole = standard.substring(start, start + (standard.length() - start) / 4 * 4);
            String rest = standard.substring(start);
            byte[] decoded = Base64.getDecoder().decode(rest.length() % 4 == 1 ? whole : rest);
            String text = new String(decoded, StandardCharsets.UTF_8);
            if (!hideKnown(text).equals(text)) {
                return true;
            }
        }
        return false;
    }

    private String hideKnown(String text) {
        String hidden = text;
        for (String value : plain) {
            if (value.length() > MIN_KNOWN) {
                hidden = hidden.replace(oneLine(value), MASK);
            }
        }
        List<Integer> places = new ArrayList<>();
        String letters = letters(hidden, places);
        BitSet marked = new BitSet();
        for (int i = 0; i + SHINGLE <= letters.length(); i++) {
            if (shingles.contains(letters.substring(i, i + SHINGLE))) {
                marked.set(places.get(i), places.get(i + SHINGLE - 1) + 1);
            }
        }
        Matcher word = WORD.matcher(hidden);
        while (word.find()) {
            if (words.contains(word.group().toLowerCase(Locale.ROOT))) {
                marked.set(word.start(), word.end());
            }
        }
        if (marked.isEmpty()) {
            return hidden;
        }
        StringBuilder left = new StringBuilder();
        int from = 0;
        for (int start = marked.nextSetBit(0); start >= 0; start = marked.nextSetBit(from)) {
            left.append(hidden, from, start).append(MASK);
            from = marked.nextClearBit(start);
        }
        return left.append(hidden, from, hidden.length()).toString();
    }

    /** Letters and digits alone, in lower case, so that no sign between them hides an echo. */
    private static String letters(String text, List<Integer> places) {
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                int digit = Character.digit(c, 10);
                letters.append(digit >= 0 ? (char) ('0' + digit) : Character.toLowerCase(c));
                if (places != null) {
                    places.add(i);
                }
            }
        }
        return letters.toString();
    }

    /** As JSON may write it. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(c < 128 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return escaped.toString();
    }

    private static String masked(String text) {
        String addresses = ADDRESS.matcher(text).replaceAll(match -> Matcher.quoteReplacement(recipient(match.group())));
        StringBuilder left = new StringBuilder();
        Matcher spared = NO_NUMBER.matcher(addresses);
        int from = 0;
        while (spared.find()) {
            left.append(numbersMasked(addresses.substring(from, spared.start()))).append(spared.group());
            from = spared.end();
        }
        return left.append(numbersMasked(addresses.substring(from))).toString();
    }

    private static String numbersMasked(String text) {
        Matcher numbers = NUMBER.matcher(text);
        StringBuilder left = new StringBuilder();
        int from = 0;
        while (numbers.find()) {
            boolean id = numbers.group().chars().allMatch(Character::isDigit)
                    && ID_BEFORE.matcher(text.substring(Math.max(0, numbers.start() - 40), numbers.start())).find();
            left.append(text, from, numbers.start()).append(id ? numbers.group() : recipient(numbers.group()));
            from = numbers.end();
        }
        left.append(text, from, text.length());
        return SHORT_NUMBER.matcher(left).replaceAll(match -> Matcher.quoteReplacement(recipient(match.group())));
    }

    /** One line, not longer than what is worth reading. */
    private static String readable(String text) {
        if (text.length() <= READ_LIMIT) {
            return oneLine(text);
        }
        // what is cut in the middle is not recognized
        return LAST_WORD.matcher(oneLine(text.substring(0, READ_LIMIT))).replaceFirst("") + "...";
    }

    /** Without what breaks a line, colours a terminal, turns the writing or is not seen at all. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> line.append(' ');
                case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> {
                    // nothing stays of them
                }
                default -> line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "...";
    }
}
