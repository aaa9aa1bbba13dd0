/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of the Boomerang component.
 * <p>
 * One that is a field of a request has no caller in Java: the request is bound to it by its name.
 */
@UriParams
public class BoomerangConfiguration extends FeedConfiguration {

    /** The recipients that a request may have, by the provider's documentation. */
    private static final int PUBLISHED_MOST = 10_000;

    @UriParam(label = "security", secret = true)
    private String username;
    @UriParam(label = "security", secret = true)
    private String password;
    @UriParam(label = "security", secret = true)
    private String licenseKey;
    @UriParam(label = "producer,advanced")
    private String sendPathPrefix;
    @UriParam(label = "advanced")
    private String acceptedStatuses;
    @UriParam(label = "producer")
    private String callbackUrl;
    @UriParam(label = "producer")
    private String subject;
    @UriParam(label = "producer")
    private Boolean priority;
    @UriParam(label = "common")
    private String campaignName;
    @UriParam(label = "common")
    private String conversationId;
    @UriParam(label = "producer")
    private Integer validityPeriod;
    @UriParam(label = "producer")
    private Boolean openTicket;
    @UriParam(label = "producer")
    private String emailResponses;
    @UriParam(label = "producer")
    private String voiceIntro;
    @UriParam(label = "producer")
    private String voiceThankYou;
    @UriParam(label = "producer")
    private String voiceRedirectMessage;
    @UriParam(label = "producer")
    private String redirectNumber;
    @UriParam(label = "producer")
    private Integer voiceRetries;
    @UriParam(label = "producer")
    private Integer voiceDelay;
    @UriParam(label = "producer")
    private String locale;
    @UriParam(label = "producer", defaultValue = "true")
    private boolean autoIdempotencyKey = true;
    @UriParam(label = "producer", defaultValue = "2")
    private int retries = 2;
    @UriParam(label = "producer", defaultValue = "1s", javaType = "java.time.Duration")
    private long retryDelay = 1_000;
    @UriParam(label = "producer,advanced", defaultValue = "10000")
    private int maxRecipientsPerRequest = 10_000;

    public BoomerangConfiguration() {
        setBaseUrl("https://direct-api.apps.boomcomms.com/v1");
    }

    @Override
    public BoomerangConfiguration clone() {
        return (BoomerangConfiguration) super.clone();
    }

    @Override
    public String account() {
        return username + "@" + getBaseUrl();
    }

    @Override
    public String credentialsProblem() {
        if (username == null || username.isBlank() || password == null || password.isBlank()) {
            return "The component boomerang needs credentials: set the options username and password.";
        }
        return username.indexOf(':') < 0 ? null : "The option username holds a colon, which HTTP Basic cannot carry.";
    }

    @Override
    public void validate() {
        super.validate();
        range("retries", retries, 0, Integer.MAX_VALUE);
        range("retryDelay", retryDelay, 0, Long.MAX_VALUE);
        range("maxRecipientsPerRequest", maxRecipientsPerRequest, 1, PUBLISHED_MOST);
        path("sendPathPrefix", sendPathPrefix);
        acceptedStatusCodes();
    }

