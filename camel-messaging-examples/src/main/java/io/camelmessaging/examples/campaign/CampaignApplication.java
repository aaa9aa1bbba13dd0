package io.camelmessaging.examples.campaign;

import java.nio.file.Path;
import java.time.Clock;

import org.apache.camel.main.Main;

/**
 * The campaign as an application of its own. Needs the setting {@code campaign.listId} and the account's credentials;
 * all settings are in {@code campaign.properties}.
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
            main.bind("ledger", ledger);
            main.run();
        }
    }
}
