/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.common.support.ManagedBean;
import io.camelmessaging.flows.ContextService;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.store.Act;
import io.camelmessaging.flows.store.Database;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Administration of the flows of a database: lists them, shows what happened to each, and acts on them, beside the
 * nodes that work on them.
 * <p>
 * What it gives holds numbers and texts in full; {@code masked()} of each is for those who may not see them. In JMX it
 * is the service {@code FlowAdministration}, and all is masked there.
 */
@ManagedResource(description = "Administration of flows")
public class FlowAdministration extends ServiceSupport implements CamelContextAware {

    private static final int MAX_PAGE = 1_000;
    private static final int MAX_HOURS = 24 * 31;

    private static final int MAX_NAMESAKES = 100;

    private CamelContext camelContext;
    private Duration patience = Duration.ofSeconds(10);
    private MessagingFlows flows;
    private Database database;
    private SentByHour sent;

    /**
     * That of a Camel context, started: the bean of this class in its registry, or else a new one.
     */
    public static FlowAdministration of(CamelContext context) {
        return ContextService.of(context, FlowAdministration.class, FlowAdministration::new);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    protected void doInit() {
        flows = MessagingFlows.of(camelContext);
        database = flows.stateDatabase();
        sent = new SentByHour(database, this::providerOf);
    }

    @Override
    protected void doStart() {
        ManagedBean.show(camelContext, this);
    }

    /**
     * The flows that a query asks for, newest first. Pages of one list neither repeat nor miss a flow that stays as it
     * is meanwhile.
     *
     * @param  after                    the key that the page before gave as {@link FlowPage#next()}; null for the first
     *                                  page
     * @param  limit                    how many at most, 1 to 1000
     * @throws IllegalArgumentException if the key is none, or the limit is not one of these
     */
    public FlowPage list(FlowQuery query, String after, int limit) {
        inRange("limit", limit, MAX_PAGE);
        PageKey key = PageKey.parse(after);
        List<FlowSummary> found = database.transaction(sql -> new FlowListing(sql).page(query, key, limit + 1));
        boolean more = found.size() > limit;
        return new FlowPage(
                more ? found.subList(0, limit) : found, more ? PageKey.of(found.get(limit - 1)).toString() : null);
    }

    /** How many flows are open, overdue, in doubt and parked, in all and by name. */
    public FlowCounts counts() {
        return database.transaction(sql -> new FlowListing(sql).counts());
    }

    /**
     * How many messages were sent in each of the last hours by each provider, and what came of it; the oldest hour
     * first. The count of an hour that is over is kept for a sixtieth of its age: that of a day ago for 24 minutes.
     *
     * @param  hours                    how many, this one included; 1 to 744
     * @throws IllegalArgumentException if it is not one of these
     */
    public List<SendCount> sends(int hours) {
        inRange("hours", hours, MAX_HOURS);
        return sent.last(hours);
    }

    private String providerOf(String flow, int step) {
        return flows.providerOf(flow, step).orElse(null);
    }

    /**
     * One flow with all that happened to it; empty if there is none.
     *
     * @param id a conversation id, of which the newest flow is shown if several have it, or the id of a flow
     */
    public Optional<FlowDetail> show(String id) {
        FlowQuery query = FlowQuery.all().conversationId(id);
        if (query.conversationId() == null) {
            return Optional.empty();
        }
        return database.transaction(sql -> {
            FlowListing listing = new FlowListing(sql);
            Optional<FlowSummary> flow = listing.page(query, PageKey.NEWEST, 1).stream().findFirst();
            return flow.isEmpty() ? Optional.<FlowDetail> empty() : new FlowHistory(sql, flow.get()).detail(listing.now());
        });
    }

    /** How long an act waits for a node that works on its flow. */
    public Duration getPatience() {
        return patience;
    }

    /**
     * How long an act waits for the node that works on its flow at this moment, before it is withdrawn and told as
     * {@link ActResult.Status#BUSY}; 10 seconds by default.
     */
    public void setPatience(Duration patience) {
        this.patience = patience;
    }

    /**
     * Ends a flow: nothing is sent for it any more, and its endpoint {@code failed} is told of the outcome
     * {@code cancelled}. Of a flow in doubt the outcome is {@code unknown}, as after its deadline.
     *
     * @param id a conversation id, or the id of a flow
     */
    public ActResult cancel(String id, Actor by) {
        return one(id, Act.Kind.CANCEL, by);
    }

    /** Does the same to the newest flows that a query asks for, so many at most. */
    public List<ActResult> cancel(FlowQuery query, int limit, Actor by) {
        return many(query.open(), limit, Act.Kind.CANCEL, by);
    }

    /**
     * Goes on at once with what a flow waits to do again. It sends nothing that the flow would not send by itself
     * later: what was sent, or may have been, is not sent once more.
     *
     * @param id a conversation id, or the id of a flow
     */
    public ActResult retryNow(String id, Actor by) {
        return one(id, Act.Kind.RETRY_NOW, by);
    }

    /** Does the same to the newest flows that a query asks for, so many at most. */
    public List<ActResult> retryNow(FlowQuery query, int limit, Actor by) {
        return many(query.open(), limit, Act.Kind.RETRY_NOW, by);
    }

    /**
     * Goes on with a parked flow where it stood, after what made it fail was mended.
     *
     * @param id a conversation id, or the id of a flow
     */
    public ActResult release(String id, Actor by) {
        return one(id, Act.Kind.RELEASE, by);
    }

    /** Does the same to the newest parked flows that a query asks for, so many at most. */
    public List<ActResult> release(FlowQuery query, int limit, Actor by) {
        return many(query.parked(), limit, Act.Kind.RELEASE, by);
    }

    /**
     * Decides a doubt, after somebody found out at the provider whether the last attempt of a flow was sent.
     *
     * @param id a conversation id, or the id of a flow
     */
    public ActResult decide(String id, Verdict verdict, Actor by) {
        return one(id, Act.Kind.valueOf(verdict.name()), by);
    }

    /** Does the same to the newest flows in doubt that a query asks for, so many at most. */
    public List<ActResult> decide(FlowQuery query, int limit, Verdict verdict, Actor by) {
        return many(query.inDoubt(), limit, Act.Kind.valueOf(verdict.name()), by);
    }

    @ManagedAttribute(description = "Flows that have not ended")
    public long getOpen() {
        return counts().open();
    }

    @ManagedAttribute(description = "Flows that have been due for more than a minute and that nobody works on")
    public long getOverdue() {
        return counts().overdue();
    }

    @ManagedAttribute(description = "Flows of which nobody knows whether their last attempt was sent")
    public long getInDoubt() {
        return counts().inDoubt();
    }

    @ManagedAttribute(description = "Flows that nobody works on any more, as their work failed for too long")
    public long getParked() {
        return counts().parked();
    }

    @ManagedOperation(description = "The newest flows that a query asks for, such as {\"flow\": \"orders\", \"only\": \"open\"}, or all"
                                    + " if it is empty, as JSON, masked; its next is the field after of the query for the next page")
    public String listFlows(String query, int limit) {
        QueryFields asked = QueryFields.parse(query);
        return Plain.json(list(asked.query(), asked.after(), limit).masked());
    }

    @ManagedOperation(description = "A flow with all that happened to it, as JSON, masked")
    public String showFlow(String id) {
        return show(id).map(detail -> Plain.json(detail.masked())).orElse("no flow has this id");
    }

    @ManagedOperation(description = "Ends a flow")
    public String cancelFlow(String id, String who, String why) {
        return told(cancel(id, new Actor(who, why)));
    }

    @ManagedOperation(description = "Goes on at once with what a flow waits to do again")
    public String retryFlowNow(String id, String who, String why) {
        return told(retryNow(id, new Actor(who, why)));
    }

    @ManagedOperation(description = "Goes on with a parked flow")
    public String releaseFlow(String id, String who, String why) {
        return told(release(id, new Actor(who, why)));
    }

    @ManagedOperation(description = "Decides that the last attempt of a flow in doubt was sent, or was not")
    public String decideFlow(String id, boolean wasSent, String who, String why) {
        return told(decide(id, wasSent ? Verdict.WAS_SENT : Verdict.WAS_NOT_SENT, new Actor(who, why)));
    }

    @ManagedOperation(description = "Ends the newest flows that a query asks for, so many at most")
    public String cancelFlows(String query, int limit, String who, String why) {
        return told(cancel(some(query), limit, new Actor(who, why)));
    }

    @ManagedOperation(description = "Goes on at once with what the newest flows that a query asks for wait to do again")
    public String retryFlowsNow(String query, int limit, String who, String why) {
        return told(retryNow(some(query), limit, new Actor(who, why)));
    }

    @ManagedOperation(description = "Goes on with the newest parked flows that a query asks for")
    public String releaseFlows(String query, int limit, String who, String why) {
        return told(release(some(query), limit, new Actor(who, why)));
    }

    @ManagedOperation(description = "Decides that the last attempts of the newest flows in doubt that a query asks for were sent, or"
                                    + " were not")
    public String decideFlows(String query, int limit, boolean wasSent, String who, String why) {
        return told(decide(some(query), limit, wasSent ? Verdict.WAS_SENT : Verdict.WAS_NOT_SENT, new Actor(who, why)));
    }

    /** Never all flows because somebody forgot to say which. */
    private static FlowQuery some(String query) {
        QueryFields asked = QueryFields.parse(query);
        if (asked.isEmpty()) {
            throw new IllegalArgumentException(
                    "The query does not say which flows are meant: give one such as {\"flow\": \"orders\", \"only\": \"parked\"}.");
        }
        return asked.query();
    }

    private static String told(ActResult result) {
        return result.why() == null ? result.status().name() : result.status() + ": " + result.why();
    }

    private static String told(List<ActResult> results) {
        Map<String, String> told = new LinkedHashMap<>();
        results.forEach(result -> told.put(result.id(), told(result)));
        return Plain.json(told);
    }

    private ActResult one(String id, Act.Kind kind, Actor by) {
        List<FlowSummary> found = id == null || id.isBlank()
                ? List.of() : list(FlowQuery.all().conversationId(id), null, MAX_NAMESAKES).flows();
        List<FlowSummary> named = found.stream().filter(flow -> flow.id().equals(id.strip())).toList();
        List<FlowSummary> meant = named.isEmpty() ? found : named;
        if (meant.isEmpty()) {
            return new ActResult(
                    null, id, null, ActResult.Status.NOT_FOUND,
                    "No flow has the conversation id or id " + Redaction.text(id) + ": it may have been deleted after the"
                                                                + " retention time.");
        }
        if (meant.size() > 1) {
            return new ActResult(
                    null, id, null, ActResult.Status.REFUSED,
                    "Nothing was done, as several flows have the conversation id " + Redaction.text(id)
                                                              + ": give the id of the flow that is meant.");
        }
        return acts().act(List.of(meant.get(0).id()), kind, by).stream().findFirst().orElseGet(() -> new ActResult(
                meant.get(0).id(), id, meant.get(0).flow(), ActResult.Status.NOT_FOUND,
                "The flow was deleted at this moment."));
    }

    private List<ActResult> many(FlowQuery query, int limit, Act.Kind kind, Actor by) {
        return acts().act(list(query, null, limit).flows().stream().map(FlowSummary::id).toList(), kind, by);
    }

    private FlowActs acts() {
        return new FlowActs(flows, patience);
    }

    private static void inRange(String parameter, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    "The parameter " + parameter + " of the flows' administration must be 1 to " + max + ", not " + value
                                               + ".");
        }
    }
}
