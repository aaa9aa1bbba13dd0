/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.schema.SchemaSql;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The tables of the flows are in a schema of choice, and need not be the application's to make. */
@ExtendWith(Postgres.class)
class SchemaOptionsTest {

    private static final String ROUTES = """
            - beans:
                - name: messagingFlows
                  type: io.camelmessaging.flows.MessagingFlows
                  properties:
                    schema: "%s"
                    schemaMode: %s
                    pollDelay: 50ms
            - route:
                from:
                  uri: direct:in
                  steps:
                    - to:
                        uri: kamelet:failover-on-send
                        parameters:
                          name: orders
                          step1: direct:sms
                          done: mock:done
                          failed: mock:failed
                          unknown: mock:unknown
            - route:
                from:
                  uri: direct:sms
                  steps:
                    - log:
                        message: sent
                        loggingLevel: DEBUG
            """;

    private static void aMessageIsSent(DataSource dataSource, String schema, String mode) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("database", DataSource.class, dataSource);
            FlowContexts.addYaml(context, ROUTES.formatted(schema, mode));
            MockEndpoint done = context.getEndpoint("mock:done", MockEndpoint.class);
            done.expectedMessageCount(1);
            context.start();

            context.createProducerTemplate().sendBodyAndHeader("direct:in", "hello", "CamelMessagingTo", "+37255500123");

            done.assertIsSatisfied(30_000);
        }
    }

    private static int flowsIn(DataSource dataSource, String schema) throws Exception {
        try (var connection = dataSource.getConnection(); var statement = connection.createStatement();
             var row = statement.executeQuery("select count(*) from \"" + schema + "\".messaging_flow where state = 'ENDED'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void onH2() throws Exception {
        DataSource dataSource = Databases.h2();

        aMessageIsSent(dataSource, "orders' own", "create");
        aMessageIsSent(dataSource, "orders' own", "validate");
        aMessageIsSent(dataSource, "orders' own", "NONE");

        assertThat(flowsIn(dataSource, "orders' own")).isEqualTo(3);
    }

    @Test
    void onPostgresql(Postgres.Server server) throws Exception {
        DataSource dataSource = server.newDatabase();

        assertThatThrownBy(() -> aMessageIsSent(dataSource, "messaging", "validate"))
                .hasStackTraceContaining("The tables of the flows in the schema messaging are missing");
        try (var connection = dataSource.getConnection(); var statement = connection.createStatement()) {
            statement.execute(SchemaSql.of("messaging", 0, true));
        }
        aMessageIsSent(dataSource, "messaging", "validate");
        aMessageIsSent(dataSource, "Messaging", "create");

        assertThat(flowsIn(dataSource, "messaging")).isEqualTo(2);
    }
}
