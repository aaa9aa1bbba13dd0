/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

import io.camelmessaging.common.VerifyFailure;
import io.camelmessaging.common.internal.Fingerprint;
import io.camelmessaging.common.support.BulkConfiguration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of the Sendmode component.
 * <p>
 * One that is a field of a request has no caller in Java: the request is bound to it by its name.
 */
@UriParams
public class SendmodeConfiguration extends BulkConfiguration {

    @UriParam(label = "security", secret = true)
    private String apiKey;
    @UriParam(label = "security", defaultValue = "false")
    private boolean allowNewPlatformKey;
    @UriParam(label = "producer", defaultValue = "form")
    private BodyFormat bodyFormat = BodyFormat.form;
    @UriParam(label = "producer,advanced", defaultValue = "message")
    private String optOutField = "message";
    @UriParam(label = "producer", defaultValue = "digits")
    private NumberFormat numberFormat = NumberFormat.digits;
    @UriParam(label = "producer")
    private String reference;
    @UriParam(label = "producer", defaultValue = "Europe/Dublin")
    private String scheduleZone = "Europe/Dublin";
    @UriParam(label = "producer,advanced", defaultValue = "yyyy-MM-dd'T'HH:mm:ss")
    private String scheduleFormat = "yyyy-MM-dd'T'HH:mm:ss";
    @UriParam(label = "producer")
    private int batchSize;
    @UriParam(label = "producer")
    private String group;
    @UriParam(label = "producer")
    private Integer codeTimeout;
    @UriParam(label = "producer")
    private Integer codeLength;
    @UriParam(label = "producer", defaultValue = "result")
    private VerifyFailure verifyFailure = VerifyFailure.result;
    @UriParam(label = "consumer", defaultValue = "error", enums = "error,true")
    private String answerOnFailure = "error";

    public SendmodeConfiguration() {
        setBaseUrl("https://rest.sendmode.com/v2");
    }

    @Override
    public SendmodeConfiguration clone() {
        return (SendmodeConfiguration) super.clone();
    }

    @Override
    public String account() {
        // no name but the key itself, which must not be shown
        return Fingerprint.shortOf(32, apiKey) + "@" + getBaseUrl();
    }

    @Override
    public String credentialsProblem() {
        if (apiKey == null || apiKey.isBlank()) {
            return "The component sendmode needs credentials: set the option apiKey to the access key of the account.";
        }
        return apiKey.chars().allMatch(c -> c > ' ' && c < 127)
                ? null : "The option apiKey holds a blank or a character that a header cannot carry.";
    }

    @Override
    @SuppressWarnings("ReturnValueIgnored")
    public void validate() {
        super.validate();
        if (!allowNewPlatformKey && apiKey.startsWith("live_") && getBaseUrl().replaceAll("/+$", "").endsWith("/v2")) {
            throw new IllegalArgumentException(
                    "The option apiKey begins with live_, as keys of Sendmode's newer platform do, and baseUrl is that of REST"
                                               + " v2, which answers 0 to such a key and sends nothing: ask Sendmode for a key"
                                               + " of v2, or set allowNewPlatformKey=true if you have proved that it sends.");
        }
        try {
            ZoneId.of(scheduleZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The option scheduleZone takes a time zone such as Europe/Dublin, and '" + scheduleZone + "' is none.");
        }
        try {
            DateTimeFormatter.ofPattern(scheduleFormat);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The option scheduleFormat takes a pattern such as yyyy-MM-dd'T'HH:mm:ss, and '" + scheduleFormat
                                               + "' is none.");
        }
        oneOf("answerOnFailure", answerOnFailure, List.of("error", "true"));
        if (batchSize < 0) {
            throw new IllegalArgumentException("The option batchSize takes a whole number from 0, and got " + batchSize + ".");
        }
    }

    public String getApiKey() {
        return apiKey;
    }

    /**
     * The access key of the account. It goes into the Authorization header as it is, never into a query.
     */
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public boolean isAllowNewPlatformKey() {
        return allowNewPlatformKey;
    }

