/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import io.camelmessaging.common.internal.Redaction;

/**
 * Reads, checks and formats phone numbers: the one reader of the suite.
 * <p>
 * What comes out has the digits that went in, in their order, plus at most a country code and minus at most a trunk or
 * international prefix; what cannot be read so is refused. With a {@code +} or with a default region a number becomes
 * E.164. Without both it is what the provider's {@link NumberRule} says.
 */
public final class PhoneNumbers {

    private static final int SHORTEST_E164 = 8;
    private static final int LONGEST_E164 = 16;
    private static final int MAX_CALLING_CODE_LENGTH = 3;
    private static final int MEXICO = 52;
    private static final long MEXICAN_MOBILE = 10_000_000_000L;
    private static final String USUAL_TRUNK_PREFIX = "0";
    /** Prefixes that some countries understand beside their own: Lithuania the one it had, Belarus its two as one. */
    private static final Map<Integer, Set<String>> OLD_TRUNK_PREFIXES
            = Map.of(370, Set.of("8"), 375, Set.of("8", "80"), MEXICO, Set.of("1"));
    private static final String ABROAD = "00";
    private static final String ABROAD_FROM_AUSTRALIA = "0011";
    private static final String ABROAD_FROM_NORTH_AMERICA = "011";
    /** As 011 91234 5678, which is dialled so in São Paulo. */
    private static final int MAX_LOCAL = 12;
    private static final String AS_E164 = "; give it in E.164 form such as +37255500123";

    private static final String TWO_PREFIXES = "has two prefixes that are dialled before a number" + AS_E164 + ".";
    /** A number of another country, to see what is dialled before it. */
    private static final String LONDON = "442079460018";

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final NumberCheck check;
    private final String defaultRegion;
    private final NumberRule rule;
    /** By code, filled as codes are met. */
    private final AtomicReferenceArray<CallingCode> callingCodes = new AtomicReferenceArray<>(1000);

    /**
     * For numbers that may be local ones.
     *
     * @param check         how strictly to check
     * @param defaultRegion the ISO 3166 country of numbers without country code, or null
     */
    public PhoneNumbers(NumberCheck check, String defaultRegion) {
        this(check, defaultRegion, NumberRule.LOCAL);
    }

    /**
     * @param check         how strictly to check
     * @param defaultRegion the ISO 3166 country of numbers without country code, or null
     * @param rule          what the provider takes
     */
    public PhoneNumbers(NumberCheck check, String defaultRegion, NumberRule rule) {
        if (defaultRegion != null && !library.getSupportedRegions().contains(defaultRegion)) {
            throw new IllegalArgumentException(
                    "The option defaultRegion takes a two-letter country code in upper case such as IE, and '" + defaultRegion
                                               + "' is none.");
        }
        this.check = check;
        this.defaultRegion = defaultRegion;
        this.rule = rule;
    }

    /**
     * The number without blanks, dashes, dots and brackets: E.164 where its country is known, else digits.
     *
     * @param  given                    what was given: text or a whole number
     * @param  source                   which field, option or header it came from; named in the exception
     * @throws IllegalArgumentException if it cannot be read, or if the check or the provider's rule refuses it
     */
    public String normalize(Object given, String source) {
        String number = given instanceof String e164 && isE164(e164) ? e164 : number(given, source);
        int digits = number.startsWith("+") ? number.length() - 1 : number.length();
        if (check != NumberCheck.off && (digits < rule.shortest() || digits > rule.longest())) {
            throw refused(given, source, rule.localForms() && !number.startsWith("+")
                    ? "is not a run of " + rule.shortest() + " to " + rule.longest() + " digits" + remedy()
                    : "has " + digits + " digits, and the provider takes " + rule.shortest() + " to " + rule.longest()
                      + "; give it with its country code, or set numberCheck=off to let the provider decide.");
        }
        return number;
    }

