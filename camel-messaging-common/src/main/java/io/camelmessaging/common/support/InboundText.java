/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text of the bytes that a provider's call holds.
 * <p>
 * A byte order mark tells the charset, then the one that the content type names, then how the bytes look; what is not
 * what it claims to be, or claims something unknown, is read as UTF-8 where it is that, and as windows-1252 otherwise,
 * which browsers take for ISO-8859-1 too. Control characters are dropped, since databases refuse them.
 */
final class InboundText {

    private static final Pattern NAMED = Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\"';,\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern LOST_PLUS = Pattern.compile("\\s+([1-9][0-9 ]{6,17})\\s*");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final char MARK = '\uFEFF';

    private InboundText() {
    }

    /** The charset that a content type names; null if it names none, or none that is known here. */
    static Charset named(String contentType) {
        Matcher name = NAMED.matcher(contentType == null ? "" : contentType);
        if (!name.find()) {
            return null;
        }
        String charset = name.group(1).toLowerCase(Locale.ROOT);
        if (charset.equals("utf8")) {
            return StandardCharsets.UTF_8;
        }
        try {
            Charset known = Charset.forName(charset);
            return known.equals(StandardCharsets.ISO_8859_1) || known.equals(StandardCharsets.US_ASCII) ? WINDOWS_1252 : known;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    /**
     * The body as bytes in which ASCII stands for itself, so that a form can be cut into fields before its escapes are
     * read, and the charset of what is not ASCII.
     */
    record Body(byte[] content, Charset charset) {

        String text() {
            return decode(content, charset);
        }

        /** The fields of a form; of several of one name the first. */
        Map<String, String> form() {
            return clean(fields(new String(content, StandardCharsets.ISO_8859_1), charset));
        }
    }

    /** @param named the charset that the content type names; null for none */
    static Body body(byte[] content, Charset named) {
        Charset wide = wide(content, named);
        if (wide != null) {
            return new Body(stripMark(new String(content, wide)).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
        if (content.length >= 3 && (content[0] & 0xFF) == 0xEF && (content[1] & 0xFF) == 0xBB && (content[2] & 0xFF) == 0xBF) {
            return new Body(Arrays.copyOfRange(content, 3, content.length), StandardCharsets.UTF_8);
        }
        return new Body(content, named == null || isWide(named) ? StandardCharsets.UTF_8 : named);
    }

    /** The charset of text of two or four bytes a character; null if it is none. */
    private static Charset wide(byte[] content, Charset named) {
        int first = content.length > 0 ? content[0] & 0xFF : -1;
        int second = content.length > 1 ? content[1] & 0xFF : -1;
        if (first == 0xFE && second == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0xFF && second == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        // JSON and forms begin with ASCII
        if (first == 0 && second > 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (first > 0 && second == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return named != null && isWide(named) && first == 0 ? named : null;
    }

    private static boolean isWide(Charset charset) {
        String name = charset.name();
        return name.startsWith("UTF-16") || name.startsWith("UTF-32") || name.startsWith("X-UTF");
    }

    /** The parameters of a query as they are, since a token is one; of several of one name the first. */
    static Map<String, String> query(String raw) {
        return fields(new String(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(String encoded, Charset charset) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(unescape(pair.substring(0, equals), true, charset),
                        unescape(pair.substring(equals + 1), true, charset));
            }
        }
        return fields;
    }

    /**
     * What a server left encoded: it read the pluses and not the escapes.
     *
     * @param charset of the escapes; null for none that was named
     */
    static String unescape(String value, Charset charset) {
        if (!PERCENT.matcher(value).find()) {
            return value;
        }
        return value.chars().allMatch(c -> c < 128)
                ? unescape(value, false, charset == null ? StandardCharsets.UTF_8 : charset)
                : unescape(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), false,
                        StandardCharsets.UTF_8);
    }

    /** A percent sign that begins no escape stands for itself. */
    private static String unescape(String bytes, boolean pluses, Charset charset) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c == '%' && i + 2 < bytes.length() && Character.digit(bytes.charAt(i + 1), 16) >= 0
                    && Character.digit(bytes.charAt(i + 2), 16) >= 0) {
                content.write(Character.digit(bytes.charAt(i + 1), 16) * 16 + Character.digit(bytes.charAt(i + 2), 16));
                i += 2;
            } else {
                content.write(c == '+' && pluses ? ' ' : c);
            }
        }
        return decode(content.toByteArray(), charset);
    }

    private static String decode(byte[] content, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            return new String(content, WINDOWS_1252);
        }
    }

    static String stripMark(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    static Map<String, String> clean(Map<String, String> fields) {
        Map<String, String> clean = new LinkedHashMap<>();
        fields.forEach((name, value) -> clean.putIfAbsent(clean(name).strip(), clean(value)));
        return clean;
    }

    /** Without control characters other than tabs and line breaks, and with no half of a surrogate pair. */
    static String clean(String text) {
        int first = 0;
        while (first < text.length() && isFine(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.append('\uFFFD');
            } else if (!isControl(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    private static boolean isFine(char c) {
        return !Character.isSurrogate(c) && !isControl(c);
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F;
    }

    /** A number whose unescaped plus was read as a blank. */
    static String number(String value) {
        Matcher lost = LOST_PLUS.matcher(value);
        return lost.matches() ? "+" + lost.group(1).strip() : value;
    }
}
