/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.time.DateTimeException;
import java.time.ZoneId;

import io.camelmessaging.boomerang.model.WireTime;
import io.camelmessaging.common.support.MessagingConfiguration;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of what the Boomerang component receives.
 */
@UriParams
public abstract class FeedConfiguration extends MessagingConfiguration {

    @UriParam(label = "consumer", defaultValue = "safe")
    private ReadMode readMode = ReadMode.safe;
    @UriParam(label = "consumer", defaultValue = "1990-01-01 00:00:00")
    private String drsAfter = "1990-01-01 00:00:00";
    @UriParam(label = "consumer,advanced")
    private Long startTransactionId;
    @UriParam(label = "consumer", defaultValue = "10m", javaType = "java.time.Duration")
    private long cursorOverlap = 600_000;
    @UriParam(label = "consumer", defaultValue = "UTC")
    private String timeZone = "UTC";
    @UriParam(label = "consumer", defaultValue = "50")
    private int maxCallsPerPoll = 50;
    @UriParam(label = "consumer")
    private int maxMessagesPerPoll;
    @UriParam(label = "consumer")
    private StateRepository<String, String> stateRepository;
    @UriParam(label = "consumer")
    private IdempotentRepository idempotentRepository;
    @UriParam(label = "consumer,filter")
    private String uniqueIdentifier;
    @UriParam(label = "consumer,filter")
    private String customParameter;
    @UriParam(label = "consumer,filter")
    private String transactionId;
    @UriParam(label = "consumer,webhook", defaultValue = "200")
    private int callbackAnswerStatus = 200;
    @UriParam(label = "consumer,webhook")
    private String callbackAnswerBody;
    @UriParam(label = "consumer,advanced")
    private String readPathPrefix;

    @Override
    public void validate() {
        super.validate();
        range("cursorOverlap", cursorOverlap, 0, Long.MAX_VALUE);
        range("maxCallsPerPoll", maxCallsPerPoll, 1, Integer.MAX_VALUE);
        range("callbackAnswerStatus", callbackAnswerStatus, 200, 299);
        path("readPathPrefix", readPathPrefix);
        if (WireTime.instant(drsAfter, zone()) == null) {
            throw new IllegalArgumentException(
                    "The option drsAfter takes a time such as 2026-01-31 09:00:00, and '" + drsAfter + "' is none.");
        }
    }

    /** The zone of the provider's times. */
    ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The option timeZone takes a zone such as UTC or Europe/London, and '" + timeZone + "' is none.");
        }
    }

    static void range(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The option " + option + " must be " + (most >= Integer.MAX_VALUE
                            ? "at least " + least : "from " + least + " to " + most)
                                               + ", and is " + value + ".");
        }
    }

    static void path(String option, String prefix) {
        if (prefix != null && !prefix.matches("(/[A-Za-z0-9._~-]+)*")) {
            throw new IllegalArgumentException(
                    "The option " + option + " takes a path such as /flat, and got '" + prefix + "'.");
        }
    }

    public ReadMode getReadMode() {
        return readMode;
    }

    /**
     * How the feeds are read: safe reads without consuming and drops what was processed, so that nothing is lost when
     * the process is killed; consume lets the provider mark what it hands out, which is fast, but what was handed out
     * and not yet processed is lost with the process.
     */
    public void setReadMode(ReadMode readMode) {
        this.readMode = readMode;
    }

    public String getDrsAfter() {
        return drsAfter;
    }

    /**
     * The time, as yyyy-MM-dd HH:mm:ss in timeZone, after which deliveryReceipts begins where no cursor is stored. The
     * default is the beginning of the feed.
     */
    public void setDrsAfter(String drsAfter) {
        this.drsAfter = drsAfter;
    }

    public Long getStartTransactionId() {
        return startTransactionId;
    }

    /**
     * The message id from which deliveryReceipts begins.
     */
    public void setStartTransactionId(Long startTransactionId) {
        this.startTransactionId = startTransactionId;
    }

    public long getCursorOverlap() {
        return cursorOverlap;
    }

    /**
     * How far deliveryReceipts goes back behind its cursor with each poll, for receipts that come late or by another
     * clock; what was processed is dropped.
     */
    public void setCursorOverlap(long cursorOverlap) {
        this.cursorOverlap = cursorOverlap;
    }

    public String getTimeZone() {
        return timeZone;
    }

    /**
     * The zone of the provider's times, such as Europe/London. The provider does not state it; UTC is assumed.
     */
    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public int getMaxCallsPerPoll() {
        return maxCallsPerPoll;
    }

    /**
     * How many calls a poll makes while the provider says that more is waiting; the next poll goes on from there.
     */
    public void setMaxCallsPerPoll(int maxCallsPerPoll) {
        this.maxCallsPerPoll = maxCallsPerPoll;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    /**
     * How many events a poll hands to the route; the rest waits for the next poll. 0 for no limit.
     */
    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    /**
     * Where deliveryReceipts keeps its cursor over restarts. Without it a restart begins at drsAfter again.
     */
    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    /**
     * What remembers the events that were processed, over restarts and, if it is shared, for all consumers of the
     * account. It must hold more keys than the feed shows: all replies, or the receipts since the cursor.
     */
    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public String getUniqueIdentifier() {
        return uniqueIdentifier;
    }

    /**
     * Only replies to messages with this idempotency key.
     */
    public void setUniqueIdentifier(String uniqueIdentifier) {
        this.uniqueIdentifier = uniqueIdentifier;
    }

    public String getCustomParameter() {
        return customParameter;
    }

    /**
     * Only replies to messages with this reference.
     */
    public void setCustomParameter(String customParameter) {
        this.customParameter = customParameter;
    }

    public String getTransactionId() {
        return transactionId;
    }

    /**
     * Only replies to this message.
     */
    public void setTransactionId(String transactionId) {
        this.transactionId = transactionId;
    }

    public int getCallbackAnswerStatus() {
        return callbackAnswerStatus;
    }

    /**
     * The HTTP status that a webhook call is answered with after its route succeeded: 200 to 299. The provider does not
     * state which it expects.
     */
    public void setCallbackAnswerStatus(int callbackAnswerStatus) {
        this.callbackAnswerStatus = callbackAnswerStatus;
    }

    public String getCallbackAnswerBody() {
        return callbackAnswerBody;
    }

    /**
     * The text that a webhook call is answered with after its route succeeded.
     */
    public void setCallbackAnswerBody(String callbackAnswerBody) {
        this.callbackAnswerBody = callbackAnswerBody;
    }

    public String getReadPathPrefix() {
        return readPathPrefix;
    }

    /**
     * A path between baseUrl and the path of a polled feed, for accounts whose feeds are not at /v1/get_responses.
     */
    public void setReadPathPrefix(String readPathPrefix) {
        this.readPathPrefix = readPathPrefix;
    }
}