    private String number(Object given, String source) {
        NumberText text;
        try {
            text = NumberText.of(given);
        } catch (IllegalArgumentException e) {
            throw refused(given, source, e.getMessage() + "; give a phone number alone, as text in E.164 form such as "
                                         + "+37255500123.");
        }
        String digits = text.digits();
        boolean plain = digits.charAt(0) != '+';
        if (plain && defaultRegion != null) {
            // a zero in brackets stands behind a country code, of whatever country
            return text.trunkZero() > 0 && digits.charAt(0) != '0'
                    ? international(text.international(), given, source) : parsed(text, defaultRegion, given, source);
        }
        if (plain && digits.startsWith(ABROAD) && digits.length() > SHORTEST_E164) {
            if (digits.startsWith(ABROAD_FROM_AUSTRALIA)) {
                throw refused(given, source, "begins with 0011, which is Australia's international prefix and elsewhere none"
                                             + remedy());
            }
            NumberText behindPrefix
                    = new NumberText("+" + digits.substring(2), text.trunkZero() < 0 ? -1 : text.trunkZero() - 1);
            return withOnePrefix(international(behindPrefix, given, source), behindPrefix.digits(), given, source);
        }
        if (plain && rule.localForms() && text.trunkZero() < 0) {
            if (isDialledInNorthAmerica(digits)) {
                throw refused(given, source, "begins with 011, which is North America's international prefix and elsewhere none"
                                             + remedy());
            }
            return digits;
        }
        if (plain && text.trunkZero() < 0 && digits.length() < NumberRule.PLAIN_INTERNATIONAL) {
            throw refused(given, source,
                    "has no country code: digits without + count as international from "
                                         + NumberRule.PLAIN_INTERNATIONAL + " digits on"
                                         + AS_E164 + ", or set defaultRegion for local numbers.");
        }
        return international(plain ? text.international() : text, given, source);
    }

    /** No local number is so long, and behind the prefix stands what may be a number of another country. */
    private boolean isDialledInNorthAmerica(String digits) {
        if (!digits.startsWith(ABROAD_FROM_NORTH_AMERICA) || digits.length() <= MAX_LOCAL) {
            return false;
        }
        PhoneNumber abroad = parse("+" + digits.substring(ABROAD_FROM_NORTH_AMERICA.length()), null);
        return abroad != null && isPossible(abroad);
    }

    /**
     * Behind an international prefix only a zero is taken for a trunk prefix, and the 1 that mobile numbers of Mexico
     * had: with another digit it was not the prefix that it seemed to be.
     */
    private String withOnePrefix(String number, String behindPrefix, Object given, String source) {
        int left = Arrays.mismatch(behindPrefix.toCharArray(), number.toCharArray());
        if (left >= 0 && (behindPrefix.length() - number.length() > 1
                || behindPrefix.charAt(left) != '0' && !number.startsWith("+" + MEXICO))) {
            throw refused(given, source, TWO_PREFIXES);
        }
        return number;
    }

    /**
     * Whether what stands before the national number is what is dialled from the region, the country code and no more.
     */
    private boolean hasOnePrefix(int callingCode, String before) {
        return Stream.of("", "0", callingCode == MEXICO ? "1" : "").map(trunk -> callingCode + trunk).filter(before::endsWith)
                .anyMatch(end -> {
                    PhoneNumber london = parse(before.substring(0, before.length() - end.length()) + LONDON, defaultRegion);
                    return london != null && LONDON.equals("" + london.getCountryCode() + london.getNationalNumber());
                });
    }

    private String international(NumberText text, Object given, String source) {
        return text.trunkZero() < 0 && isE164(text.digits()) ? text.digits() : parsed(text, null, given, source);
    }

    private String parsed(NumberText text, String region, Object given, String source) {
        PhoneNumber parsed = parse(text, region);
        boolean readable = parsed != null && (check != NumberCheck.off || isPossible(parsed));
        if (!readable && check == NumberCheck.off && (region == null || rule.localForms())) {
            return NumberText.of(given).digits();
        }
        if (!readable) {
            throw refused(given, source, "is not a phone number" + remedy());
        }
        if (mayLackItsZero(text, region, parsed)) {
            throw refused(given, source, "can be read with the zero in brackets and without it" + AS_E164 + ".");
        }
        return checked(parsed, text.digits(), given, source);
    }

    /**
     * Whether a zero in brackets was kept as part of a landline's number, as in Italy, and what is left without it is
     * somebody's mobile number, as people write the zero by habit.
     */
    private boolean mayLackItsZero(NumberText text, String region, PhoneNumber parsed) {
        int zero = text.trunkZero();
        if (zero < 0 || !parsed.isItalianLeadingZero()) {
            return false;
        }
        PhoneNumber without = parse(text.digits().substring(0, zero) + text.digits().substring(zero + 1), region);
        return without != null && isMobile(without);
    }