    /**
     * Whether an apiKey that begins with live_ may be used with a baseUrl of REST v2. Such keys are of the provider's
     * newer platform; v2 was seen to answer them with 0 and to send nothing.
     */
    public void setAllowNewPlatformKey(boolean allowNewPlatformKey) {
        this.allowNewPlatformKey = allowNewPlatformKey;
    }

    public BodyFormat getBodyFormat() {
        return bodyFormat;
    }

    /**
     * How the payload of a POST is encoded: form (a form field that holds JSON; the documented way), json (the payload
     * itself) or jsonWrapped (the payload inside an object). Only form is documented by the provider; if it answers 195
     * to another one, take form.
     */
    public void setBodyFormat(BodyFormat bodyFormat) {
        this.bodyFormat = bodyFormat;
    }

    public String getOptOutField() {
        return optOutField;
    }

    /**
     * The form field that carries the payload of optOut. The provider does not document it; message is assumed.
     */
    public void setOptOutField(String optOutField) {
        this.optOutField = optOutField;
    }

    public NumberFormat getNumberFormat() {
        return numberFormat;
    }

    /**
     * How phone numbers go out: digits (without plus or leading 00; a local number keeps its 0 unless defaultRegion is
     * set), asIs (as given) or e164 (with plus). The provider's samples show local Irish numbers and international
     * digits, never a plus.
     */
    public void setNumberFormat(NumberFormat numberFormat) {
        this.numberFormat = numberFormat;
    }

    public String getReference() {
        return reference;
    }

    /**
     * The customerid of sms, unless body or header CamelMessagingReference names one: the caller's reference, which
     * comes back in delivery receipts. A call has one for all its recipients.
     */
    public void setReference(String reference) {
        this.reference = reference;
    }

    public String getScheduleZone() {
        return scheduleZone;
    }

    /**
     * The time zone in which scheduledate is written. The provider does not state it; Irish local time is assumed.
     */
    public void setScheduleZone(String scheduleZone) {
        this.scheduleZone = scheduleZone;
    }

    public String getScheduleFormat() {
        return scheduleFormat;
    }

    /**
     * The pattern of scheduledate. The provider asks for a valid date-time and takes the nearest 15 minutes; the
     * pattern is assumed, since dd/MM and MM/dd could be confused. Text that is no ISO-8601 time is sent as given.
     */
    public void setScheduleFormat(String scheduleFormat) {
        this.scheduleFormat = scheduleFormat;
    }

    public int getBatchSize() {
        return batchSize;
    }

    /**
     * How many recipients a call of sms takes at most; more are cut into several calls. 0 cuts nothing: the provider
     * publishes no limit.
     */
    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public String getGroup() {
        return group;
    }

    /**
     * The list that importCustomer adds a person to; one that does not exist is created.
     */
    public void setGroup(String group) {
        this.group = group;
    }

    public Integer getCodeTimeout() {
        return codeTimeout;
    }

    /**
     * How many minutes the code of verify is valid; the provider's default is 120.
     */
    public void setCodeTimeout(Integer codeTimeout) {
        this.codeTimeout = codeTimeout;
    }

    public Integer getCodeLength() {
        return codeLength;
    }

    /**
     * How many characters the code of verify has; the provider's default is 4.
     */
    public void setCodeLength(Integer codeLength) {
        this.codeLength = codeLength;
    }

    public VerifyFailure getVerifyFailure() {
        return verifyFailure;
    }

    /**
     * What verifyCheck makes of a wrong, used or expired code: result (the body says verified=false and why) or
     * exception (RequestRejectedException).
     */
    public void setVerifyFailure(VerifyFailure verifyFailure) {
        this.verifyFailure = verifyFailure;
    }

    public String getAnswerOnFailure() {
        return answerOnFailure;
    }

    /**
     * What the provider sees when the route behind a webhook failed: error (HTTP 500, so that it repeats the call) or
     * true (the text True, as if all were well: the call is lost). That it repeats is assumed.
     */
    public void setAnswerOnFailure(String answerOnFailure) {
        this.answerOnFailure = answerOnFailure;
    }
}
