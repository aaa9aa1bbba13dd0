/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.camelmessaging.common.DuplicateRecipients;
import io.camelmessaging.common.NumberCheck;
import io.camelmessaging.common.PhoneNumbers;
import io.camelmessaging.common.SenderCheck;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.internal.Suggestions;
import io.github.bucket4j.Bucket;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options that all messaging components have, on the component and on the endpoint.
 */
@UriParams
public abstract class MessagingConfiguration implements Cloneable {

    private static final Pattern BLANK_NUMBER = Pattern.compile("(^|[,;\\r\\n]) +(?=\\d)");

    @UriParam(label = "common", description = "The provider's base URL. Plain http is refused unless the host is loopback or"
                                              + " allowPlainHttp is true.")
    private String baseUrl;
    @UriParam(label = "security", defaultValue = "false",
              description = "Whether a baseUrl or a callback URL with plain http is allowed for hosts other than loopback:"
                            + " credentials and messages can then be read on the way.")
    private boolean allowPlainHttp;
    @UriParam(label = "producer", description = "The recipient, unless body or header CamelMessagingTo names one: an E.164"
                                                + " number or an e-mail address, several separated by commas,"
                                                + " semicolons or line breaks where the operation takes several.")
    private String to;
    @UriParam(label = "producer", description = "The sender id, unless body or header CamelMessagingFrom names one: a number or"
                                                + " an alphanumeric name.")
    private String from;
    @UriParam(label = "producer", defaultValue = "possible", description = "How strictly phone numbers are checked before they"
                                                                           + " are sent: off, possible (the length fits the"
                                                                           + " country) or valid (the range is assigned).")
    private NumberCheck numberCheck = NumberCheck.possible;
    @UriParam(label = "producer", description = "The two-letter country, such as IE, of phone numbers that have no country"
                                                + " code.")
    private String defaultRegion;
    @UriParam(label = "producer", defaultValue = "skip",
              description = "What becomes of the same message to the same recipient within one exchange: skip sends it once,"
                            + " send as often as it is given.")
    private DuplicateRecipients duplicateRecipients = DuplicateRecipients.skip;
    @UriParam(label = "producer", defaultValue = "on",
              description = "Whether sender ids are checked before they are sent: on (a number of up to 15 digits, or a name of"
                            + " up to 11 characters with a letter among them) or off (the provider decides).")
    private SenderCheck senderCheck = SenderCheck.on;
    @UriParam(label = "producer", description = "How many SMS segments a text may take; a longer one is refused before it is"
                                                + " sent. 0 for no limit.")
    private int maxSegments;
    @UriParam(label = "producer,advanced", prefix = "extraField.", multiValue = true,
              description = "Fields that the provider has and this component does not know, as extraField.name=value; they"
                            + " never replace a known field.")
    private Map<String, Object> extraFields = Map.of();
    @UriParam(label = "producer", defaultValue = "30s", javaType = "java.time.Duration",
              description = "How long the provider's answer may take to begin.")
    private long responseTimeout = 30_000;
    @UriParam(label = "producer", defaultValue = "60s", javaType = "java.time.Duration",
              description = "How long the whole call may take, to the last byte of the answer.")
    private long totalTimeout = 60_000;
    @UriParam(label = "producer,advanced", description = "How many calls an account may make in requestPeriod; calls beyond"
                                                         + " wait, spread evenly, without holding a thread. 0 for no limit."
                                                         + " The limit is shared by all endpoints of the component that use"
                                                         + " the account; where they name different ones, the strictest holds.")
    private int maxRequestsPerPeriod;
    @UriParam(label = "producer,advanced", defaultValue = "1s", javaType = "java.time.Duration",
              description = "The period of maxRequestsPerPeriod.")
    private long requestPeriod = 1_000;
    @UriParam(label = "producer,advanced", description = "A Bucket4j bucket in the registry to take a token from before each"
                                                         + " call, instead of maxRequestsPerPeriod; a distributed one makes the"
                                                         + " limit hold for a cluster.")
    private Bucket rateLimitBucket;
    @UriParam(label = "advanced", defaultValue = "false",
              description = "Whether a producer holds the route's thread until the answer is there.")
    private boolean synchronous;
    @UriParam(label = "security", secret = true,
              description = "The secret that the provider's calls must carry in the query parameter token, since the providers"
                            + " sign nothing. Required for webhook consumers unless allowUnauthenticated is true. A producer"
                            + " adds it to the callback URL of each message, which then must have the scheme, host and port"
                            + " of the option callbackUrl or of the webhook component's webhookExternalUrl.")
    private String webhookVerifyToken;
    @UriParam(label = "consumer,security", defaultValue = "false",
              description = "Whether a webhook consumer accepts calls that carry no token: anybody who finds the URL can then"
                            + " forge receipts and messages.")
    private boolean allowUnauthenticated;
    @UriParam(label = "consumer", defaultValue = "20",
              description = "How often a polled event may fail on its route, counted since the start, before it is poison: it is then"
                            + " sent to poisonUri or parked, so that the feed goes on. Not before poisonAfter has passed"
                            + " since its first failure. Negative for never; webhooks do not use it.")
    private int maxRedeliveries = 20;
    @UriParam(label = "consumer", defaultValue = "1h", javaType = "java.time.Duration",
              description = "How long a polled event must have failed before it is poison, so that an outage behind the route does not"
                            + " make it that; and how long a parked one rests until it is tried again.")
    private long poisonAfter = 3_600_000;
    @UriParam(label = "consumer",
              description = "The endpoint that takes polled events that are poison, such as a queue: the event is acknowledged once it"
                            + " took it. Without it they are parked: they stay at the provider, with a warning and a"
                            + " count in the health check.")
    private String poisonUri;