    private PhoneNumber parse(NumberText text, String region) {
        PhoneNumber parsed = parse(text.digits(), region);
        int zero = text.trunkZero();
        if (parsed != null && zero >= 0 && text.digits().substring(0, zero).endsWith(String.valueOf(parsed.getCountryCode()))
                && !beginsWithZero(parsed.getCountryCode())) {
            // people write it in brackets behind the country code, and nobody dials it from abroad
            String dialled = text.digits().substring(0, zero) + text.digits().substring(zero + 1);
            parsed = parse(dialled, region);
            if (parsed != null && hasTrunkPrefix(parsed, dialled)) {
                // two prefixes of one number
                return null;
            }
        }
        if (parsed != null && parsed.isItalianLeadingZero() && !library.isValidNumber(parsed)) {
            // numbers there begin with no zero (Poland, Chile, Colombia): it is what is or was dialled before them
            PhoneNumber withoutZero = new PhoneNumber().mergeFrom(parsed).clearItalianLeadingZero()
                    .clearNumberOfLeadingZeros();
            return parsed.getNumberOfLeadingZeros() == 1 && library.isValidNumber(withoutZero) ? withoutZero : parsed;
        }
        if (parsed != null && parsed.getCountryCode() == MEXICO && parsed.getNationalNumber() / MEXICAN_MOBILE == 1
                && parsed.getCountryCodeSource() != CountryCodeSource.FROM_DEFAULT_COUNTRY && !parsed.isItalianLeadingZero()) {
            // the 1 that mobile numbers had when they were dialled from abroad, until 2020
            parsed.setNationalNumber(parsed.getNationalNumber() % MEXICAN_MOBILE);
        }
        return parsed;
    }

    private String checked(PhoneNumber parsed, String digits, Object given, String source) {
        String refusal = refusal(parsed);
        if (refusal != null) {
            throw refused(given, source, refusal + remedy());
        }
        if (!parsed.getPreferredDomesticCarrierCode().isEmpty()) {
            throw refused(given, source, "holds the code of a carrier" + AS_E164 + ".");
        }
        String national = library.getNationalSignificantNumber(parsed);
        if (!digits.endsWith(national) || !isTrunkPrefix(trunkPrefix(parsed, digits, national), parsed)) {
            // what is dialled so within the country has other digits abroad
            throw refused(given, source, "is a form that is dialled within its country only" + AS_E164 + ".");
        }
        if (hasOtherReading(parsed, digits, digits.equals(national))) {
            throw refused(given, source, "can be read with its country code and without one" + AS_E164
                                         + ", or with what is dialled before a local number.");
        }
        if (namesItTwice(parsed)) {
            throw refused(given, source, "seems to have its country code twice" + AS_E164 + ".");
        }
        if (parsed.getCountryCodeSource() == CountryCodeSource.FROM_NUMBER_WITH_IDD
                && !hasOnePrefix(parsed.getCountryCode(), digits.substring(0, digits.length() - national.length()))) {
            throw refused(given, source, TWO_PREFIXES);
        }
        String number = library.format(parsed, PhoneNumberFormat.E164);
        if (number.length() > LONGEST_E164 && check != NumberCheck.off) {
            throw refused(given, source, "is too long for a phone number" + remedy());
        }
        return number;
    }

    /**
     * Whether what was read by the rules of the region may be somebody else's number, whose plus is missing. Where the
     * region has the number, that is only so if digits alone begin with the region's own code (Germany, Indonesia,
     * Kosovo, Sweden); where it has not, zeros may have been typed that are dialled elsewhere.
     */
    private boolean hasOtherReading(PhoneNumber parsed, String digits, boolean plain) {
        if (digits.charAt(0) == '+') {
            return false;
        }
        String withPlus = digits.replaceFirst("^0*", "+");
        PhoneNumber other = parse(new NumberText(withPlus, -1), null);
        if (other == null || isSame(other, parsed) || !library.isValidNumber(other) && !namesItTwice(other)) {
            return false;
        }
        return !library.isValidNumber(parsed)
                || plain && (other.getCountryCode() == parsed.getCountryCode() || isMobile(other) && !isMobile(parsed));
    }

    private boolean isMobile(PhoneNumber number) {
        PhoneNumberType type = library.getNumberType(number);
        return type == PhoneNumberType.MOBILE || type == PhoneNumberType.FIXED_LINE_OR_MOBILE;
    }

    private static boolean isSame(PhoneNumber one, PhoneNumber other) {
        return one.getCountryCode() == other.getCountryCode() && one.getNationalNumber() == other.getNationalNumber();
    }

    /** Whether behind the country code stands the number with its country code once more. */
    private boolean namesItTwice(PhoneNumber parsed) {
        String number = String.valueOf(parsed.getNationalNumber());
        if (!number.startsWith(String.valueOf(parsed.getCountryCode())) || library.isValidNumber(parsed)) {
            return false;
        }
        PhoneNumber once = parse(new NumberText("+" + number, -1), null);
        return once != null && (library.isValidNumber(once) || namesItTwice(once));
    }

    private boolean hasTrunkPrefix(PhoneNumber parsed, String dialled) {
        String before = dialled.substring(0, dialled.length() - library.getNationalSignificantNumber(parsed).length());
        String callingCode = String.valueOf(parsed.getCountryCode());
        return !before.endsWith(callingCode) || before.indexOf(callingCode) < before.length() - callingCode.length();
    }

