/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import org.apache.camel.spi.Metadata;

/** Headers of guards. A consumer of HTTP, JMS or Kafka lets none of them in from outside. */
public final class GuardConstants {

    @Metadata(description = "What the route calls the campaign that a message belongs to; budgets per campaign go by it",
              javaType = "String")
    public static final String CAMPAIGN = "CamelMessagingCampaign";
    @Metadata(description = "Who asked for a message, such as a session, a user or an IP address; the cap of recipients per"
                            + " caller goes by it",
              javaType = "String")
    public static final String CALLER = "CamelMessagingCaller";
    @Metadata(description = "The id of the held message, if a guard or the stop switch held it: it was not sent",
              javaType = "String")
    public static final String HELD = "CamelMessagingGuardHeld";

    private GuardConstants() {
    }
}
