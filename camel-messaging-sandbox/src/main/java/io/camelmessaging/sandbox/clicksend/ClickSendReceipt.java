/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a message's code comes with, as others saw it on the real service: the code alone decides, and an
 * {@code error_code} stands beside a delivered one too.
 *
 * @param code      the code
 * @param text      the reason, in words
 * @param errorCode a number whose meaning has changed, or null
 * @param errorText words that say nothing, or null
 */
record ClickSendReceipt(int code, String text, String errorCode, String errorText) {

    static final int SENT = 200;
    static final int RECEIVED = 201;
    static final int FAILED = 301;

    private static final String DELIVERED_TEXT = "Success: Message received on handset.";
    /** Numbers whose delivered messages carry an error code. */
    private static final String DELIVERED_WITH_ERROR_CODE = "98008";

    /** What comes with a code to a number. */
    static ClickSendReceipt of(int code, String number) {
        return switch (code) {
            case SENT -> new ClickSendReceipt(code, "Success: Message sent.", null, null);
            case RECEIVED -> number.endsWith(DELIVERED_WITH_ERROR_CODE)
                    ? new ClickSendReceipt(code, DELIVERED_TEXT, "4", DELIVERED_TEXT)
                    : new ClickSendReceipt(code, DELIVERED_TEXT, null, null);
            case FAILED -> new ClickSendReceipt(code, "Handset is switched off or out of reach.", "12", "Unknown error");
            default -> new ClickSendReceipt(code, "Status " + code, null, null);
        };
    }

    /** The fields of a row that has no code, or none yet. */
    static Map<String, Object> none() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status_code", null);
        fields.put("status_text", null);
        fields.put("error_code", null);
        fields.put("error_text", null);
        return fields;
    }

    /** The fields of a row with this code. */
    Map<String, Object> fields() {
        Map<String, Object> fields = none();
        fields.put("status_code", code);
        fields.put("status_text", text);
        fields.put("error_code", errorCode);
        fields.put("error_text", errorText);
        return fields;
    }
}
