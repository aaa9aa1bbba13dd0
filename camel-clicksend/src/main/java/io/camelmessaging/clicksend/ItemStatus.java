package io.camelmessaging.clicksend;

import java.util.Map;

import io.camelmessaging.common.RejectionReason;

/**
 * The application codes of ClickSend: statuses of single messages, which may stand at the top of an answer too.
 */
final class ItemStatus {

    static final String INSUFFICIENT_CREDIT = "INSUFFICIENT_CREDIT";

    private static final Map<String, RejectionReason> REASONS = Map.ofEntries(
            Map.entry("MISSING_CREDENTIALS", RejectionReason.AUTHENTICATION),
            Map.entry("INVALID_CREDENTIALS", RejectionReason.AUTHENTICATION),
            Map.entry("ACCOUNT_NOT_ACTIVATED", RejectionReason.ACCOUNT),
            Map.entry("INVALID_RECIPIENT", RejectionReason.RECIPIENT),
            Map.entry("THROTTLED", RejectionReason.CONFLICT),
            Map.entry("INVALID_SENDER_ID", RejectionReason.SENDER),
            Map.entry(INSUFFICIENT_CREDIT, RejectionReason.FUNDS),
            Map.entry("COUNTRY_NOT_ENABLED", RejectionReason.ACCOUNT),
            Map.entry("REGISTRATION_NEEDED", RejectionReason.SENDER),
            Map.entry("ALREADY_EXISTS", RejectionReason.CONFLICT),
            Map.entry("EMPTY_MESSAGE", RejectionReason.CONTENT),
            Map.entry("TOO_MANY_RECIPIENTS", RejectionReason.CONTENT),
            Map.entry("MISSING_REQUIRED_FIELDS", RejectionReason.CONTENT),
            Map.entry("INVALID_SCHEDULE", RejectionReason.CONTENT),
            Map.entry("NOT_ENOUGH_PERMISSION_TO_LIST_ID", RejectionReason.ACCOUNT),
            Map.entry("INVALID_LANG", RejectionReason.CONTENT),
            Map.entry("INVALID_VOICE", RejectionReason.CONTENT),
            Map.entry("SUBJECT_REQUIRED", RejectionReason.CONTENT),
            Map.entry("INVALID_MEDIA_FILE", RejectionReason.CONTENT));

    private ItemStatus() {
    }

    /** Why a message was refused; null for a code that is not known. */
    static RejectionReason reason(String code) {
        return code == null ? null : REASONS.get(code);
    }
}
