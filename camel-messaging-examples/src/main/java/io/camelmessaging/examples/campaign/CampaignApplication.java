/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import java.nio.file.Path;
import java.time.Clock;

import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.main.Main;

/**
 * The campaign as an application of its own. Needs the setting {@code campaign.listId} and the account's credentials;
 * all settings are in {@code campaign.properties}. With the variable {@code DESK_TOKEN} it has a flow desk.
 */
public final class CampaignApplication {

    private CampaignApplication() {
    }

    public static void main(String[] arguments) throws Exception {
        try (CampaignLedger ledger
                = new CampaignLedger(Path.of(System.getProperty("campaign.database", "campaign")), Clock.systemUTC())) {
            Main main = new Main();
            main.setPropertyPlaceholderLocations("classpath:campaign/campaign.properties");
            main.configure().addRoutesBuilder(new CampaignRoutes());
            main.configure().addRoutesBuilder(new AnswerRoutes());
            MessagingFlows flows = new MessagingFlows();
            flows.setDatabaseFile(
                    Path.of(System.getProperty("campaign.database", "campaign") + "-flows").toAbsolutePath().toString());
            main.bind("flows", flows);
            if (System.getenv("DESK_TOKEN") != null) {
                main.addInitialProperty("camel.messaging.desk.enabled", "true");
                main.addInitialProperty("camel.messaging.desk.accessToken", "{{env:DESK_TOKEN}}");
                main.addInitialProperty("camel.messaging.desk.roles", "view,see,act");
            }
            main.bind("ledger", ledger);
            main.run();
        }
    }
}
