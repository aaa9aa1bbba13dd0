/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.policy.Answers;
import io.camelmessaging.flows.store.Flow;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultExchange;

/**
 * What a conversation takes for an answer, by its parameters.
 *
 * @param expression for the whole answer, or null
 * @param predicate  a bean of the application that judges instead, or null
 * @param exact      whether a reply counts only as it came
 */
record ReplyJudge(CamelContext context, Pattern expression, Predicate predicate, boolean exact) {

    /** Reads the parameters {@code answer}, {@code answerPredicate} and {@code answerMatching}. */
    static ReplyJudge of(FlowParameters parameters, CamelContext context) {
        String regex = parameters.text("answer", null);
        String bean = parameters.text("answerPredicate", null);
        boolean exact = "exact".equals(parameters.oneOf("answerMatching", "lenient", "lenient", "exact"));
        if (regex != null && bean != null) {
            throw parameters.wrong("answerPredicate", bean, "is never used together with answer: choose one");
        }
        Pattern expression = null;
        if (regex != null) {
            try {
                expression = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            } catch (PatternSyntaxException e) {
                throw parameters.wrong("answer", regex, "is not a regular expression: " + e.getDescription());
            }
        }
        Predicate predicate = null;
        if (bean != null) {
            predicate = CamelContextHelper.lookup(context, bean.replaceFirst("^#(bean:)?", ""), Predicate.class);
            if (predicate == null) {
                throw parameters.wrong("answerPredicate", bean,
                        "names no bean of type org.apache.camel.Predicate in the registry");
            }
        }
        return new ReplyJudge(context, expression, predicate, exact);
    }

    /**
     * Judges a reply to a flow.
     *
     * @param flow of which a predicate gets body and headers, with the text as body
     * @param text what was replied, or null
     */
    Answers.Judged judge(Flow flow, String text) {
        return new Answers(expression, predicate == null ? null : form -> predicate.matches(exchange(flow, form)), exact)
                .judge(text);
    }

    private Exchange exchange(Flow flow, String form) {
        Exchange exchange = new DefaultExchange(context);
        if (flow.message() != null) {
            flow.message().writeTo(exchange.getMessage());
        }
        exchange.getMessage().setHeader(FlowConstants.FLOW, flow.name());
        exchange.getMessage().setHeader(FlowConstants.FLOW_ID, flow.id());
        exchange.getMessage().setHeader(FlowConstants.CONVERSATION_ID, flow.conversationId());
        exchange.getMessage().setBody(form);
        return exchange;
    }
}
