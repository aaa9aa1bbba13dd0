package io.camelmessaging.common;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Personal data made safe for logs and exceptions.
 */
public final class Masked {

    private static final Pattern NUMBER = Pattern.compile("\\+?\\d(?:[ ().-]{0,2}\\d){5,}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\"'<>,;:]+@[^\\s@\"'<>,;:]+");
    private static final int TEXT_LIMIT = 200;

    private Masked() {
    }

    /**
     * A phone number or e-mail address of which only the ends are left, such as {@code +372***23} or
     * {@code p***@***.org}; what is too short to be either keeps its first character.
     */
    public static String recipient(String value) {
        if (value == null || value.isBlank()) {
            return "(none)";
        }
        String trimmed = value.strip();
        int at = trimmed.indexOf('@');
        if (at > 0) {
            int dot = trimmed.lastIndexOf('.');
            return trimmed.charAt(0) + "***@***" + (dot > at ? trimmed.substring(dot) : "");
        }
        if (trimmed.length() < 8) {
            return trimmed.charAt(0) + "***";
        }
        return trimmed.substring(0, 4) + "***" + trimmed.substring(trimmed.length() - 2);
    }

    /** A provider's text, cut to a sane length, in which every phone number and e-mail address is masked. */
    public static String text(String value) {
        if (value == null) {
            return null;
        }
        String cut = value.length() > TEXT_LIMIT ? value.substring(0, TEXT_LIMIT) + "..." : value;
        String numbers = NUMBER.matcher(cut).replaceAll(match -> Matcher.quoteReplacement(recipient(match.group())));
        return ADDRESS.matcher(numbers).replaceAll(match -> Matcher.quoteReplacement(recipient(match.group())));
    }
}
