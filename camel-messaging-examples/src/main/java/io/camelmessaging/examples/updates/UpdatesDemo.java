/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.updates;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import io.camelmessaging.examples.Demo;
import io.camelmessaging.examples.DemoDesk;
import io.camelmessaging.examples.Outcomes;
import io.camelmessaging.examples.SandboxAccounts;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.Fault;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * Customers are told of their parcels, whatever their phones, the providers and the process do.
 */
public final class UpdatesDemo implements Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path database;
    private final int port;
    private final PrintStream out;
    private final String token = UUID.randomUUID().toString();
    private final MessagingSandbox sandbox = MessagingSandbox.create();
    private final Outcomes parcels;
    private final DemoDesk desk;
    private Main main;

    /**
     * @param folder where the database of the flows is made
     * @param port   port for the webhooks and the desk
     * @param out    where the story goes
     */
    public UpdatesDemo(Path folder, int port, PrintStream out) {
        this.database = folder.resolve("updates-" + token);
        this.port = port;
        this.out = out;
        this.parcels = new Outcomes(out);
        this.desk = new DemoDesk(port);
    }

    @Override
    public void start() throws Exception {
        sandbox.start();
        String hooks = "http://127.0.0.1:" + port;
        sandbox.receiptUrl("sendmode", hooks + "/hooks/sendmode?token=" + token);
        startApplication(hooks);
    }

    private void startApplication(String hooks) throws Exception {
        main = new Main();
        main.configure().withRoutesIncludePattern("classpath:updates/*.camel.yaml");
        main.configure().httpServer().withEnabled(true).withHost("127.0.0.1").withPort(port);
        main.addInitialProperty("camel.main.name", "updates");
        main.addInitialProperty("camel.main.shutdownTimeout", "10");
        main.addInitialProperty("camel.component.boomware.configuration.callbackUrl", hooks + "/hooks/boomware");
        main.addInitialProperty("updates.viberWait", "5s");
        main.addInitialProperty("updates.smsWait", "10s");
        main.addInitialProperty("updates.pollDelay", "500");
        SandboxAccounts.properties(sandbox, hooks, token)
                .forEach((name, value) -> main.addInitialProperty(name.toString(), value.toString()));
        desk.properties().forEach(main::addInitialProperty);
        MessagingFlows flows = new MessagingFlows();
        flows.setDatabaseFile(database.toAbsolutePath().toString());
        main.bind("flows", flows);
        main.bind("parcels", parcels);
        // Ctrl-C ends the whole process at once
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.start();
    }

    @Override
    public boolean play() throws Exception {
        out.println("\nP-1: the customer has Viber.");
        update("P-1", "+37255500101");
        boolean ended = parcels.await(1, PATIENCE);

        out.println("\nP-2: the customer has no Viber, and gets an SMS by the next provider.");
        update("P-2", "+353861298007");
        ended &= parcels.await(2, PATIENCE);

        out.println("\nP-3: and that provider has a fault, so that the third one sends.");
        long fault = sandbox.addFault(Fault.of(FaultType.TOO_MANY_REQUESTS).at("clicksend").operation("sms/send"));
        update("P-3", "+447700998007");
        ended &= parcels.await(3, PATIENCE);
        sandbox.removeFault(fault);

        out.println("\nP-4: nothing can be delivered to this number.");
        update("P-4", "+37255598001");
        ended &= parcels.await(4, PATIENCE);

        out.println("\nP-5: the application stops after it has sent, and goes on where it was.");
        sandbox.deliveryScript("+37255500105", "viber", DeliveryScript.NEVER);
        update("P-5", "+37255500105");
        sandbox.awaitMessage("+37255500105");
        main.stop();
        out.println("    (stopped, and started again)");
        startApplication("http://127.0.0.1:" + port);
        ended &= parcels.await(5, PATIENCE);

        Map<String, String> expected = Map.of("P-1", "told by boomware", "P-2", "told by clicksend", "P-3",
                "told by sendmode", "P-5", "told by clicksend");
        boolean right = ended && parcels.ends().entrySet().containsAll(expected.entrySet());
        out.println(right ? "\nEvery update came to its end, once." : "\nSomething went wrong: " + parcels.ends());
        return right;
    }

    private void update(String parcel, String phone) throws Exception {
        main.getCamelTemplate().sendBodyAndHeaders("direct:parcel-update",
                "Your parcel " + parcel + " has left the depot.",
                Map.of("CamelMessagingConversationId", parcel, "CamelMessagingTo", phone));
    }

    @Override
    public String invitation() {
        return "Still running. The customers' handsets are at %s: switch faults on, and look at the wire log.\n%s"
                .formatted(sandbox.pageUrl(), desk.invitation());
    }

    @Override
    public void stop() {
        if (main != null) {
            main.stop();
        }
        sandbox.close();
    }

    @Override
    public MessagingSandbox sandbox() {
        return sandbox;
    }

    Outcomes parcels() {
        return parcels;
    }
}
