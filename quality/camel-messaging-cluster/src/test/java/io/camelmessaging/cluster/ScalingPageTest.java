/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The examples of the page about several nodes work.
 */
@ExtendWith(Postgres.class)
class ScalingPageTest {

    private static final String PAGE = "flows-scaling.adoc";

    private final MessagingSandbox sandbox = MessagingSandbox.create().start();
    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private CamelContext context;

    @TempDir
    Path folder;

    @BeforeEach
    void start(Postgres.Server server) {
        database.setUrl(server.newDatabaseUrl());
        context = OrdersApplication.context("none", sandbox.baseUrl("boomware"));
        ClickSendConfiguration clickSend = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        clickSend.setBaseUrl(sandbox.baseUrl("clicksend"));
        clickSend.setUsername(ClickSendProvider.USERNAME);
        clickSend.setApiKey(ClickSendProvider.API_KEY);
        context.getRegistry().bind("dataSource", database);
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "yaml", "xml" })
    void theLimit(String language) throws Exception {
        OrdersApplication.load(context, Page.write(PAGE, language, 1, folder));
        context.start();

        context.createProducerTemplate().sendBodyAndHeader("direct:order-sent", "Your order has left.",
                MessagingConstants.TO, "+37255500101");

        assertThat(sandbox.messages()).hasSize(1);
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
             ResultSet rows = statement.executeQuery("select id from messaging_rate_limit where state is not null")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("boomware");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "yaml", "xml" })
    void thePoller(String language) throws Exception {
        context.getPropertiesComponent().addInitialProperty("node", "one");
        context.getRegistry().bind("flows", new MessagingFlows());
        OrdersApplication.load(context, Page.write(PAGE, language, 2, folder));
        context.start();
        // a new account keeps what comes from the first poll on
        await().atMost(Duration.ofMinutes(1)).until(() -> sandbox.wire().size() > 3);

        sandbox.inbound("clicksend", "+37255500101", "+61422222222", "yes");

        await().atMost(Duration.ofMinutes(1)).until(() -> {
            try (Connection connection = database.getConnection(); Statement statement = connection.createStatement();
                 ResultSet rows = statement.executeQuery("select count(*) from messaging_event")) {
                return rows.next() && rows.getInt(1) == 1;
            }
        });
    }
}
