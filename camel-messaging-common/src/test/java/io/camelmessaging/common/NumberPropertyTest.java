/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.RegionPrefixes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is given, the digits on the wire are those given, in their order, plus at most a country code and minus at
 * most a trunk or international prefix; or nothing is sent.
 */
class NumberPropertyTest {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /** All regions, and none. */
    private static final Map<String, RegionPrefixes> PREFIXES = Stream
            .concat(Stream.of(""), LIBRARY.getSupportedRegions().stream().sorted())
            .collect(Collectors.toMap(region -> region,
                    region -> region.isEmpty() ? new RegionPrefixes("00", "") : RegionPrefixes.of(region), (one, other) -> one,
                    LinkedHashMap::new));

    /** What people dial before a number of a country, or once dialled, and the library's data call otherwise. */
    private static final Map<String, String> OTHER_TRUNKS
            = Map.of("52", "1", "370", "8", "375", "0|80?", "241", "0");

    private static final Pattern TRUNK_ZERO = Pattern.compile("\\(\\p{Cf}*0\\p{Cf}*\\)");

    private static final List<NumberRule> RULES = List.of(
            NumberRule.LOCAL, NumberRule.INTERNATIONAL, new NumberRule(false, 11, 16));

    @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
    void theDigitsOnTheWireAreThoseGiven(
            @ForAll("texts") String given, @ForAll("regions") String region, @ForAll("rules") NumberRule rule,
            @ForAll NumberCheck check) {
        check(given, digits(given), region, rule, check);
    }

    /** What was found so; each build plays other inputs and names the seed of what fails. */
    @ParameterizedTest
    @CsvSource({
            "5500000000001,BR", "1 (787) 234-5678,MX", "000447700900123,GB", "0011(0) 680 620 1234,IT",
            "0011 65 9234 5678,GB", "00 1 1 202 555 0100,DE", "00 7 8 916 123 4567,GB", "011 44 7700 900123,",
            "1 11(80-0) 212-3-456,DO", "1118615233377,BS", "3708045488064,LT", "4915123456789,DE", "011241531,GA",
            "00 36 0690 123 456,", "0599 123 456,BY", "0200 223 4567,MX" })
    void whatWasFoundBefore(String given, String place) {
        String region = place == null ? "" : place;
        for (NumberRule rule : RULES) {
            for (NumberCheck check : NumberCheck.values()) {
                check(given, digits(given), region, rule, check);
            }
        }
    }

    @Property(tries = 5_000, shrinking = ShrinkingMode.BOUNDED)
    void aValueOfAnotherTypeIsAWholeNumberOrRefused(
            @ForAll("values") Object given, @ForAll("regions") String region, @ForAll("rules") NumberRule rule,
            @ForAll NumberCheck check) {
        boolean whole = given instanceof Long || given instanceof Integer || given instanceof BigInteger
                || given instanceof BigDecimal decimal && decimal.scale() == 0;
        String wire = check(given, digits(given.toString()), region, rule, check);
        assertThat(wire == null || whole).isTrue();
    }

    @Property(tries = 1000)
    void decorationChangesNothing(
            @ForAll("numbers") String number, @ForAll("decorations") List<String> decorations,
            @ForAll("rules") NumberRule rule) {
        StringBuilder decorated = new StringBuilder();
        for (int i = 0; i < number.length(); i++) {
            // a dash before a number makes it negative
            String between = decorations.get(i % decorations.size());
            decorated.append(i == 0 ? between.replaceAll("\\p{Pd}|\\u2212", "") : between).append(number.charAt(i));
        }
        String expected = wire(number, null, rule, NumberCheck.possible);
        String wire = wire(decorated.toString(), null, rule, NumberCheck.possible);
        if (TRUNK_ZERO.matcher(decorated).find() && wire != null && !wire.equals(expected)) {
            // that says that the zero is dialled at home only
            assertThat(wire.length()).isEqualTo(expected.length() - 1);
            assertThat(isOf(expected.substring(1), wire.substring(1), "")).as("%s read as %s", decorated, wire).isTrue();
        } else if (!TRUNK_ZERO.matcher(decorated).find()) {
            assertThat(wire).isEqualTo(expected);
        }
    }

    private static String check(Object given, String givenDigits, String region, NumberRule rule, NumberCheck check) {
        String wire = wire(given, region.isEmpty() ? null : region, rule, check);
        if (wire == null) {
            return null;
        }
        assertThat(wire).matches(check == NumberCheck.off ? "\\+?[0-9]+" : "\\+[1-9][0-9]+|[0-9]+");
        String digits = wire.replace("+", "");
        if (!digits.equals(givenDigits)) {
            assertThat(isOf(givenDigits, digits, region)).as("%s read as %s for %s", given, wire, region).isTrue();
        }
        return wire;
    }

    /** Whether the digits are a country code and the end of what was given, and only a prefix is missing. */
    private static boolean isOf(String given, String wire, String region) {
        for (int code = 1; code <= 3 && code < wire.length(); code++) {
            if (!LIBRARY.getSupportedCallingCodes().contains(Integer.valueOf(wire.substring(0, code)))) {
                continue;
            }
            String callingCode = wire.substring(0, code);
            String number = wire.substring(code);
            String missing = given.endsWith(number) ? given.substring(0, given.length() - number.length()) : null;
            if (missing != null && (isFromAbroad(missing, callingCode, region) || isFromHome(missing, callingCode, region))) {
                return true;
            }
        }
        return false;
    }

