/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.VerificationAnswer;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

/**
 * The kinds of Kamelet that an operation becomes: which of its options are properties, and what its route is.
 */
enum Kind {

    /** Sends, or changes something. */
    SINK("sink", "Sink", "") {
        @Override
        List<String> required(Provider provider, Operation operation) {
            return provider.credentials;
        }

        @Override
        List<String> optional(Provider provider, Operation operation) {
            List<String> options = new ArrayList<>(Words.inBraces(operation.path()));
            for (RecordComponent component : fields(operation)) {
                RequestField field = component.getAnnotation(RequestField.class);
                boolean common = field != null && field.value() != CommonField.NONE && field.value().key() != null;
                options.add(common ? field.value().key() : component.getName());
                if (field != null && field.phoneNumber()) {
                    options.add("defaultRegion");
                }
            }
            if (VerificationAnswer.class.isAssignableFrom(operation.responseType())) {
                options.add("verifyFailure");
            }
            return options;
        }

        @Override
        Map<String, Object> template(Provider provider, Operation operation, Map<String, Object> parameters) {
            return from("kamelet:source", null, call(provider.scheme() + ":" + operation.name(), parameters));
        }

        @Override
        String explanation(Operation operation) {
            return takesText(operation) ? "The body is the text, or a Map of the operation's fields. " + HEADERS
                    : operation.requestType() == null ? "" : "The body is a Map of the operation's fields. " + HEADERS;
        }
    },
    /** Is called for its answer. */
    ACTION("action", "Action", "") {
        @Override
        List<String> required(Provider provider, Operation operation) {
            return SINK.required(provider, operation);
        }

        @Override
        List<String> optional(Provider provider, Operation operation) {
            return SINK.optional(provider, operation);
        }

        @Override
        Map<String, Object> template(Provider provider, Operation operation, Map<String, Object> parameters) {
            return SINK.template(provider, operation, parameters);
        }

        @Override
        String explanation(Operation operation) {
            return SINK.explanation(operation) + (SINK.explanation(operation).isEmpty() ? "" : " ")
                   + "The body becomes the answer.";
        }
    },
    /** Asks for events. */
    POLLING("source", "Source", "") {
        @Override
        List<String> required(Provider provider, Operation operation) {
            return provider.credentials;
        }

        @Override
        List<String> optional(Provider provider, Operation operation) {
            List<String> options = new ArrayList<>(Words.inBraces(operation.path()));
            options.addAll(List.of("delay", "idempotentRepository", "stateRepository"));
            return options;
        }

        @Override
        Map<String, Object> template(Provider provider, Operation operation, Map<String, Object> parameters) {
            return from(provider.scheme() + ":" + operation.name(), parameters, call("kamelet:sink", null));
        }

        @Override
        String explanation(Operation operation) {
            return "Asks the provider for them. One whose route fails comes again.";
        }
    },
    /** Is called with events. */
    WEBHOOK("source", "Webhook Source", "-webhook") {
        @Override
        List<String> required(Provider provider, Operation operation) {
            List<String> required = new ArrayList<>(provider.credentials);
            required.addAll(List.of("webhookVerifyToken", "webhookPath"));
            if (registersItself(operation)) {
                required.add("webhookExternalUrl");
            }
            return required;
        }

        @Override
        List<String> optional(Provider provider, Operation operation) {
            return registersItself(operation) ? Words.inBraces(operation.path()) : List.of();
        }

        @Override
        Map<String, Object> template(Provider provider, Operation operation, Map<String, Object> parameters) {
            Map<String, Object> all = new LinkedHashMap<>(Map.of("webhookComponentName", "platform-http"));
            all.putAll(parameters);
            return from("webhook:" + provider.scheme() + ":" + operation.name(), all, call("kamelet:sink", null));
        }

        @Override
        String explanation(Operation operation) {
            return "The provider posts them to webhookPath with the query parameter token"
                   + (registersItself(operation) ? ", of which the Kamelet tells it." : ".")
                   + " One whose route fails is answered with 500.";
        }

        /** ClickSend, whose events can be asked for too, is told of the URL through its API. */
        private boolean registersItself(Operation operation) {
            return operation.getClass().getPackageName().endsWith(".clicksend");
        }
    };

    private static final String HEADERS
            = "The headers CamelMessagingTo, CamelMessagingFrom and the like go before what is set here.";

    final String type;
    final String title;
    private final String suffix;

    Kind(String type, String title, String suffix) {
        this.type = type;
        this.title = title;
        this.suffix = suffix;
    }

    /** What an operation becomes. */
    static List<Kind> of(Provider provider, Operation operation) {
        return switch (operation.use()) {
            case SEND -> List.of(operation.isReadOnly() || provider.isLookup(operation)
                    || VerificationAnswer.class.isAssignableFrom(operation.responseType()) ? ACTION : SINK);
            case POLL -> List.of(POLLING);
            case WEBHOOK -> List.of(WEBHOOK);
            case POLL_OR_WEBHOOK -> List.of(POLLING, WEBHOOK);
        };
    }

    String name(Provider provider, Operation operation) {
        return provider.scheme() + "-" + Words.kebab(operation.name()) + suffix + "-" + type;
    }

    /** Whether it takes part in a route as something that is called, and not as its start. */
    boolean isCalled() {
        return this == SINK || this == ACTION;
    }

    /** Whether it takes text as its body. */
    boolean takesText(Operation operation) {
        return isCalled() && Arrays.stream(fields(operation)).map(component -> component.getAnnotation(RequestField.class))
                .anyMatch(field -> field != null && field.value() == CommonField.TEXT);
    }

    /** The options without which it does not start. */
    abstract List<String> required(Provider provider, Operation operation);

    /** Further options; those that the component does not have are none. */
    abstract List<String> optional(Provider provider, Operation operation);

    abstract Map<String, Object> template(Provider provider, Operation operation, Map<String, Object> parameters);

    /** What a user of the Kamelet wants to know beside what the operation does. */
    abstract String explanation(Operation operation);

    static RecordComponent[] fields(Operation operation) {
        return operation.requestType() == null ? new RecordComponent[0] : operation.requestType().getRecordComponents();
    }

    private static Map<String, Object> from(String uri, Map<String, Object> parameters, Map<String, Object> step) {
        Map<String, Object> from = new LinkedHashMap<>(endpoint(uri, parameters));
        from.put("steps", List.of(step));
        return Map.of("from", from);
    }

    private static Map<String, Object> call(String uri, Map<String, Object> parameters) {
        return Map.of("to", endpoint(uri, parameters));
    }

    private static Map<String, Object> endpoint(String uri, Map<String, Object> parameters) {
        Map<String, Object> endpoint = new LinkedHashMap<>();
        endpoint.put("uri", uri);
        if (parameters != null && !parameters.isEmpty()) {
            endpoint.put("parameters", parameters);
        }
        return endpoint;
    }
}
