/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;

import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The properties camel.messaging.defaultRegion and camel.messaging.defaultTimeZone, which hold where nothing else is
 * set.
 */
class ApplicationDefaultsTest {

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    private SandboxContext context;

    @BeforeEach
    void newContext() throws Exception {
        SANDBOX.reset();
        context = new SandboxContext(SANDBOX);
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(Databases.h2());
        context.getRegistry().bind("flows", flows);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(String... properties) throws Exception {
        Properties all = new Properties();
        for (String property : properties) {
            all.setProperty("camel.messaging." + property.split("=")[0], property.split("=")[1]);
        }
        context.getPropertiesComponent().setInitialProperties(all);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sms").to("boomware:sms?from=Acme");
                from("direct:later").to("kamelet:send-later?name=later&to=direct:sms&failed=direct:failed");
                from("direct:later-in-ireland")
                        .to("kamelet:send-later?name=ireland&to=direct:sms&failed=direct:failed&defaultTimeZone=Europe/Dublin");
                from("direct:failed").log("failed");
            }
        });
        context.start();
    }

    private Exchange send(String to, Map<String, Object> headers) {
        return context.createProducerTemplate().request("direct:" + to, exchange -> {
            exchange.getMessage().setBody("hello");
            headers.forEach(exchange.getMessage()::setHeader);
        });
    }

    private Object nine(String flow) {
        String nine = LocalDate.now().plusDays(2) + "T09:00";
        Exchange held = send(flow, Map.of(MessagingConstants.TO, "5550 0123", MessagingConstants.SCHEDULE, nine));
        assertThat(held.getException()).isNull();
        return held.getMessage().getHeader(FlowConstants.HELD_UNTIL);
    }

    private static Object nineIn(String zone) {
        return LocalDate.now().plusDays(2).atTime(9, 0).atZone(ZoneId.of(zone)).toInstant();
    }

    @Test
    void theRegionIsThatOfComponents() throws Exception {
        start("defaultRegion=EE");

        send("sms", Map.of(MessagingConstants.TO, "5550 0123"));

        assertThat(SANDBOX.messagesTo("+37255500123")).hasSize(1);
    }

    @Test
    void theOptionOfAComponentWins() throws Exception {
        context.getComponent("boomware", BoomwareComponent.class).getConfiguration().setDefaultRegion("EE");
        start("defaultRegion=IE");

        send("sms", Map.of(MessagingConstants.TO, "5550 0123"));

        assertThat(SANDBOX.messagesTo("+37255500123")).hasSize(1);
    }

    @Test
    void regionAndZoneAreThoseOfFlowsUnlessTheySayOtherwise() throws Exception {
        start("default-region=EE", "defaultTimeZone=America/New_York");

        assertThat(nine("later")).isEqualTo(nineIn("America/New_York"));
        assertThat(nine("later-in-ireland")).isEqualTo(nineIn("Europe/Dublin"));
    }

    @Test
    void withoutAZoneTheRegionTellsIt() throws Exception {
        start("defaultRegion=EE");

        assertThat(nine("later")).isEqualTo(nineIn("Europe/Tallinn"));
    }

    @Test
    void aMisspeltNameOrValueStopsTheStart() {
        assertThatThrownBy(() -> start("defaultRegoin=EE")).hasStackTraceContaining("did you mean 'defaultRegion'?");
    }

    @Test
    void aMisspeltValueStopsTheStart() {
        assertThatThrownBy(() -> start("defaultRegion=ee")).hasStackTraceContaining("did you mean 'EE'?");
    }
}
