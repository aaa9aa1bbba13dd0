/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.VerifyFailure;
import io.camelmessaging.common.support.ProviderApi;
import io.camelmessaging.common.support.ProviderJson;
import io.camelmessaging.common.support.wire.ApiResponse;
import io.camelmessaging.common.support.wire.RequestBody;
import io.camelmessaging.sendmode.model.VerifyCheckRequest;

/**
 * How Sendmode is spoken: JSON inside a form field, and answers whose {@code statusCode} decides whatever the HTTP
 * status.
 */
final class SendmodeApi extends ProviderApi {

    private static final Pattern SECONDS = Pattern.compile("\\d{10}");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final SendmodeOperation operation;
    private final SendmodeConfiguration configuration;

    SendmodeApi(SendmodeEndpoint endpoint, SendmodeOperation operation) {
        super(endpoint, operation, ProviderJson.mapper(), SendmodeErrors.TABLE);
        this.operation = operation;
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    protected Map<String, Object> fields(Record request) {
        Map<String, Object> fields = super.fields(request);
        fields.computeIfPresent("scheduledate", (name, time) -> localTime((String) time));
        return fields;
    }

    /**
     * The local time that the provider takes.
     *
     * @throws IllegalArgumentException if the clock never shows it, or shows it earlier as well
     */
    private String localTime(String time) {
        ZoneId zone = ZoneId.of(configuration.getScheduleZone());
        ZonedDateTime instant = instant(time, zone);
        if (instant == null) {
            refuseGap(time, zone);
            // no point in time, so it is the user's own spelling of a local time
            return time;
        }
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(instant.toLocalDateTime());
        if (!instant.getOffset().equals(offsets.get(0))) {
            throw new IllegalArgumentException(
                    "sendmode:sms got a schedule in the hour that comes twice in " + zone
                                               + ", when summer time ends, and Sendmode is told local time: it would be sent an"
                                               + " hour early. Take a time before or after that hour.");
        }
        return instant.format(DateTimeFormatter.ofPattern(configuration.getScheduleFormat()));
    }

    private static ZonedDateTime instant(String time, ZoneId zone) {
        if (SECONDS.matcher(time).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(time)).atZone(zone);
        }
        try {
            return OffsetDateTime.parse(time).atZoneSameInstant(zone);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static void refuseGap(String time, ZoneId zone) {
        try {
            if (!zone.getRules().getValidOffsets(LocalDateTime.parse(time)).isEmpty()) {
                return;
            }
        } catch (DateTimeParseException e) {
            return;
        }
        throw new IllegalArgumentException(
                "sendmode:sms got a schedule in the hour that the clock of " + zone
                                           + " leaves out, when summer time begins: take a time before or after it.");
    }

    @Override
    protected RequestBody body(Map<String, Object> fields) throws JsonProcessingException {
        if (configuration.getBodyFormat() == BodyFormat.json) {
            return super.body(fields);
        }
        Map<String, Object> payload = new LinkedHashMap<>(fields);
        String beside = operation.fieldBeside();
        Object group = beside == null ? null : payload.remove(beside);
        if (configuration.getBodyFormat() == BodyFormat.jsonWrapped) {
            Map<String, Object> wrapped = new LinkedHashMap<>();
            wrapped.put(payloadField(), payload);
            if (group != null) {
                wrapped.put(beside, group);
            }
            return asJson(wrapped);
        }
        String form = encode(payloadField()) + "=" + encode(jsonText(payload))
                      + (group == null ? "" : "&" + beside + "=" + encode(group.toString()));
        return RequestBody.of(form.getBytes(StandardCharsets.US_ASCII), FORM);
    }

    private String payloadField() {
        String field = operation.payloadField();
        return field == null ? configuration.getOptOutField() : field;
    }

    /** The status code, which may come as text, unless it stands for success. */
    @Override
    protected String errorCode(ObjectNode answer) {
        int code = statusCode(answer);
        return code > 0 ? String.valueOf(code) : null;
    }

    @Override
    protected String errorText(ObjectNode answer) {
        return VerifyCheckRequest.text(answer);
    }

    /** An answer that is not 2xx: its status code decides if it has one that is known, else the HTTP status. */
    @Override
    protected MessagingException refused(ApiResponse response, int judged, ObjectNode answer) {
        return judged == 415 && errors().find(errorCode(answer)).isEmpty()
                ? wrongFormat() : super.refused(response, judged, answer);
    }

    @Override
    protected MessagingException refused(ApiResponse response) {
        return response.status() == 415 && object(response) == null ? wrongFormat() : super.refused(response);
    }

    private MessagingException wrongFormat() {
        return rejected(RejectionReason.CONTENT, 415, null, null, "the option bodyFormat is probably wrong for this account");
    }

    @Override
    protected boolean reportsFailedVerification() {
        return configuration.getVerifyFailure() == VerifyFailure.result;
    }

    @Override
    protected Object read(Record request, ApiResponse response) {
        ObjectNode body = object(response);
        if (body == null || statusCode(body) < 0) {
            throw unreadable(response);
        }
        String code = errorCode(body);
        if (code != null) {
            throw errors().find(code).isPresent()
                    ? refused(response, response.status(), body)
                    : rejected(RejectionReason.OTHER, response.status(), code, errorText(body),
                            "the code is not documented; ask Sendmode, and check the credits of the account");
        }
        return super.read(request, response);
    }

    @Override
    protected String unconfirmedAdvice() {
        return "the answer echoes none of the recipients; wait for a receipt before you repeat it";
    }

    /** -1 if there is none. */
    private static int statusCode(ObjectNode body) {
        JsonNode code = body.path("statusCode");
        return code.isIntegralNumber() || code.isTextual() && code.asText().matches("\\d{1,9}") ? code.asInt() : -1;
    }
}
