/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.camelmessaging.desk.DeskRole;
import io.camelmessaging.desk.FlowDesk;
import io.camelmessaging.desk.TokenAccess;
import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What the flow desk asks its server for, over HTTP, beside many flows on PostgreSQL.
 */
final class DeskBenchmark implements AutoCloseable {

    static final String NAME = "desk";
    static final String MILLIS = "ms";

    private static final String DATABASE = "desk";
    private static final String TOKEN = "a-token-of-this-run-alone";
    private static final int PAGES = 20;
    private static final double NANOS = 1e6;

    private final BenchmarkDatabases databases = new BenchmarkDatabases();
    private final HikariDataSource pool;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String url;

    DeskBenchmark() throws Exception {
        databases.create(DATABASE);
        pool = databases.pool(DATABASE);
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(pool);
        context.getRegistry().bind("flows", flows);
        FlowDesk desk = new FlowDesk();
        desk.setAccess(TokenAccess.create().with("ann", TOKEN, EnumSet.allOf(DeskRole.class)));
        context.getRegistry().bind("desk", desk);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(0);
        context.addService(new VertxPlatformHttpServer(server));
        context.start();
        url = "http://127.0.0.1:" + context.hasService(VertxPlatformHttpServer.class).getPort() + desk.getPath() + "/api/";
    }

    /**
     * Fills the tables: of a hundred flows ten are open, and of ten thousand a few are in doubt, parked and overdue.
     * Each has an attempt, begun within the last three days, and a receipt.
     */
    void fill(int count) throws SQLException {
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into messaging_flow (id, flow, conversation_id, state, step, outcome, recipient, data, started_at,
                        changed_at, ended_at, due_at, lease, signals, failures, parked_at, reference)
                    select 'f' || i, case when i % 3 = 0 then 'visits' else 'orders' end, 'c' || i, state, 1,
                        case when state = 'ENDED' then case when i % 777 = 0 then 'failed' else 'done' end end,
                        '+3725' || (5000000 + i % 900000), '{}', made, made, case when state = 'ENDED' then made end,
                        case when state = 'ENDED' then null when i % 1000 = 13 then made
                            else made + interval '30 days' end,
                        0, 0, 0, case when state = 'END' then made end, 'order-' || i
                    from (select i, now() - i * interval '0.25 second' as made, case when i % 10000 = 5 then 'DOUBT'
                        when i % 8000 = 7 then 'END' when i % 10 = 3 then 'WAIT' else 'ENDED' end as state
                        from generate_series(1, COUNT) i) flows
                    """.replace("COUNT", String.valueOf(count)));
            statement.execute("""
                    insert into messaging_attempt (flow_id, number, step, reference, idempotency_key, state, provider,
                        message_id, repeats, started_at, answered_at)
                    select id, 1, 1, id || '-1', id || '-1', 'ACCEPTED', case when step = 1 and flow = 'orders'
                        then 'boomware' else 'sendmode' end, 'm' || id, 0, started_at, started_at
                    from messaging_flow
                    """);
            statement.execute("""
                    insert into messaging_event (event_id, kind, provider, message_id, status, received_at, flow_id,
                        attempt, handled)
                    select 'e' || id, 'RECEIPT', 'boomware', 'm' || id, 'DELIVERED', started_at, id, 1, true
                    from messaging_flow where state = 'ENDED'
                    """);
        }
        databases.clean(DATABASE);
    }

    /** The part of the page about the desk. */
    static String section(Results results) {
        StringBuilder page = new StringBuilder(
                """

                        ## Flow desk

                        What the page asks its server for, over HTTP, one call after the other, with so many flows on PostgreSQL, a tenth of
                        them open, each with an attempt and the ended ones with a receipt, begun within the last three days.

                        | flows | | ms | longest |
                        | ---: | --- | ---: | ---: |
                        """);
        for (String flows : results.settings(NAME)) {
            for (String what : results.contestants(NAME, flows)) {
                Results.Figure figure = results.figure(NAME, flows, what, MILLIS).orElseThrow();
                page.append("| %s | %s | %s | %s |%n".formatted(flows, what, Target.format(figure.median()),
                        Target.format(figure.highest())));
            }
        }
        return page.toString();
    }

    /** What a person asks for, one after the other. */
    void round(int count, Results results) throws IOException, InterruptedException {
        String setting = String.valueOf(count);
        measure(results, setting, "counts and rates of 24 hours", "GET", "overview", null);
        measure(results, setting, "counts and rates of 7 days", "GET", "overview?hours=168", null);
        for (String view : List.of("open", "overdue", "doubt", "parked", "failed", "all")) {
            JsonNode page = measure(results, setting, "list " + view, "POST", "flows", Map.of("view", view));
            for (int turned = 1; turned < PAGES && page.hasNonNull("next"); turned++) {
                page = measure(results, setting, "list " + view + ": later pages", "POST", "flows",
                        Map.of("view", view, "after", page.get("next").asText()));
            }
        }
        int some = count / 2;
        measure(results, setting, "search by conversation id", "POST", "flows", Map.of("text", "c" + some));
        measure(results, setting, "search by reference", "POST", "flows", Map.of("text", "order-" + some));
        measure(results, setting, "search by number", "POST", "flows", Map.of("text", "+3725" + (5_000_000 + some)));
        measure(results, setting, "search that finds nothing", "POST", "flows", Map.of("text", "nobody's"));
        measure(results, setting, "one flow with its time line", "GET", "flows/f" + some, null);
    }

    private JsonNode measure(Results results, String setting, String what, String method, String path, Object body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                .build();
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        results.add(NAME, setting, what, MILLIS, (System.nanoTime() - start) / NANOS);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(what + ": " + answer.statusCode());
        }
        return mapper.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        context.stop();
        pool.close();
        databases.close();
    }
}
