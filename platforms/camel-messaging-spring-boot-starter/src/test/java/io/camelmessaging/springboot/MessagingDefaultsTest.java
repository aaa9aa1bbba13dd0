/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.util.Map;

import io.camelmessaging.common.support.MessagingDefaults;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is set once for all components and flows, in an application of Spring Boot. */
@ResourceLock(Applications.LOGGING)
class MessagingDefaultsTest {

    @ParameterizedTest
    @ValueSource(strings = { "camel.messaging.default-region", "camel.messaging.defaultRegion" })
    void theRegionIsReadInBothSpellings(String name) {
        try (ConfigurableApplicationContext application = Applications.start(Map.of(name, "IE"))) {
            assertThat(MessagingDefaults.of(application.getBean(CamelContext.class)).region()).isEqualTo("IE");
        }
    }

    @Test
    void aMisspeltNameStopsTheStart() {
        assertThatThrownBy(() -> Applications.start(Map.of("camel.messaging.default-regoin", "IE")).close()).rootCause()
                .hasMessage("There is no property camel.messaging.default-regoin, did you mean 'defaultRegion'?");
    }
}
