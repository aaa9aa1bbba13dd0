/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.camelmessaging.common.VerifyFailure;
import io.camelmessaging.common.support.MessagingConfiguration;
import io.camelmessaging.common.support.wire.HttpMethod;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of the Boomware component.
 * <p>
 * One that is a field of a request has no caller in Java: the request is bound to it by its name.
 */
@UriParams
public class BoomwareConfiguration extends MessagingConfiguration {

    /** The requests that an account may make in a second, by the provider's documentation. */
    private static final int PUBLISHED_RATE = 30;

    @UriParam(label = "security", secret = true)
    private String accessToken;
    @UriParam(label = "security", secret = true)
    private String username;
    @UriParam(label = "security", secret = true)
    private String password;
    @UriParam(label = "producer")
    private String callbackUrl;
    @UriParam(label = "producer")
    private String channel;
    @UriParam(label = "producer", enums = "sms,voice,call")
    private String method;
    @UriParam(label = "producer")
    private String language;
    @UriParam(label = "producer")
    private Integer codeLength;
    @UriParam(label = "producer")
    private Integer codeExpiry;
    @UriParam(label = "producer")
    private Integer checkAttemptsAllowed;
    @UriParam(label = "producer", defaultValue = "result")
    private VerifyFailure verifyFailure = VerifyFailure.result;
    @UriParam(label = "producer", defaultValue = "POST", enums = "POST,GET")
    private HttpMethod hlrMethod = HttpMethod.POST;
    @UriParam(label = "producer")
    private String goal;
    @UriParam(label = "producer", enums = "all,last")
    private String target;
    @UriParam(label = "producer")
    private Integer ttl;
    @UriParam(label = "producer", enums = "high,normal")
    private String priority;
    @UriParam(label = "producer")
    private String collapseKey;

    public BoomwareConfiguration() {
        setBaseUrl("https://api.boomware.com");
        setMaxRequestsPerPeriod(PUBLISHED_RATE);
    }

    @Override
    public void validate() {
        super.validate();
        oneOf("method", method, List.of("sms", "voice", "call"));
        oneOf("target", target, List.of("all", "last"));
        oneOf("priority", priority, List.of("high", "normal"));
    }

    @Override
    public BoomwareConfiguration clone() {
        return (BoomwareConfiguration) super.clone();
    }

    @Override
    public String account() {
        return user() + "@" + getBaseUrl();
    }

    @Override
    public String credentialsProblem() {
        if (accessToken != null) {
            int parts = accessToken.split(":", -1).length;
            if (parts == 3) {
                return "The option accessToken holds three parts, which is the key of a mobile SDK: take the REST access token"
                       + " of the form user:pass from Boomware's developer console.";
            }
            if (parts != 2 || accessToken.startsWith(":") || accessToken.endsWith(":")) {
                return "The option accessToken takes two parts joined by one colon, as in user:pass.";
            }
            if (username != null || password != null) {
                return "The options accessToken and username with password are two ways to say the same: leave one out.";
            }
            return null;
        }
        if (username == null || username.isBlank() || password == null || password.isBlank()) {
            return "The component boomware needs credentials: set the option accessToken (user:pass), or the options username"
                   + " and password.";
        }
        return username.indexOf(':') < 0 ? null : "The option username holds a colon, which HTTP Basic cannot carry.";
    }

