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
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderApi;
import io.camelmessaging.common.ProviderJson;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.VerifyFailure;
import io.camelmessaging.common.transport.ApiResponse;
import io.camelmessaging.common.transport.RequestBody;
import io.camelmessaging.sendmode.model.SmsAccepted;
import io.camelmessaging.sendmode.model.SmsRequest;
import io.camelmessaging.sendmode.model.VerifyCheckRequest;
import io.camelmessaging.sendmode.model.VerifyCheckResult;

/**
 * How Sendmode is spoken: JSON inside a form field, and answers whose {@code statusCode} decides whatever the HTTP
 * status.
 */
final class SendmodeApi extends ProviderApi {

    private static final String GROUP = "group";
    private static final Pattern SECONDS = Pattern.compile("\\d{10}");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final SendmodeConfiguration configuration;

    SendmodeApi(SendmodeEndpoint endpoint, SendmodeOperation operation) {
        super(endpoint, operation, ProviderJson.mapper());
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

    /** The group of an import stands beside its payload in a form, and inside it in plain JSON. */
    @Override
    protected RequestBody body(Map<String, Object> fields) throws JsonProcessingException {
        if (configuration.getBodyFormat() == BodyFormat.json) {
            return super.body(fields);
        }
        Map<String, Object> payload = new LinkedHashMap<>(fields);
        Object group = operation() == SendmodeOperation.importCustomer ? payload.remove(GROUP) : null;
        if (configuration.getBodyFormat() == BodyFormat.jsonWrapped) {
            Map<String, Object> wrapped = new LinkedHashMap<>();
            wrapped.put(payloadField(), payload);
            if (group != null) {
                wrapped.put(GROUP, group);
            }
            return asJson(wrapped);
        }
        String form = encode(payloadField()) + "=" + encode(jsonText(payload))
                      + (group == null ? "" : "&" + GROUP + "=" + encode(group.toString()));
        return RequestBody.of(form.getBytes(StandardCharsets.US_ASCII), FORM);
    }

    private String payloadField() {
        if (operation() == SendmodeOperation.importCustomer) {
            return "importdata";
        }
        return operation() == SendmodeOperation.optOut ? configuration.getOptOutField() : "message";
    }

    /** An answer that is not 2xx: its status code decides if it has one that is known, else the HTTP status. */
    @Override
    protected MessagingException refused(ApiResponse response) {
        ObjectNode body = object(response);
        int code = body == null ? -1 : statusCode(body);
        if (code > 0 && SendmodeError.of(code).isPresent()) {
            return refusedByCode(response, body, code);
        }
        if (response.status() == 415) {
            return rejected(RejectionReason.CONTENT, 415, null, null,
                    "the option bodyFormat is probably wrong for this account");
        }
        return refusedByStatus(response, code > 0 ? String.valueOf(code) : null, body == null ? response.text() : text(body));
    }

    private MessagingException refusedByCode(ApiResponse response, ObjectNode body, int code) {
        String text = text(body);
        return SendmodeError.of(code).map(error -> {
            if (error.reason() != null) {
                return rejected(error.reason(), response.status(), String.valueOf(code), text, error.advice());
            }
            var failure = failure(response.status(), String.valueOf(code), text, error.advice(), null);
            return operation().isReadOnly()
                    ? new ProviderUnavailableException(null, failure) : new OutcomeUnknownException(failure);
        }).orElseGet(() -> rejected(RejectionReason.OTHER, response.status(), String.valueOf(code), text,
                "the code is not documented; ask Sendmode, and check the credits of the account"));
    }

    @Override
    public Object answer(Record request, ApiResponse response, Throwable thrown) {
        if (thrown == null && request instanceof VerifyCheckRequest check
                && configuration.getVerifyFailure() == VerifyFailure.result) {
            ObjectNode body = object(response);
            int code = body == null ? -1 : statusCode(body);
            if (SendmodeError.of(code).map(SendmodeError::isVerificationOutcome).orElse(false)) {
                return VerifyCheckResult.failed(check.recipient(), code, body.path("status").asText(null), text(body));
            }
        }
        return super.answer(request, response, thrown);
    }

    @Override
    protected Object read(Record request, ApiResponse response) {
        ObjectNode body = object(response);
        if (body == null || statusCode(body) < 0) {
            throw unreadable(response);
        }
        if (statusCode(body) != 0) {
            throw refusedByCode(response, body, statusCode(body));
        }
        Object answer = super.read(request, response);
        if (answer instanceof SmsAccepted accepted) {
            SmsAccepted told = accepted.sentTo(((SmsRequest) request).recipients());
            if (told.count(RecipientOutcome.State.ACCEPTED) == 0) {
                throw new OutcomeUnknownException(
                        failure(
                                response.status(), null, null,
                                "the answer echoes none of the recipients; wait for a receipt before you repeat it", null))
                        .withOutcomes(told.outcomes());
            }
            return told;
        }
        if (answer instanceof VerifyCheckResult check) {
            // fails closed: an answer that does not say so verifies nothing
            if (!check.saysVerified()) {
                throw unreadable(response);
            }
            return check.asVerified();
        }
        return answer;
    }

    /** The status code, which may come as text; -1 if there is none. */
    private static int statusCode(ObjectNode body) {
        JsonNode code = body.path("statusCode");
        return code.isIntegralNumber() || code.isTextual() && code.asText().matches("\\d{1,9}") ? code.asInt() : -1;
    }

    private static String text(ObjectNode body) {
        String status = body.path("status").asText("");
        String error = body.path("error").asText("");
        return status.isEmpty() || error.isEmpty() ? status + error : status + ": " + error;
    }
}
