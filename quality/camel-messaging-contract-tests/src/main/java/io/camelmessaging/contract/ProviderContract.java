/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelmessaging.common.support.MessagingComponent;
import io.camelmessaging.common.support.Operation;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Nested;

/**
 * All contracts of a provider whose API is JSON, with an SMS to one recipient a call and a push of receipts: its facts
 * are said once. A provider with more to it has a class for each contract.
 */
public abstract class ProviderContract {

    private static final String JSON = "application/json";
    private static final String NUMBER = "37255500123";

    private final Facts facts;

    /**
     * What the provider says.
     *
     * @param operations     the rows of its table
     * @param sms            the operation that sends, with an option: {@code sms?from=Acme}
     * @param recipientField the field of a request that holds the recipient
     * @param accepted       the answer to a message that it takes
     * @param refused        an answer with a refusal, by a status of 400 or more
     * @param receipts       the operation that listens
     * @param receipt        what it pushes
     * @param incomplete     a push that lacks what a receipt needs
     * @param secret         the credentials of the context
     */
    public record Facts(String scheme, Class<? extends MessagingComponent> component, Operation[] operations, String sms,
            String recipientField, String accepted, String refused, String receipts, String receipt, String incomplete,
            String secret) {

        private String uri() {
            return scheme + ":" + sms;
        }

        private String listening() {
            return scheme + ":" + receipts;
        }
    }

    protected ProviderContract(Facts facts) {
        this.facts = facts;
    }

    /** A context, not started, whose component has credentials. */
    protected abstract DefaultCamelContext context(String baseUrl);

    @Nested
    class Metadata extends MetadataContract {

        Metadata() {
            super(facts.scheme(), facts.component(), facts.operations());
        }

        @Override
        protected List<String> goodUris() {
            return List.of(facts.sms(), facts.sms() + "&to=" + NUMBER, facts.receipts());
        }

        @Override
        protected List<String> badUris() {
            return List.of("x" + facts.sms(), facts.sms() + "&noOption=x");
        }
    }

    @Nested
    class Numbers extends NumbersContract {

        Numbers() {
            super(facts.uri(), facts.accepted());
        }

        @Override
        protected Stream<JsonNode> recipients(JsonNode request) {
            return Stream.of(request.path(facts.recipientField()));
        }

        @Override
        protected boolean takesSeveral() {
            return false;
        }

        @Override
        protected DefaultCamelContext context(String baseUrl) {
            return ProviderContract.this.context(baseUrl);
        }
    }

    @Nested
    class Outcomes extends OutcomesContract {

        Outcomes() {
            super(facts.uri(), facts.accepted(), "+" + NUMBER);
        }

        @Override
        protected DefaultCamelContext context(String baseUrl) {
            return ProviderContract.this.context(baseUrl);
        }
    }

    @Nested
    class Secrecy extends SecrecyContract {

        Secrecy() {
            super(facts.secret(), NUMBER);
        }

        @Override
        protected List<Call> calls() {
            return List.of(new Call(facts.uri(), TEXT, "+" + NUMBER));
        }

        @Override
        protected String echo() {
            return with(facts.accepted(), "\"echo\":\"" + TEXT + " to " + NUMBER + "\"");
        }

        @Override
        protected String refusal() {
            return with(facts.refused(), "\"echo\":\"" + TEXT + " to " + NUMBER + "\"");
        }

        @Override
        protected List<Push> pushes() {
            return List.of(new Push(facts.listening(), JSON, facts.receipt(), with("{}", "\"echo\":\"" + TEXT + "\"")));
        }

        @Override
        protected DefaultCamelContext context(String baseUrl) {
            return ProviderContract.this.context(baseUrl);
        }
    }

    @Nested
    class Webhook extends WebhookContract {

        Webhook() {
            super("", new Hook(facts.listening(), JSON, facts.receipt(), "", List.of("", "[]", facts.incomplete())));
        }

        @Override
        protected DefaultCamelContext context(String baseUrl) {
            return ProviderContract.this.context(baseUrl);
        }
    }

    /** A JSON object with one field more. */
    private static String with(String json, String field) {
        return json.replaceFirst("\\{", json.contains(":") ? "{" + field + "," : "{" + field);
    }
}