    /** A country code, with one prefix at most beside it. */
    private static boolean isFromAbroad(String missing, String callingCode, String region) {
        String other = OTHER_TRUNKS.getOrDefault(callingCode, "0");
        return missing.matches(callingCode + "(?:0|" + other + ")?")
                || LIBRARY.getRegionCodesForCountryCode(Integer.parseInt(callingCode)).stream().filter(PREFIXES::containsKey)
                        .anyMatch(one -> missing.equals(callingCode + PREFIXES.get(one).home()))
                || missing.matches("(?:" + PREFIXES.get(region).abroad() + ")" + callingCode
                                   + (callingCode.equals("52") ? "[01]?" : "0?"));
    }

    /** No country code, and one prefix at most. */
    private static boolean isFromHome(String missing, String callingCode, String region) {
        return !region.isEmpty() && callingCode.equals(String.valueOf(LIBRARY.getCountryCodeForRegion(region)))
                && (missing.isEmpty() || missing.equals(PREFIXES.get(region).home())
                        || missing.matches("0|" + OTHER_TRUNKS.getOrDefault(callingCode, "0")));
    }

    private static String wire(Object given, String region, NumberRule rule, NumberCheck check) {
        try {
            return new PhoneNumbers(check, region, rule).normalize(given, "header");
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().filter(Character::isDigit)
                .forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }

    @Provide
    Arbitrary<String> regions() {
        return Arbitraries.of(PREFIXES.keySet());
    }

    @Provide
    Arbitrary<NumberRule> rules() {
        return Arbitraries.of(RULES);
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.of(LIBRARY.getSupportedRegions())
                .map(region -> LIBRARY.getExampleNumberForType(region, PhoneNumberType.MOBILE)).filter(number -> number != null)
                .map(number -> LIBRARY.format(number, PhoneNumberFormat.E164));
    }

    @Provide
    Arbitrary<List<String>> decorations() {
        return Arbitraries.of("", " ", "-", "\u00a0", "\u202f", "\u3000", "\u200b", "\u2060", "\ufeff", "\u2011", "\u2013",
                "\u2212", "\uff0d", "(", ")", "/").list().ofSize(17);
    }

    /** Numbers of many countries as they are written and dialled, with something changed here and there. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> written = Arbitraries.of(written());
        Arbitrary<String> odd = Arbitraries.oneOf(
                Arbitraries.of("+", "0", "00", "(0)", ".0", "x4", ",,4", ";ext=4", "E11", "*", "#", "-", "\u202a", "\ufeff",
                        "001", "0011", "8", "80", "06", "044", "90", "14", "(", ")", "\u0661", "\uff11", "\u00b2", " Max",
                        "tel:", "1", "15", "9", "011", "\n"),
                Arbitraries.chars().all().map(String::valueOf), Arbitraries.strings().numeric().ofMaxLength(3));
        Arbitrary<String> mutated = Combinators.combine(written, odd.list().ofMaxSize(2), Arbitraries.integers().between(0, 40))
                .as((number, oddities, place) -> {
                    StringBuilder text = new StringBuilder(number);
                    for (String oddity : oddities) {
                        text.insert(place % (text.length() + 1), oddity);
                    }
                    return text.toString();
                });
        return Arbitraries.frequencyOf(Tuple.of(4, mutated), Tuple.of(2, written),
                Tuple.of(2, Arbitraries.strings().withChars("+0123456789 -()./").ofMaxLength(20)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(20)));
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().map(Object.class::cast), Arbitraries.floats().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast), Arbitraries.integers().map(Object.class::cast),
                Arbitraries.longs().between(100_000_000L, 999_999_999_999L).map(value -> (Object) (double) value),
                Arbitraries.longs().between(100_000_000L, 999_999_999_999L).map(Object.class::cast),
                Arbitraries.bigIntegers().map(Object.class::cast), Arbitraries.bigDecimals().map(Object.class::cast),
                Arbitraries.of(true, 'x', List.of("447700900123"), Map.of("number", "447700900123"), new Object()));
    }

    private static List<String> written() {
        List<String> written = new ArrayList<>();
        for (String region : LIBRARY.getSupportedRegions()) {
            for (PhoneNumberType type : List.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)) {
                PhoneNumber number = LIBRARY.getExampleNumberForType(region, type);
                if (number != null) {
                    written.add(LIBRARY.format(number, PhoneNumberFormat.E164));
                    written.add(LIBRARY.format(number, PhoneNumberFormat.INTERNATIONAL));
                    written.add(LIBRARY.format(number, PhoneNumberFormat.NATIONAL));
                    for (String from : List.of("US", "GB", "AU", "JP", "BR")) {
                        written.add(LIBRARY.formatOutOfCountryCallingNumber(number, from));
                    }
                }
            }
        }
        return written;
    }
}
