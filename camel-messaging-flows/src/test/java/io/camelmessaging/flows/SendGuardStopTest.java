/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.util.Map;

import javax.sql.DataSource;

import io.camelmessaging.flows.Databases.Postgres;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.flows.guard.StopScope;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The stop switch, by the Kamelet send-guard. */
class SendGuardStopTest {

    @Nested
    class OnH2 extends Guarded {
        OnH2() {
            super(Databases.h2());
        }
    }

    @Nested
    @ExtendWith(Postgres.class)
    class OnPostgresql extends Guarded {
        OnPostgresql(Postgres.Server server) {
            super(server.newDatabase());
        }
    }

    abstract static class Guarded extends GuardedNodes {

        Guarded(DataSource dataSource) {
            super(dataSource);
        }

        @Test
        void aStopHoldsOnAllNodesAndIsLifted() throws Exception {
            start(context, "released=direct:send");
            start(other, "released=direct:send");
            SendGuards here = SendGuards.of(context);

            here.stop(StopScope.ALL, "ann", "wrong list");
            await().atMost(Duration.ofSeconds(20)).until(
                    () -> send(other, "direct:in", NUMBER, "a", Map.of()).getMessage().getHeader(GuardConstants.HELD) != null);
            int before = provider.calls().size();
            Exchange there = send(other, "direct:in", NUMBER, "a", Map.of());

            assertThat(there.getException()).isNull();
            assertThat(there.getMessage().getHeader(GuardConstants.HELD)).isNotNull();
            assertThat(provider.calls()).hasSize(before);
            assertThat(SendGuards.of(other).stops()).singleElement().satisfies(stop -> {
                assertThat(stop.stoppedBy()).isEqualTo("ann");
                assertThat(stop.reason()).isEqualTo("wrong list");
            });
            assertThat(here.lift(StopScope.ALL, "ann")).isTrue();
            assertThat(here.lift(StopScope.ALL, "ann")).isFalse();
            assertThat(send(NUMBER, "a", Map.of()).getMessage().getHeader(GuardConstants.HELD)).isNull();
            int held = here.held(10).size();
            assertThat(here.releaseAll("stop all", "ann", "mended")).isEqualTo(held).isPositive();
        }

        @Test
        void aCountryIsStoppedAlone() throws Exception {
            start("released=direct:send");
            SendGuards guards = SendGuards.of(context);
            guards.stop(StopScope.country("LV"), "ann", "pumping");

            assertThat(send("+37127123456", "a", Map.of()).getMessage().getHeader(GuardConstants.HELD)).isNotNull();
            assertThat(send(NUMBER, "a", Map.of()).getMessage().getHeader(GuardConstants.HELD)).isNull();
            assertThat(guards.dropAll("stop country:LV", "ann", "fraud")).isEqualTo(1);
        }
    }
}
