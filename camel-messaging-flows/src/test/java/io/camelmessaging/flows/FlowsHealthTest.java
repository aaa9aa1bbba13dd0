/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What health, console and JMX tell of flows. */
class FlowsHealthTest {

    private static final String NUMBER = "+37255500123";

    private final AwayDatabase database = new AwayDatabase(Databases.h2());
    private final DefaultCamelContext context = FlowContexts.on(database);
    private final StandIn one = new StandIn("one");

    @BeforeEach
    void routes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").process(one);
                from("direct:in").to("kamelet:failover-on-receipt?name=orders&step1=direct:one&done=mock:done"
                                     + "&failed=mock:failed&expired=mock:expired");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        database.comeBack();
        context.stop();
    }

    private void send() {
        context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody("secret text");
            exchange.getMessage().setHeaders(new HashMap<>(Map.of(MessagingConstants.TO, NUMBER)));
        });
        await().until(() -> !one.calls().isEmpty());
    }

    private HealthCheck.Result health() {
        return HealthCheckRegistry.get(context).getCheck("messaging-flows").orElseThrow().call();
    }

    @Test
    void allIsWell() {
        send();

        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health().getDetails()).containsEntry("parked", 0).containsEntry("overdue.seconds.orders", 0L);
    }

    @Test
    void aDatabaseThatIsAwayIsDownAndLeavesReadinessAlone() {
        database.goAway();

        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage())
                .hasValueSatisfying(message -> assertThat(message).contains("database", "until it is back"));
        assertThat(HealthCheckHelper.invokeReadiness(context))
                .allSatisfy(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
        assertThat(HealthCheckHelper.invokeLiveness(context))
                .allSatisfy(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
    }

    @Test
    void whatIsOverdueIsDownAndSaysWhatToDo() {
        // of a flow whose nodes are all gone
        MessagingFlows.of(context).database().transaction(sql -> sql.update(
                "insert into messaging_flow (id, flow, conversation_id, state, step, started_at, changed_at, due_at, lease,"
                                                                            + " signals, failures, message, data)"
                                                                            + " values ('f1', 'away', 'c1', 'NEXT', 0,"
                                                                            + " current_timestamp, current_timestamp,"
                                                                            + " current_timestamp - interval '1' hour, 0, 0, 0, '{}', '{}')"));
        MessagingFlows.of(context).observation().opened("away");

        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage()).hasValueSatisfying(
                message -> assertThat(message).contains("flow away", "nobody works on them", "a node with the route"));
    }

    @Test
    void allThatIsOverdueAndParkedIsNamed() {
        for (String flow : List.of("away", "gone")) {
            MessagingFlows.of(context).database().transaction(sql -> sql.update(
                    "insert into messaging_flow (id, flow, conversation_id, state, step, started_at, changed_at, due_at, lease,"
                                                                                + " signals, failures, message, data, parked_at)"
                                                                                + " values (?, ?, 'c1', 'NEXT', 0,"
                                                                                + " current_timestamp, current_timestamp,"
                                                                                + " current_timestamp - interval '1' hour, 0, 0, 0, '{}', '{}', null)",
                    "f-" + flow, flow));
        }
        MessagingFlows.of(context).database().transaction(sql -> sql.update(
                "insert into messaging_flow (id, flow, conversation_id, state, step, started_at, changed_at, due_at, lease,"
                                                                            + " signals, failures, message, data, parked_at)"
                                                                            + " values ('f-parked', 'stuck', 'c1', 'NEXT', 0,"
                                                                            + " current_timestamp, current_timestamp, null, 0, 0,"
                                                                            + " 9, '{}', '{}', current_timestamp)"));
        List.of("away", "gone").forEach(flow -> MessagingFlows.of(context).observation().opened(flow));

        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage()).hasValueSatisfying(
                message -> assertThat(message).contains("Flows are parked", "flow away for", "flow gone for"));
    }

    @Test
    void theConsoleCountsFlows() {
        send();

        await().untilAsserted(() -> assertThat(console(DevConsole.MediaType.TEXT).toString())
                .startsWith("orders: 1 open").contains("WAIT=1").contains("0 parked, 0 s overdue"));
        assertThat(console(DevConsole.MediaType.TEXT).toString()).doesNotContain(NUMBER, "secret");
        assertThat((Map<?, ?>) console(DevConsole.MediaType.JSON)).satisfies(json -> assertThat((List<?>) json.get("flows"))
                .singleElement().asString().contains("name=orders", "open=1"));
    }

    private Object console(DevConsole.MediaType type) {
        FlowsDevConsole console = new FlowsDevConsole();
        console.setCamelContext(context);
        return console.call(type);
    }

    @Test
    void jmxShowsThem() throws Exception {
        send();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(
                new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",type=services,*"), null);

        assertThat((String[]) server.getAttribute(named(names, "MessagingFlows"), "Flows")).singleElement().asString()
                .startsWith("orders:");
        assertThat(server.getAttribute(named(names, "Observers"), "InFlight")).isEqualTo(0);
        // there before anybody has asked for it, as one who asks may have nothing but JMX
        assertThat(server.getAttribute(named(names, "FlowAdministration"), "Open")).isEqualTo(1L);
        assertThat(server.invoke(named(names, "FlowAdministration"), "listFlows",
                new Object[] { "{\"flow\": \"orders\", \"only\": \"open\"}", 5 },
                new String[] { String.class.getName(), "int" })).asString().contains("orders", "***").doesNotContain(NUMBER,
                        "secret");
    }

    private static ObjectName named(Set<ObjectName> names, String type) {
        return names.stream().filter(name -> name.getKeyProperty("name").contains(type)).findFirst()
                .orElseThrow(() -> new AssertionError(names.toString()));
    }
}
