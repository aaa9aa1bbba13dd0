/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.SmsMessage;
import io.camelmessaging.common.SmsSegments;
import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.engine.KameletBean;
import io.camelmessaging.flows.optout.MessageRecipients;
import io.camelmessaging.flows.optout.RecipientKeys;
import org.apache.camel.Exchange;

/**
 * Lets no message pass that breaks a rule: the bean of the Kamelet {@code send-guard}.
 */
public class SendGuard extends KameletBean {

    private static final String TEXT = "text";
    private static final int MAX_NAME = 50;

    private String name;
    private GuardRules rules;
    private RecipientKeys keys;
    private String released;
    private List<String> keptHeaders;
    private Guard guard;
    private Guards guards;

    @Override
    protected String template() {
        return "send-guard";
    }

    @Override
    protected void configure(FlowParameters parameters) {
        name = parameters.text("name", template());
        if (name.length() > MAX_NAME) {
            throw parameters.wrong("name", name, "has more than " + MAX_NAME + " characters");
        }
        keys = new RecipientKeys(parameters.defaultRegion());
        rules = GuardRules.of(parameters);
        released = parameters.text("released", null);
        keptHeaders = parameters.list("keepHeaders");
        if (rules.holds() && released == null) {
            throw new IllegalArgumentException(
                    template() + " needs the parameter released if a rule holds messages: the endpoint that a message goes to"
                                               + " when a person releases it, such as direct:send.");
        }
        if (!rules.exemptRoutes().isEmpty()) {
            throw parameters.wrong("exemptRoutes", String.join(",", rules.exemptRoutes()),
                    "is for all sends: leave the guard out of an urgent route, or set the property " + GuardSettings.PREFIX
                                                                                           + "exemptRoutes");
        }
        for (Rule rule : rules.rules()) {
            if (rule.name().endsWith(Scope.ACCOUNT.suffix())) {
                throw parameters.wrong(rule.name(), parameters.text(rule.name(), ""), "can never match before a send, where no"
                                                                                      + " account is known yet: set the property "
                                                                                      + GuardSettings.PREFIX + rule.name()
                                                                                      + " instead");
            }
        }
    }

    @Override
    protected void doInit() {
        super.doInit();
        guards = SendGuards.of(getCamelContext()).guards();
        guard = guards.guard(name, rules);
    }

    /**
     * Lets a message pass, refuses it, or keeps it for a person and ends the route.
     *
     * @throws SendRefusedException     if a rule refuses it
     * @throws SendNotJudgedException   if the database cannot be asked
     * @throws IllegalArgumentException if it cannot be told who gets the message
     */
    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().removeHeader(GuardConstants.HELD);
        if (Holding.isReleased(exchange)) {
            return;
        }
        SendFacts facts = SendFacts.of(exchange);
        String text = text(exchange);
        int segments = Math.max(1, SmsSegments.of(text).count());
        List<GuardedSend> sends = new ArrayList<>();
        for (Object recipient : new MessageRecipients(exchange.getMessage()).all()) {
            sends.add(facts.send(keys.ofRecipient(recipient, "recipient of send-guard"), text, segments, null, null, guard,
                    guards.digests()));
        }
        if (sends.isEmpty()) {
            throw new IllegalArgumentException(
                    "send-guard found no recipient to judge: give it as header " + MessagingConstants.TO
                                               + ", or as the field to of a Map or SmsMessage.");
        }
        Optional<Verdict.Broken> stopped = guards.stopped(sends, facts);
        if (stopped.isPresent()) {
            hold(exchange, facts, stopped.get(), sends);
            return;
        }
        Guard.Judgement judgement = guard.judge(sends, false);
        if (judgement instanceof Guard.Judgement.Hold hold) {
            hold(exchange, facts, hold.broken(), sends);
        } else if (judgement instanceof Guard.Judgement.Granted granted) {
            Reservations.add(exchange, granted.reservation());
        }
    }

    private void hold(Exchange exchange, SendFacts facts, Verdict.Broken broken, List<GuardedSend> sends) {
        if (facts.isStep()) {
            if (!guards.isReleased(name, facts, broken, sends)) {
                throw SendNotJudgedException.ofStep(broken);
            }
            return;
        }
        if (released == null) {
            throw new SendNotJudgedException(
                    "The message was not sent, as " + broken.why() + "; send-guard holds it if it has the parameter released.");
        }
        guards.hold(exchange, name, broken, new Holding.Target(released, null, keptHeaders), sends);
    }

    private static String text(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        Object text = body instanceof Map<?, ?> map
                ? map.get(TEXT) : body instanceof SmsMessage sms ? sms.text() : body;
        return text instanceof String given ? given : "";
    }
}
