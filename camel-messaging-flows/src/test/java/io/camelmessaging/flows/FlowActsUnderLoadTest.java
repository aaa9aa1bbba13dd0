/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.camelmessaging.common.FailureDetails;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.admin.ActResult;
import io.camelmessaging.flows.admin.Actor;
import io.camelmessaging.flows.admin.FlowAdministration;
import io.camelmessaging.flows.admin.FlowQuery;
import io.camelmessaging.flows.admin.FlowSummary;
import io.camelmessaging.flows.admin.Verdict;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two nodes work on one database while people act on the same flows from both: the provider's own list of calls and the
 * told outcomes are the judge of what was lost or doubled.
 */
@ExtendWith(Postgres.class)
class FlowActsUnderLoadTest {

    private static final int MESSAGES = 300;
    private static final Actor ANN = new Actor("ann", "a test");
    private static final Duration ALL = Duration.ofSeconds(60);

    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> callsOfFlow = new ConcurrentHashMap<>();
    private final Map<String, List<String>> told = new ConcurrentHashMap<>();
    private final List<DefaultCamelContext> nodes = new ArrayList<>();

    @BeforeEach
    void start(Postgres.Server server) throws Exception {
        DataSource database = server.newDatabase();
        for (int i = 0; i < 2; i++) {
            DefaultCamelContext node = FlowContexts.on(database);
            node.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:provider").process(FlowActsUnderLoadTest.this::call);
                    from("direct:told").process(FlowActsUnderLoadTest.this::tell);
                    from("direct:receipts").to("kamelet:failover-on-receipt?name=parcels&step1=direct:provider"
                                               + "&step2=direct:provider&step1Wait=1h&step2Wait=1h" + ends());
                    from("direct:sends").to("kamelet:failover-on-send?name=orders&step1=direct:provider&step2=direct:provider"
                                            + ends());
                    from("direct:asks").to("kamelet:conversation?name=visits&ask=direct:provider&answer=YES"
                                           + "&invalid=direct:provider&answered=direct:told&failed=direct:told"
                                           + "&settleDelay=1h&breakerFailures=1000");
                }
            });
            nodes.add(node);
            node.start();
        }
    }

    private static String ends() {
        return "&done=direct:told&failed=direct:told&settleDelay=1h&breakerFailures=1000";
    }

    @AfterEach
    void stop() {
        nodes.forEach(CamelContext::stop);
    }

    /** Counts a call; some reach nobody, and of some nobody knows, by the digits of the attempt's own reference. */
    private void call(Exchange exchange) {
        String reference = exchange.getMessage().getHeader(MessagingConstants.REFERENCE, String.class);
        String flow = exchange.getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
        calls.computeIfAbsent(reference, one -> new AtomicInteger()).incrementAndGet();
        callsOfFlow.computeIfAbsent(flow, one -> new AtomicInteger()).incrementAndGet();
        FailureDetails failure = new FailureDetails("one", "sms", 500, "17", "no", "try again", null);
        switch (Math.floorMod(reference.hashCode(), 5)) {
            case 0 -> {
                if (calls.get(reference).get() == 1) {
                    throw new ProviderUnavailableException(null, failure);
                }
            }
            case 1, 2 -> throw new OutcomeUnknownException(failure);
            default -> exchange.getMessage().setHeader(MessagingConstants.MESSAGE_ID, "m-" + reference);
        }
    }

    private void tell(Exchange exchange) {
        told.computeIfAbsent(exchange.getMessage().getHeader(FlowConstants.FLOW_ID, String.class),
                one -> java.util.Collections.synchronizedList(new ArrayList<>()))
                .add(exchange.getMessage().getHeader(FlowConstants.OUTCOME, String.class));
    }

    private List<String> send(CamelContext node, int from) {
        List<String> ids = new ArrayList<>();
        ProducerTemplate template = node.createProducerTemplate();
        String[] flows = { "direct:receipts", "direct:sends", "direct:asks" };
        for (int i = from; i < MESSAGES; i += nodes.size()) {
            Map<String, Object> headers = new HashMap<>(
                    Map.of(MessagingConstants.TO, "+3725550" + (1_000 + i),
                            FlowConstants.CONVERSATION_ID, "c" + i));
            ids.add(template.request(flows[i % flows.length], exchange -> {
                exchange.getMessage().setBody("hello");
                exchange.getMessage().setHeaders(headers);
            }).getMessage().getHeader(FlowConstants.FLOW_ID, String.class));
        }
        return ids;
    }

    /** One person, who acts on whatever there is until told to stop. */
    private Map<String, Integer> act(FlowAdministration flows, long seed, AtomicBoolean enough) {
        Random random = new Random(seed);
        Map<String, Integer> cancelled = new HashMap<>();
        while (!enough.get()) {
            for (FlowSummary flow : flows.list(FlowQuery.all().open(), null, 20).flows()) {
                String id = flow.id();
                switch (random.nextInt(5)) {
                    case 0 -> {
                        if (flows.cancel(id, ANN).isApplied()) {
                            AtomicInteger made = callsOfFlow.get(id);
                            cancelled.put(id, made == null ? 0 : made.get());
                        }
                    }
                    case 1 -> flows.retryNow(id, ANN);
                    case 2 -> flows.decide(id, Verdict.WAS_SENT, ANN);
                    case 3 -> flows.decide(id, Verdict.WAS_NOT_SENT, ANN);
                    default -> flows.decide(FlowQuery.all().flow(flow.flow()), 5, Verdict.WAS_NOT_SENT, ANN);
                }
            }
        }
        return cancelled;
    }

    @Test
    void nothingIsLostAndNothingIsDoubled() throws Exception {
        List<String> ids = new ArrayList<>();
        Map<String, Integer> cancelled = new HashMap<>();
        ExecutorService all = Executors.newFixedThreadPool(6);
        try {
            AtomicBoolean enough = new AtomicBoolean();
            List<Future<Map<String, Integer>>> people = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                FlowAdministration flows = FlowAdministration.of(nodes.get(i % 2));
                long seed = i;
                people.add(all.submit(() -> act(flows, seed, enough)));
            }
            List<Future<List<String>>> senders
                    = List.of(all.submit(() -> send(nodes.get(0), 0)), all.submit(() -> send(nodes.get(1), 1)));
            for (Future<List<String>> sender : senders) {
                ids.addAll(sender.get());
            }
            await().atMost(ALL).until(() -> callsOfFlow.size() + cancelled(ids) >= MESSAGES);
            enough.set(true);
            for (Future<Map<String, Integer>> person : people) {
                cancelled.putAll(person.get());
            }
        } finally {
            all.shutdownNow();
        }
        FlowAdministration flows = FlowAdministration.of(nodes.get(0));
        await().atMost(ALL).until(() -> flows.cancel(FlowQuery.all(), 500, ANN).stream()
                .noneMatch(result -> result.status() == ActResult.Status.BUSY) && flows.counts().open() == 0);

        assertThat(ids).hasSize(MESSAGES).doesNotHaveDuplicates();
        assertThat(told.keySet()).as("lost").containsExactlyInAnyOrderElementsOf(ids);
        assertThat(told.values()).as("told twice").allMatch(outcomes -> outcomes.size() == 1);
        // what provably reached nobody may be sent again under its own reference, and nothing else
        calls.forEach((reference, count) -> {
            if (Math.floorMod(reference.hashCode(), 5) != 0) {
                assertThat(count.longValue()).as("calls of %s", reference)
                        .isLessThanOrEqualTo(decidedAsNotSent(flows, reference));
            }
        });
        assertThat(cancelled).isNotEmpty();
        cancelled.forEach((id, made) -> assertThat(callsOfFlow.containsKey(id) ? callsOfFlow.get(id).get() : 0)
                .as("calls of the flow %s after it was cancelled", id).isEqualTo(made));
    }

    private long cancelled(List<String> ids) {
        return ids.stream().filter(id -> !callsOfFlow.containsKey(id) && told.containsKey(id)).count();
    }

    /**
     * One call, and one more each time somebody decided that it was not sent, as a conversation sends the same again.
     */
    private long decidedAsNotSent(FlowAdministration flows, String reference) {
        return 1 + flows.show(reference.substring(0, reference.indexOf('-'))).orElseThrow().timeline().stream()
                .filter(entry -> "WAS_NOT_SENT".equals(entry.act()) && "APPLIED".equals(entry.status())).count();
    }
}