    /**
     * What stands between the country code, if one was given, and the number; all before it if there is no such code.
     */
    private static String trunkPrefix(PhoneNumber parsed, String digits, String national) {
        String before = digits.substring(0, digits.length() - national.length());
        String callingCode = String.valueOf(parsed.getCountryCode());
        int start = switch (parsed.getCountryCodeSource()) {
            case FROM_NUMBER_WITH_PLUS_SIGN -> before.startsWith("+" + callingCode) ? 1 : -1;
            case FROM_NUMBER_WITHOUT_PLUS_SIGN -> before.startsWith(callingCode) ? 0 : -1;
            case FROM_NUMBER_WITH_IDD -> before.lastIndexOf(callingCode);
            default -> -1;
        };
        return start < 0 ? before : before.substring(start + callingCode.length());
    }

    /** Whether it is what people dial before a number at home, and no prefix of collect calls, or two prefixes. */
    private boolean isTrunkPrefix(String prefix, PhoneNumber parsed) {
        boolean atHome = parsed.getCountryCodeSource() == CountryCodeSource.FROM_DEFAULT_COUNTRY;
        if (parsed.getCountryCodeSource() == CountryCodeSource.FROM_NUMBER_WITH_IDD && !prefix.isEmpty()
                && !prefix.equals("0")) {
            // not the international prefix that it seemed to be, as in 0011 65..., which is Singapore from Australia
            return false;
        }
        String region = atHome ? defaultRegion : library.getRegionCodeForCountryCode(parsed.getCountryCode());
        return prefix.isEmpty() || prefix.equals(USUAL_TRUNK_PREFIX)
                || OLD_TRUNK_PREFIXES.getOrDefault(parsed.getCountryCode(), Set.of()).contains(prefix)
                || library.getSupportedRegions().contains(region)
                        && prefix.equals(library.getNddPrefixForRegion(region, true));
    }

    private PhoneNumber parse(String digits, String region) {
        try {
            return library.parseAndKeepRawInput(digits, region);
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** Whether international numbers of a country begin with the zero that is dialled within it. */
    private boolean beginsWithZero(int callingCode) {
        String region = library.getRegionCodeForCountryCode(callingCode);
        return library.getSupportedRegions().contains(region)
                && library.getExampleNumberForType(region, PhoneNumberType.FIXED_LINE).isItalianLeadingZero();
    }

    /**
     * Whether a text is a number in E.164 form that holds no trunk prefix and passes the check: to parse it takes ten
     * times as long, and only finds what such a number does not have.
     */
    private boolean isE164(String text) {
        int length = text.length();
        if (length < SHORTEST_E164 || length > LONGEST_E164 || text.charAt(0) != '+' || text.charAt(1) == '0'
                || !isDigits(text, 1)) {
            return false;
        }
        int code = 0;
        for (int end = 1; end <= MAX_CALLING_CODE_LENGTH; end++) {
            code = code * 10 + text.charAt(end) - '0';
            CallingCode country = callingCode(code);
            if (country != CallingCode.NONE) {
                return country.isInternational(text, end + 1) && !mayNameItTwice(country, text, end)
                        && passes(country, code, text, end + 1);
            }
        }
        return false;
    }

    /** Whether the country code stands twice, and what is behind it is long enough for a number. */
    private static boolean mayNameItTwice(CallingCode country, String text, int codeLength) {
        int second = codeLength + 1;
        return text.regionMatches(1, text, second, codeLength) && country.isPossible(text.length() - second - codeLength);
    }

    private boolean passes(CallingCode country, int code, String text, int nationalNumber) {
        return switch (check) {
            case off -> true;
            case possible -> country.isPossible(text.length() - nationalNumber);
            case valid -> refusal(new PhoneNumber().setCountryCode(code)
                    .setNationalNumber(Long.parseLong(text, nationalNumber, text.length(), 10))) == null;
        };
    }

    private CallingCode callingCode(int code) {
        CallingCode known = callingCodes.get(code);
        if (known == null) {
            known = CallingCode.of(code, library);
            callingCodes.set(code, known);
        }
        return known;
    }

    private static boolean isDigits(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** What is wrong with the number; null for nothing. */
    private String refusal(PhoneNumber number) {
        if (check == NumberCheck.off) {
            return null;
        }
        if (check == NumberCheck.valid && !library.isValidNumber(number)) {
            return "is not a number that its country has assigned";
        }
        return isPossible(number) ? null : "is too short or too long for its country";
    }

    /** A number that can be dialled only from within its area is possible only there. */
    private boolean isPossible(PhoneNumber number) {
        return library.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }

    private static String remedy() {
        return AS_E164 + ", set defaultRegion for local numbers, or relax numberCheck.";
    }

    private static IllegalArgumentException refused(Object given, String source, String why) {
        return new IllegalArgumentException(
                "The phone number " + Redaction.recipient(String.valueOf(given)) + " (" + source + ") " + why);
    }
}