    @UriParam(label = "common", defaultValue = "false",
              description = "Whether nothing is called: messages are bound, checked and counted, and answered as accepted with"
                            + " an id that begins with dry-run-; consumers poll nothing and register no webhook. The property"
                            + " camel.messaging.dryRun does it for a whole application.")
    private boolean dryRun;

    /** A copy of its own for an endpoint. */
    @Override
    public MessagingConfiguration clone() {
        try {
            return (MessagingConfiguration) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** What identifies the account for its rate limit; holds no secret in clear. */
    public abstract String account();

    /** The sentence that says which credential is missing or wrong; null if they are complete. */
    public abstract String credentialsProblem();

    /**
     * Checks what every endpoint needs.
     *
     * @throws IllegalArgumentException if an option is missing or wrong; it says which
     */
    public void validate() {
        String problem = credentialsProblem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        URI uri = uri(baseUrl);
        boolean plain = uri != null && "http".equalsIgnoreCase(uri.getScheme());
        if (uri == null || uri.getHost() == null || !plain && !"https".equalsIgnoreCase(uri.getScheme())
                || uri.getUserInfo() != null
                || uri.getQuery() != null) {
            throw new IllegalArgumentException(
                    "The option baseUrl takes a URL such as https://host/path without user info and query.");
        }
        if (plain && !allowPlainHttp && !CallbackUrls.isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    "The option baseUrl must start with https:// since credentials and messages go there; set"
                                               + " allowPlainHttp=true to use plain http with " + uri.getHost() + ".");
        }
        positive("responseTimeout", responseTimeout);
        positive("totalTimeout", totalTimeout);
        positive("requestPeriod", requestPeriod);
        positive("poisonAfter", poisonAfter);
        // refuses an unknown defaultRegion at start
        new PhoneNumbers(numberCheck, defaultRegion);
    }

    private static void positive(String option, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "The option " + option + " must be more than 0, and is " + value
                                               + ". Give a time such as 500ms, 30s or 5m; what Camel cannot read is 0.");
        }
    }

    /**
     * Checks an option that takes one of some words.
     *
     * @param  value                    what it holds; null if it is not set
     * @throws IllegalArgumentException if it is none of them; it names the nearest
     */
    protected static void oneOf(String option, String value, List<String> words) {
        if (value != null && !words.contains(value)) {
            throw new IllegalArgumentException(
                    "The option " + option + " takes " + String.join(", ", words) + ", and '" + Redaction.text(value)
                                               + "' is none of them" + Suggestions.hint(value, words));
        }
    }

    private static URI uri(String url) {
        try {
            return url == null ? null : new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Camel reads a plus in a URI as a blank, however it is escaped; no number begins with a blank. */
    private static String withPlus(String value) {
        return value == null || !BLANK_NUMBER.matcher(value).lookingAt()
                ? value : BLANK_NUMBER.matcher(value).replaceAll("$1+");
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public boolean isAllowPlainHttp() {
        return allowPlainHttp;
    }

    public void setAllowPlainHttp(boolean allowPlainHttp) {
        this.allowPlainHttp = allowPlainHttp;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = withPlus(to);
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = withPlus(from);
    }

    public NumberCheck getNumberCheck() {
        return numberCheck;
    }

    public void setNumberCheck(NumberCheck numberCheck) {
        this.numberCheck = numberCheck;
    }

    public String getDefaultRegion() {
        return defaultRegion;
    }

    public void setDefaultRegion(String defaultRegion) {
        this.defaultRegion = defaultRegion;
    }

    public DuplicateRecipients getDuplicateRecipients() {
        return duplicateRecipients;
    }

    public void setDuplicateRecipients(DuplicateRecipients duplicateRecipients) {
        this.duplicateRecipients = duplicateRecipients;
    }

    public SenderCheck getSenderCheck() {
        return senderCheck;
    }

    public void setSenderCheck(SenderCheck senderCheck) {
        this.senderCheck = senderCheck;
    }

    public int getMaxSegments() {
        return maxSegments;
    }

    public void setMaxSegments(int maxSegments) {
        this.maxSegments = maxSegments;
    }

    public Map<String, Object> getExtraFields() {
        return extraFields;
    }

    public void setExtraFields(Map<String, Object> extraFields) {
        this.extraFields = extraFields;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public long getTotalTimeout() {
        return totalTimeout;
    }

    public void setTotalTimeout(long totalTimeout) {
        this.totalTimeout = totalTimeout;
    }

    public int getMaxRequestsPerPeriod() {
        return maxRequestsPerPeriod;
    }

    public void setMaxRequestsPerPeriod(int maxRequestsPerPeriod) {
        this.maxRequestsPerPeriod = maxRequestsPerPeriod;
    }

    public long getRequestPeriod() {
        return requestPeriod;
    }

    public void setRequestPeriod(long requestPeriod) {
        this.requestPeriod = requestPeriod;
    }

    public Bucket getRateLimitBucket() {
        return rateLimitBucket;
    }

    public void setRateLimitBucket(Bucket rateLimitBucket) {
        this.rateLimitBucket = rateLimitBucket;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }

    public String getWebhookVerifyToken() {
        return webhookVerifyToken;
    }

    public void setWebhookVerifyToken(String webhookVerifyToken) {
        this.webhookVerifyToken = webhookVerifyToken;
    }

    public boolean isAllowUnauthenticated() {
        return allowUnauthenticated;
    }

    public void setAllowUnauthenticated(boolean allowUnauthenticated) {
        this.allowUnauthenticated = allowUnauthenticated;
    }

    public int getMaxRedeliveries() {
        return maxRedeliveries;
    }

    public void setMaxRedeliveries(int maxRedeliveries) {
        this.maxRedeliveries = maxRedeliveries;
    }

    public long getPoisonAfter() {
        return poisonAfter;
    }

    public void setPoisonAfter(long poisonAfter) {
        this.poisonAfter = poisonAfter;
    }

    public String getPoisonUri() {
        return poisonUri;
    }

    public void setPoisonUri(String poisonUri) {
        this.poisonUri = poisonUri;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }
}
