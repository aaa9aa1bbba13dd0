/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.time.Duration;
import java.util.Map;

import javax.sql.DataSource;

import io.camelmessaging.flows.MessagingFlows;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ResourceLock(Applications.LOGGING)
class FlowsOptionsTest {

    private static final String PREFIX = "camel.messaging.flows.";

    private static MessagingFlows flows(ConfigurableApplicationContext application) {
        return application.getBean(MessagingFlows.class);
    }

    @Test
    void optionsAreBound() {
        try (ConfigurableApplicationContext application = Applications.start(
                Map.of(PREFIX + "threads", "7", PREFIX + "poll-delay", "250ms", PREFIX + "parkAfter", "PT3H"),
                Map.of("CAMEL_MESSAGING_FLOWS_LEASE", "90s"))) {
            assertThat(flows(application)).returns(7, MessagingFlows::getThreads)
                    .returns(Duration.ofMillis(250), MessagingFlows::getPollDelay)
                    .returns(Duration.ofHours(3), MessagingFlows::getParkAfter)
                    .returns(Duration.ofSeconds(90), MessagingFlows::getLease)
                    .returns(null, MessagingFlows::getDataSource);
        }
    }

    @Test
    void theDatabaseIsThePrimaryOneOrTheOneThatIsNamed() {
        try (ConfigurableApplicationContext application = Applications.start(Map.of(), TwoDatabases.class)) {
            assertThat(flows(application).getDataSource()).isSameAs(application.getBean("orders"));
        }
        try (ConfigurableApplicationContext application = Applications.start(
                Map.of(PREFIX + "data-source", "#messages"), TwoDatabases.class)) {
            assertThat(flows(application).getDataSource()).isSameAs(application.getBean("messages"));
        }
        assertThatThrownBy(() -> Applications.start(Map.of(PREFIX + "data-source", "mesages"), TwoDatabases.class).close())
                .rootCause().hasMessage(
                        "The property camel.messaging.flows.data-source names the bean 'mesages', and there is none.");
    }

    @Test
    void aMisspeltPropertyStopsTheStart() {
        assertThatThrownBy(() -> Applications.start(Map.of(PREFIX + "theads", "7")).close())
                .rootCause().hasMessage("There is no property camel.messaging.flows.theads, did you mean 'threads'?");
        assertThatThrownBy(() -> Applications.start(Map.of(PREFIX + "camel-context", "#x")).close())
                .rootCause().hasMessageContaining("There is no property camel.messaging.flows.camel-context");
    }

    @Test
    void theVariablesOfAKubernetesServiceOfThatNameAreNoProperties() {
        try (ConfigurableApplicationContext application = Applications.start(Map.of(), Map.of(
                "CAMEL_MESSAGING_FLOWS_SERVICE_HOST", "10.0.0.1", "CAMEL_MESSAGING_FLOWS_SERVICE_PORT_HTTP", "8080",
                "CAMEL_MESSAGING_FLOWS_PORT", "tcp://10.0.0.1:8080", "CAMEL_MESSAGING_FLOWS_PORT_8080_TCP_ADDR", "10.0.0.1"),
                OwnFlows.class)) {
            assertThat(flows(application).getThreads()).isEqualTo(3);
        }
    }

    @Test
    void propertiesThatNobodyReadsStopTheStart() {
        try (ConfigurableApplicationContext application = Applications.start(Map.of(), OwnFlows.class)) {
            assertThat(flows(application).getThreads()).isEqualTo(3);
        }
        assertThatThrownBy(() -> Applications.start(Map.of(PREFIX + "threads", "7"), OwnFlows.class).close())
                .rootCause().hasMessageContaining("camel.messaging.flows.* have no effect");
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDatabases {

        @Bean
        @Primary
        DataSource orders() {
            return new JdbcDataSource();
        }

        @Bean
        DataSource messages() {
            return new JdbcDataSource();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFlows {

        @Bean
        MessagingFlows ownFlows() {
            MessagingFlows flows = new MessagingFlows();
            flows.setThreads(3);
            return flows;
        }
    }
}
