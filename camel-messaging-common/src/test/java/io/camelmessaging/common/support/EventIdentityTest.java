/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Map;
import java.util.TreeMap;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.courier.Courier;
import io.camelmessaging.common.courier.CourierEndpoint;
import io.camelmessaging.common.courier.Wire;
import io.camelmessaging.common.internal.Fingerprint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events of different schemes, operations and accounts have different keys, whatever their ids are.
 */
class EventIdentityTest {

    private final DefaultCamelContext context = Courier.context("http://localhost:1");

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void theAccountOfTheComponentIsNotInTheHeader() {
        assertThat(identity("courier:receipts").id(receipt("r1"))).isEqualTo("r1:SENT");
        assertThat(identity("courier:receipts?username=other").id(receipt("r1")))
                .isEqualTo("r1:SENT@" + Fingerprint.shortOf(12, "other"));
    }

    @Test
    void aSecondComponentWithAnotherAccountIsTold() {
        Courier.component(context).getConfiguration().setUsername("first");
        var second = new io.camelmessaging.common.courier.CourierComponent();
        second.getConfiguration().setUsername("second");
        second.getConfiguration().setApiKey("k");
        second.getConfiguration().setBaseUrl("http://localhost:1");
        context.addComponent("courier2", second);

        assertThat(identity("courier2:receipts").id(receipt("r1"))).isEqualTo("r1:SENT@" + Fingerprint.shortOf(12, "second"));
        assertThat(identity("courier:receipts").id(receipt("r1"))).isEqualTo("r1:SENT");
    }

    @Test
    void schemeOperationAndAccountAreInTheKey() {
        String key = identity("courier:receipts").key(receipt("r1"));

        assertThat(key).startsWith("courier:receipts:").endsWith(":r1:SENT");
        assertThat(identity("courier:inbound").key(receipt("r1"))).isNotEqualTo(key);
        assertThat(identity("courier:receipts?username=other").key(receipt("r1"))).isNotEqualTo(key);
    }

    @Test
    void aLongIdFitsIntoTablesAndStaysItself() {
        String one = identity("courier:receipts").key(receipt("x".repeat(5_000) + "1"));
        String other = identity("courier:receipts").key(receipt("x".repeat(5_000) + "2"));

        assertThat(one).isNotEqualTo(other).hasSizeLessThan(83);
    }

    @Test
    void aFingerprintTellsHowItsPartsAreCut() {
        assertThat(Fingerprint.of("a", "bc")).isNotEqualTo(Fingerprint.of("ab", "c")).hasSize(64);
        assertThat(Fingerprint.of("a", null)).isNotEqualTo(Fingerprint.of("a", "-")).isNotEqualTo(Fingerprint.of("a"));
        // these two have one hash code
        assertThat(Fingerprint.of("Aa", new TreeMap<>(Map.of()))).isNotEqualTo(Fingerprint.of("BB", new TreeMap<>(Map.of())));
    }

    private EventIdentity identity(String uri) {
        return EventIdentity.of(context.getEndpoint(uri, CourierEndpoint.class));
    }

    private static Wire.Receipt receipt(String id) {
        return new Wire.Receipt(id, null, DeliveryStatus.SENT, null, null);
    }
}