    /** The value of the Authorization header. */
    String basicAuthorization() {
        String token = accessToken != null ? accessToken : username + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private String user() {
        return accessToken != null ? accessToken.substring(0, accessToken.indexOf(':')) : username;
    }

    public String getAccessToken() {
        return accessToken;
    }

    /**
     * The REST access token, of the form user:pass. A mobile SDK key, which has three parts, is refused.
     */
    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getUsername() {
        return username;
    }

    /**
     * The first part of the access token, if it is not given as accessToken.
     */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    /**
     * The second part of the access token, if it is not given as accessToken.
     */
    public void setPassword(String password) {
        this.password = password;
    }

    public String getCallbackUrl() {
        return callbackUrl;
    }

    /**
     * Where delivery receipts go: the public URL of a webhook:boomware:deliveryReceipts route. The webhookVerifyToken
     * is added to it. For verify, hlr and failover the provider's documentation names it only in a general sentence.
     */
    public void setCallbackUrl(String callbackUrl) {
        this.callbackUrl = callbackUrl;
    }

    public String getChannel() {
        return channel;
    }

    /**
     * The channel of the operation messaging: lower-case letters, digits, - and _. The provider documents push, viber
     * and rcs, which have operations of their own.
     */
    public void setChannel(String channel) {
        this.channel = channel;
    }

    public String getMethod() {
        return method;
    }

    /**
     * How verify gives the code: sms (by text), voice (a robot reads it out) or call (the last digits of the calling
     * number).
     */
    public void setMethod(String method) {
        this.method = method;
    }

    public String getLanguage() {
        return language;
    }

    /**
     * The language of verify (en, de, fa, es, fr, it, pt, ja, ru or sv) and of textCall; the provider's default is en.
     */
    public void setLanguage(String language) {
        this.language = language;
    }

    public Integer getCodeLength() {
        return codeLength;
    }

    /**
     * The length of verify's code: 4 to 6. The provider's default is 4.
     */
    public void setCodeLength(Integer codeLength) {
        this.codeLength = codeLength;
    }

    public Integer getCodeExpiry() {
        return codeExpiry;
    }

    /**
     * The lifetime of verify's code. The provider states neither unit nor default; the number is sent as it is.
     */
    public void setCodeExpiry(Integer codeExpiry) {
        this.codeExpiry = codeExpiry;
    }

    public Integer getCheckAttemptsAllowed() {
        return checkAttemptsAllowed;
    }

    /**
     * How many failed checks verify allows before the verification is spent. The provider states no default.
     */
    public void setCheckAttemptsAllowed(Integer checkAttemptsAllowed) {
        this.checkAttemptsAllowed = checkAttemptsAllowed;
    }

    public VerifyFailure getVerifyFailure() {
        return verifyFailure;
    }

    /**
     * What verifyCheck makes of a wrong, expired, unknown or too often tried code: result (the body says verified=false
     * and why) or exception (RequestRejectedException).
     */
    public void setVerifyFailure(VerifyFailure verifyFailure) {
        this.verifyFailure = verifyFailure;
    }

    public HttpMethod getHlrMethod() {
        return hlrMethod;
    }

    /**
     * The HTTP method of hlr: POST with a JSON body, or GET with a query. The provider's sources differ; one is never
     * tried after the other, since each lookup is charged.
     */
    public void setHlrMethod(HttpMethod hlrMethod) {
        this.hlrMethod = hlrMethod;
    }

    public String getGoal() {
        return goal;
    }

    /**
     * The goal that requestGoal reports, such as NUMBER_VERIFIED or LINK_OPENED.
     */
    public void setGoal(String goal) {
        this.goal = goal;
    }

    public String getTarget() {
        return target;
    }

    /**
     * Which devices of the number get a push: all or last.
     */
    public void setTarget(String target) {
        this.target = target;
    }

    public Integer getTtl() {
        return ttl;
    }

    /**
     * The time to live of a push. The provider does not state the unit; the number is sent as it is.
     */
    public void setTtl(Integer ttl) {
        this.ttl = ttl;
    }

    public String getPriority() {
        return priority;
    }

    /**
     * The priority of a push: high or normal.
     */
    public void setPriority(String priority) {
        this.priority = priority;
    }

    public String getCollapseKey() {
        return collapseKey;
    }

    /**
     * Replaces an undelivered earlier push with the same key.
     */
    public void setCollapseKey(String collapseKey) {
        this.collapseKey = collapseKey;
    }
}
