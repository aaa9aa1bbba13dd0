/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import org.apache.camel.spi.Metadata;

/**
 * Headers of the flows; the neutral ones of all components are in {@link io.camelmessaging.common.MessagingConstants}.
 */
public final class FlowConstants {

    @Metadata(description = "Ties all attempts, receipts and replies of one flow. Given by the caller it is the key of the "
                            + "intake: a second message with the same one starts nothing. At most 100 characters",
              javaType = "String")
    public static final String CONVERSATION_ID = "CamelMessagingConversationId";
    @Metadata(description = "The conversation ids of all open conversations that a reply may belong to, for the endpoint ambiguous "
                            + "of a conversation",
              javaType = "java.util.List of String")
    public static final String CANDIDATES = "CamelMessagingCandidates";
    @Metadata(description = "The name of the flow, which the parameter name of its template gave it", javaType = "String")
    public static final String FLOW = "CamelMessagingFlow";
    @Metadata(description = "The id of the flow in the database", javaType = "String")
    public static final String FLOW_ID = "CamelMessagingFlowId";
    @Metadata(description = "Whether the message started a flow, or whether one with its conversation id was there already",
              javaType = "boolean")
    public static final String FLOW_STARTED = "CamelMessagingFlowStarted";
    @Metadata(description = "How the flow ended, such as done, failed, expired or unknown", javaType = "String")
    public static final String OUTCOME = "CamelMessagingFlowOutcome";
    @Metadata(description = "The step or provider that is concerned, counted from 1", javaType = "int")
    public static final String STEP = "CamelMessagingFlowStep";
    @Metadata(description = "How many attempts were made in all", javaType = "int")
    public static final String ATTEMPTS = "CamelMessagingFlowAttempts";
    @Metadata(description = "Why a step was given up: unavailable, skipped, rejected, undelivered, no receipt in time, no final receipt in time...",
              javaType = "String")
    public static final String REASON = "CamelMessagingFlowReason";
    @Metadata(description = "What opt-out-listener learnt from an event: out for an opt-out, in for an opt-in, outdated for one "
                            + "that something newer contradicts, possible for a reply that a person has to read, missing for none",
              javaType = "String")
    public static final String OPT_OUT = "CamelMessagingOptOut";
    @Metadata(description = "Lets one message pass the opt-out-guard whoever opted out: the confirmation of the opt-out",
              javaType = "boolean")
    public static final String OPT_OUT_EXEMPT = "CamelMessagingOptOutExempt";
    @Metadata(description = "The recipients that opt-out-guard left out because they opted out",
              javaType = "java.util.List of String")
    public static final String OPT_OUT_REFUSED = "CamelMessagingOptOutRefused";
    @Metadata(description = "Whether a message is urgent and passes quiet-hours at any time", javaType = "boolean")
    public static final String URGENT = "CamelMessagingUrgent";
    @Metadata(description = "The time zone of the recipient, such as Europe/Tallinn, or several with commas; without it "
                            + "quiet-hours goes by the number",
              javaType = "String")
    public static final String TIME_ZONE = "CamelMessagingTimeZone";
    @Metadata(description = "Asks send-later to change the message with this conversation id instead of holding a new one: cancel, "
                            + "or move to the time of the header CamelMessagingSchedule",
              javaType = "String")
    public static final String SCHEDULE_ACTION = "CamelMessagingScheduleAction";
    @Metadata(description = "What became of it: cancelled, moved, tooLate if its send has begun or it has ended, notFound",
              javaType = "String")
    public static final String SCHEDULE_CHANGE = "CamelMessagingScheduleChange";
    @Metadata(description = "Until when quiet-hours or send-later holds the message; missing if quiet-hours let it pass",
              javaType = "java.time.Instant")
    public static final String HELD_UNTIL = "CamelMessagingHeldUntil";
    @Metadata(description = "What the recipient replied, for the endpoint invalid of a conversation", javaType = "String")
    public static final String REPLY = "CamelMessagingFlowReply";
    @Metadata(description = "Who acts on flows, for the Kamelet flow-admin: a name of at most 100 characters",
              javaType = "String")
    public static final String ACTOR = "CamelMessagingActor";
    @Metadata(description = "Why somebody acts on flows, for the Kamelet flow-admin: at most 200 characters",
              javaType = "String")
    public static final String ACT_REASON = "CamelMessagingActReason";
    @Metadata(description = "The key of the next page of a list of flows, for the field after of the query that asks for it; "
                            + "missing behind the last page",
              javaType = "String")
    public static final String NEXT_PAGE = "CamelMessagingNextPage";

    private FlowConstants() {
    }
}
