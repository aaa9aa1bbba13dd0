package io.camelmessaging.flows.admin;

import java.util.List;
import java.util.Optional;

import io.camelmessaging.flows.ContextService;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.store.Database;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Administration of the flows of a database: lists them, shows what happened to each, and acts on them, beside the
 * nodes that work on them.
 * <p>
 * What it gives holds numbers and texts in full; {@code masked()} of each is for those who may not see them.
 */
public class FlowAdministration extends ServiceSupport implements CamelContextAware {

    private static final int MAX_PAGE = 1_000;
    private static final int MAX_HOURS = 24 * 31;

    private CamelContext camelContext;
    private MessagingFlows flows;
    private Database database;

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
     * first.
     *
     * @param  hours                    how many, this one included; 1 to 744
     * @throws IllegalArgumentException if it is not one of these
     */
    public List<SendCount> sends(int hours) {
        inRange("hours", hours, MAX_HOURS);
        return database.transaction(sql -> new FlowListing(sql).sends(hours));
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

    private static void inRange(String parameter, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    "The parameter " + parameter + " of the flows' administration must be 1 to " + max + ", not " + value
                                               + ".");
        }
    }
}