    /** The result codes that count as success; empty for all below 400. */
    Set<Integer> acceptedStatusCodes() {
        if (acceptedStatuses == null || acceptedStatuses.isBlank()) {
            return Set.of();
        }
        try {
            return Arrays.stream(acceptedStatuses.split(",")).map(String::strip).map(Integer::valueOf)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The option acceptedStatuses takes whole numbers separated by commas, and got '" + acceptedStatuses
                                               + "'.");
        }
    }

    /** The value of the Authorization header. */
    String basicAuthorization() {
        return "Basic "
               + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public String getUsername() {
        return username;
    }

    /**
     * The user name of the account.
     */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    /**
     * The password of the account.
     */
    public void setPassword(String password) {
        this.password = password;
    }

    public String getLicenseKey() {
        return licenseKey;
    }

    /**
     * The licence key, sent as the header X-License-Key beside the credentials; only accounts of Boom Alert need one.
     * Set it on the component: Camel does not mask an option of this name in URIs, where it must be a reference such as
     * #licence.
     */
    public void setLicenseKey(String licenseKey) {
        this.licenseKey = licenseKey;
    }

    public String getSendPathPrefix() {
        return sendPathPrefix;
    }

    /**
     * A path between baseUrl and the path of a sending operation, such as /flat for accounts whose operations are at
     * /v1/flat/sms1.
     */
    public void setSendPathPrefix(String sendPathPrefix) {
        this.sendPathPrefix = sendPathPrefix;
    }

    public String getAcceptedStatuses() {
        return acceptedStatuses;
    }

    /**
     * The result codes in the body of an answer that count as success, separated by commas; another is a refusal. The
     * provider publishes none, so by default only a code of 400 or more is a failure.
     */
    public void setAcceptedStatuses(String acceptedStatuses) {
        this.acceptedStatuses = acceptedStatuses;
    }

    public String getCallbackUrl() {
        return callbackUrl;
    }

    /**
     * Where replies to smsTwoWay, email and voice are posted: the public URL of a webhook:boomerang:replies route. The
     * webhookVerifyToken is added to it. For voice the provider's own documentation does not name it.
     */
    public void setCallbackUrl(String callbackUrl) {
        this.callbackUrl = callbackUrl;
    }

    public String getSubject() {
        return subject;
    }

    /**
     * The subject of an e-mail, unless body or header CamelMessagingSubject gives one.
     */
    public void setSubject(String subject) {
        this.subject = subject;
    }

    public Boolean getPriority() {
        return priority;
    }

    /**
     * Whether SMS and calls go out outside the account's social hours. Without it nothing is sent, and the provider
     * takes false.
     */
    public void setPriority(Boolean priority) {
        this.priority = priority;
    }

    public String getCampaignName() {
        return campaignName;
    }

    /**
     * A label that messages are sent with and that receipts bring back; for replies: only those to messages of this
     * campaign.
     */
    public void setCampaignName(String campaignName) {
        this.campaignName = campaignName;
    }

    public String getConversationId() {
        return conversationId;
    }

    /**
     * What groups the messages of smsTwoWay and their replies. It is sent if it is given; some accounts may need it.
     * For replies: only those of this conversation.
     */
    public void setConversationId(String conversationId) {
        this.conversationId = conversationId;
    }

    public Integer getValidityPeriod() {
        return validityPeriod;
    }

    /**
     * How many days the replies to smsTwoWay and email are taken: at least 1.
     */
    public void setValidityPeriod(Integer validityPeriod) {
        this.validityPeriod = validityPeriod;
    }

    public Boolean getOpenTicket() {
        return openTicket;
    }

    /**
     * Whether several replies belong to a message of smsTwoWay or email; else it is closed by the first.
     */
    public void setOpenTicket(Boolean openTicket) {
        this.openTicket = openTicket;
    }

    public String getEmailResponses() {
        return emailResponses;
    }

    /**
     * The e-mail address that replies to smsTwoWay, email and voice are forwarded to.
     */
    public void setEmailResponses(String emailResponses) {
        this.emailResponses = emailResponses;
    }

    public String getVoiceIntro() {
        return voiceIntro;
    }

    /**
     * What a call of voice reads out first; it asks for the keys 1 (listen) or 2 (ignore).
     */
    public void setVoiceIntro(String voiceIntro) {
        this.voiceIntro = voiceIntro;
    }

    public String getVoiceThankYou() {
        return voiceThankYou;
    }

    /**
     * What a call of voice reads out at its end.
     */
    public void setVoiceThankYou(String voiceThankYou) {
        this.voiceThankYou = voiceThankYou;
    }

    public String getVoiceRedirectMessage() {
        return voiceRedirectMessage;
    }

    /**
     * What a call of voice reads out while key 9 diverts it.
     */
    public void setVoiceRedirectMessage(String voiceRedirectMessage) {
        this.voiceRedirectMessage = voiceRedirectMessage;
    }

    public String getRedirectNumber() {
        return redirectNumber;
    }

    /**
     * The number that key 9 diverts a call of voice to; not the one that is called, which is to.
     */
    public void setRedirectNumber(String redirectNumber) {
        this.redirectNumber = redirectNumber;
    }

    public Integer getVoiceRetries() {
        return voiceRetries;
    }

    /**
     * How many further attempts voice makes if nobody answers: 0 to 3.
     */
    public void setVoiceRetries(Integer voiceRetries) {
        this.voiceRetries = voiceRetries;
    }

    public Integer getVoiceDelay() {
        return voiceDelay;
    }

    /**
     * How long voice waits between attempts, in minutes.
     */
    public void setVoiceDelay(Integer voiceDelay) {
        this.voiceDelay = voiceDelay;
    }

    public String getLocale() {
        return locale;
    }

    /**
     * The language of the voice. The provider publishes no list of values; what is given is sent as it is.
     */
    public void setLocale(String locale) {
        this.locale = locale;
    }

    public boolean isAutoIdempotencyKey() {
        return autoIdempotencyKey;
    }

    /**
     * Whether a message without an idempotency key gets one: made once for an exchange, before the first attempt, and
     * kept over Camel's redeliveries, so that repeats are dropped by the provider.
     */
    public void setAutoIdempotencyKey(boolean autoIdempotencyKey) {
        this.autoIdempotencyKey = autoIdempotencyKey;
    }

    public int getRetries() {
        return retries;
    }

    /**
     * How often a message with an idempotency key is sent again after an unavailable provider or an unknown outcome. 0
     * for never. A message without a key is never sent again.
     */
    public void setRetries(int retries) {
        this.retries = retries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    /**
     * The longest wait before the first repeat; it doubles with each, up to 30 seconds, and each wait is a random part
     * of it. A longer Retry-After of the provider is kept to, and ends the repeats where it is over 30 seconds.
     */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public int getMaxRecipientsPerRequest() {
        return maxRecipientsPerRequest;
    }

    /**
     * How many recipients go into one request: 1 to 10000. A longer list is cut, and each piece has an idempotency key
     * of its own (key-1, key-2 and so on).
     */
    public void setMaxRecipientsPerRequest(int maxRecipientsPerRequest) {
        this.maxRecipientsPerRequest = maxRecipientsPerRequest;
    }
}
