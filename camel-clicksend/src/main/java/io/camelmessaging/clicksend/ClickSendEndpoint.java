/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.camelmessaging.common.RequestRejectedException;
import io.camelmessaging.common.support.CallbackUrls;
import io.camelmessaging.common.support.MessagingComponent;
import io.camelmessaging.common.support.MessagingPollingConsumer;
import io.camelmessaging.common.support.PollingEndpoint;
import io.camelmessaging.common.support.ProviderClient;
import io.camelmessaging.common.support.SenderRule;
import org.apache.camel.Category;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.webhook.WebhookConfiguration;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Send SMS, MMS, voice messages, faxes, letters, postcards and e-mail, keep contact lists, and receive delivery
 * receipts and inbound SMS through ClickSend.
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "clicksend", title = "ClickSend", syntax = "clicksend:operation",
             category = { Category.CLOUD, Category.MESSAGING, Category.MOBILE }, headersClass = ClickSendConstants.class)
public class ClickSendEndpoint extends PollingEndpoint {

    private static final SenderRule SENDERS = new SenderRule(3, Pattern.compile("[A-Za-z0-9+]+"), "letters, digits and +");

    private static final Pattern UNREACHABLE = Pattern.compile("(?i)|localhost|127\\..*|0\\.0\\.0\\.0|\\[?::1?]?");

    @UriPath
    @Metadata(required = true)
    private final ClickSendOperation operation;
    @UriParam
    private final ClickSendConfiguration configuration;
    private final ToldMessages toldMessages;
    private WebhookConfiguration webhookConfiguration;
    private ClickSendRules rules;

    ClickSendEndpoint(String uri, MessagingComponent component, ClickSendOperation operation,
                      ClickSendConfiguration configuration, ToldMessages toldMessages) {
        super(uri, component);
        this.toldMessages = toldMessages;
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    protected Producer producer() {
        return operation.producer(this, client());
    }

    @Override
    protected MessagingPollingConsumer consumer(Processor processor) {
        return operation.consumer(this, processor, client());
    }

    private ProviderClient<ClickSendApi> client() {
        return new ProviderClient<>(this, new ClickSendApi(this, configuration, operation));
    }

    /** The messages of the account whose outcome is known. */
    ToldMessages toldMessages() {
        return toldMessages;
    }

    ClickSendRules rules() {
        return new ClickSendRules(client(), operation, configuration);
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        return new ClickSendWebhookHandler(this, next);
    }

    /** Inbound rules may push as a query. */
    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST", "GET");
    }

    @Override
    public void setWebhookConfiguration(WebhookConfiguration webhookConfiguration) {
        super.setWebhookConfiguration(webhookConfiguration);
        this.webhookConfiguration = webhookConfiguration;
    }

    @Override
    public void registerWebhook() throws Exception {
        if (configuration.isDryRun()) {
            return;
        }
        requireExternalUrl();
        getComponent().openTransport();
        rules = rules();
        String url = new CallbackUrls(configuration, List::of)
                .own(webhookConfiguration.computeFullExternalUrl(), "webhookExternalUrl with webhookPath");
        try {
            rules.register(ClickSendRules.URL, url);
        } catch (RequestRejectedException e) {
            if (!operation.isInbound() && MissingParts.isMissing(configuration.getChannel(), e)) {
                throw new IllegalStateException(
                        "webhook:clicksend:deliveryReceipts?channel=" + configuration.getChannel() + " cannot start: ClickSend"
                                                + " answered " + e.getHttpResponseCode()
                                                + " as the rule was to be made that pushes these receipts, so it has none for this"
                                                + " channel. Poll them by from(\"clicksend:deliveryReceipts?channel="
                                                + configuration.getChannel()
                                                + "\"), or set webhookAutoRegister=false if the rule is made by hand.",
                        e);
            }
            throw e;
        }
    }

    /** A URL made of defaults would be registered, and nothing would ever arrive there. */
    private void requireExternalUrl() {
        String host = webhookConfiguration.retrieveRestConfiguration().getHost();
        boolean set = webhookConfiguration.getWebhookExternalUrl() != null
                || host != null && !UNREACHABLE.matcher(host).matches();
        if (!set) {
            throw new IllegalArgumentException(
                    "webhook:clicksend:" + operation.name() + " registers its URL at ClickSend and was not told which: set"
                                               + " webhookExternalUrl, in the URI or as camel.component.webhook.configuration.webhook-external-url,"
                                               + " to what ClickSend shall call, such as https://your.host, or"
                                               + " webhookAutoRegister=false if the rule is made by hand.");
        }
    }

    /** The rule stays unless it is to go: another process may hear by it, and what is pushed to nobody is repeated. */
    @Override
    public void unregisterWebhook() throws Exception {
        if (rules != null && configuration.isWebhookAutoRemove()) {
            rules.remove();
        }
        rules = null;
    }

    /** A name of 3 to 11 letters and digits; no blanks. */
    @Override
    public SenderRule senderRule() {
        return SENDERS;
    }

    @Override
    public Map<String, String> authentication() {
        return Map.of("Authorization", configuration.basicAuthorization());
    }

    /**
     * What to do.
     */
    @Override
    public ClickSendOperation getOperation() {
        return operation;
    }

    @Override
    public ClickSendConfiguration getConfiguration() {
        return configuration;
    }
}
