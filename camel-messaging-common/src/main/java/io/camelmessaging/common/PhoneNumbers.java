package io.camelmessaging.common;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * Reads, checks and formats phone numbers.
 * <p>
 * With a {@code +} or with a default region a number becomes E.164. Without both it stays a run of digits, since local
 * forms are legal at some providers, and only its length is checked.
 */
public final class PhoneNumbers {

    private static final String DECORATION = " \t\n\u000b\f\r\u00a0()./-";
    private static final int LONGEST = 16;
    private static final int SHORTEST = 3;
    private static final int SHORTEST_E164 = 8;
    private static final int LONGEST_CALLING_CODE = 3;

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final NumberCheck check;
    private final String defaultRegion;

    /**
     * @param check         how strictly to check
     * @param defaultRegion the ISO 3166 country of numbers without country code, or null
     */
    public PhoneNumbers(NumberCheck check, String defaultRegion) {
        if (defaultRegion != null && !library.getSupportedRegions().contains(defaultRegion)) {
            throw new IllegalArgumentException(
                    "The option defaultRegion takes a two-letter country code in upper case such as IE, and '" + defaultRegion
                                               + "' is none.");
        }
        this.check = check;
        this.defaultRegion = defaultRegion;
    }

    /**
     * The number without blanks, dashes, dots and brackets: E.164 where its country is known, else digits.
     *
     * @param  number                   what was given
     * @param  source                   which field, option or header it came from; named in the exception
     * @throws IllegalArgumentException if the check refuses it
     */
    public String normalize(String number, String source) {
        String compact = compact(number);
        if (check == NumberCheck.off) {
            return compact;
        }
        if (!compact.startsWith("+") && defaultRegion == null) {
            if (!areDigits(compact, 0) || compact.length() < SHORTEST || compact.length() > LONGEST) {
                throw refused(number, source, "is not a run of " + SHORTEST + " to " + LONGEST + " digits");
            }
            return compact;
        }
        PhoneNumber asGiven = e164(compact);
        if (asGiven != null && refusal(asGiven) == null) {
            return compact;
        }
        PhoneNumber parsed;
        try {
            parsed = library.parse(compact, defaultRegion);
        } catch (NumberParseException e) {
            throw refused(number, source, "is not a phone number");
        }
        String refusal = refusal(parsed);
        if (refusal != null) {
            throw refused(number, source, refusal);
        }
        return library.format(parsed, PhoneNumberFormat.E164);
    }

    /**
     * The number, if it is in E.164 form and holds no trunk prefix: to parse it takes ten times as long, and only finds
     * what such a number does not have.
     */
    private PhoneNumber e164(String compact) {
        int length = compact.length();
        if (length < SHORTEST_E164 || length > LONGEST || compact.charAt(0) != '+' || !areDigits(compact, 1)) {
            return null;
        }
        for (int end = 2; end <= LONGEST_CALLING_CODE + 1; end++) {
            int callingCode = Integer.parseInt(compact, 1, end, 10);
            if (library.getSupportedCallingCodes().contains(callingCode)) {
                return compact.charAt(end) == '0' || hasTrunkPrefix(callingCode, compact, end)
                        ? null
                        : new PhoneNumber().setCountryCode(callingCode)
                                .setNationalNumber(Long.parseLong(compact, end, length, 10));
            }
        }
        return null;
    }

    private boolean hasTrunkPrefix(int callingCode, String compact, int nationalNumber) {
        String region = library.getRegionCodeForCountryCode(callingCode);
        if (region.equals(PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY)) {
            return false;
        }
        String prefix = library.getNddPrefixForRegion(region, true);
        return prefix != null && compact.startsWith(prefix, nationalNumber);
    }

    /** What is wrong with the number; null for nothing. */
    private String refusal(PhoneNumber number) {
        if (check == NumberCheck.valid && !library.isValidNumber(number)) {
            return "is not a number that its country has assigned";
        }
        // a number that can be dialled only from within its area is possible only there
        return library.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                ? null
                : "is too short or too long for its country";
    }

    private static boolean areDigits(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String compact(String number) {
        StringBuilder kept = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if (DECORATION.indexOf(number.charAt(i)) < 0) {
                kept.append(number.charAt(i));
            }
        }
        String compact = kept.toString();
        return compact.startsWith("00") && compact.length() > 8 ? "+" + compact.substring(2) : compact;
    }

    private static IllegalArgumentException refused(String number, String source, String why) {
        return new IllegalArgumentException(
                "The phone number " + Masked.recipient(number) + " (" + source + ") " + why
                                            + "; give it in E.164 form such as +37255500123, set defaultRegion for local numbers, "
                                            + "or relax numberCheck.");
    }
}
