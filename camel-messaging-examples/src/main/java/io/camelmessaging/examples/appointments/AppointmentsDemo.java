/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.appointments;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.camelmessaging.examples.Demo;
import io.camelmessaging.examples.DemoDesk;
import io.camelmessaging.examples.Outcomes;
import io.camelmessaging.examples.SandboxAccounts;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * A dentist's patients are reminded, each in the way that works.
 */
public final class AppointmentsDemo implements Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BRIEF = "+447700900101";
    private static final String UNSURE = "+447700900102";
    private static final String DRIVING = "+447700900103";
    private static final String AWAY = "+447700900104";

    private final Path database;
    private final int port;
    private final PrintStream out;
    private final MessagingSandbox sandbox = MessagingSandbox.create();
    private final Outcomes appointments;
    private final DemoDesk desk;
    private final Main main = new Main();

    /**
     * @param folder where the database of the flows is made
     * @param port   port for webhooks and the desk
     * @param out    where the story goes
     */
    public AppointmentsDemo(Path folder, int port, PrintStream out) {
        this.database = folder.resolve("appointments-" + UUID.randomUUID());
        this.port = port;
        this.out = out;
        this.appointments = new Outcomes(out);
        this.desk = new DemoDesk(port);
    }

    @Override
    public void start() throws Exception {
        sandbox.start();
        main.configure().withRoutesIncludePattern("classpath:appointments/*.camel.yaml");
        main.configure().httpServer().withEnabled(true).withHost("127.0.0.1").withPort(port);
        main.addInitialProperty("camel.main.name", "appointments");
        main.addInitialProperty("camel.main.shutdownTimeout", "10");
        main.addInitialProperty("appointments.wait", "2s");
        main.addInitialProperty("appointments.pollDelay", "300");
        main.addInitialProperty("camel.component.clicksend.configuration.returnAddressId", "1");
        SandboxAccounts.properties(sandbox, "http://127.0.0.1:" + port, "unused")
                .forEach((name, value) -> main.addInitialProperty(name.toString(), value.toString()));
        desk.properties().forEach(main::addInitialProperty);
        MessagingFlows flows = new MessagingFlows();
        flows.setDatabaseFile(database.toAbsolutePath().toString());
        main.bind("flows", flows);
        main.bind("appointments", appointments);
        // Ctrl-C ends the whole process at once
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.start();
    }

    @Override
    public boolean play() throws Exception {
        out.println("\nA-1 answers at once.");
        remind("A-1", BRIEF);
        sandbox.awaitMessage(BRIEF);
        sandbox.reply(BRIEF, "Confirm!");
        boolean ended = appointments.await(1, PATIENCE);

        out.println("\nA-2 writes something else, is asked again, and wants another time.");
        remind("A-2", UNSURE);
        sandbox.awaitMessage(UNSURE);
        sandbox.reply(UNSURE, "Is there parking?");
        sandbox.awaitMessages(message -> text(message, UNSURE, "did not understand"), 1);
        sandbox.reply(UNSURE, "move");
        ended &= appointments.await(2, PATIENCE);

        out.println("\nA-3 does not answer, is reminded, then called, and presses 2.");
        remind("A-3", DRIVING);
        sandbox.awaitMessages(message -> text(message, DRIVING, "Press 1"), 1);
        sandbox.press(DRIVING, '2');
        ended &= appointments.await(3, PATIENCE);

        out.println("\nA-4 cannot be reached and gets a letter.");
        remind("A-4", AWAY);
        ended &= appointments.await(4, PATIENCE);
        sandbox.awaitMessages(message -> message.channel().equals("letter"), 1);

        boolean right = ended && appointments.ends().equals(
                Map.of("A-1", "confirmed", "A-2", "to be moved", "A-3", "cancelled", "A-4", "written to"));
        out.println(right ? "\nEvery patient was heard or written to." : "\nSomething went wrong: " + appointments.ends());
        return right;
    }

    private static boolean text(SentMessage message, String number, String part) {
        return number.endsWith(message.to()) && message.text() != null && message.text().contains(part);
    }

    private void remind(String appointment, String phone) throws Exception {
        Map<String, Object> headers = new HashMap<>();
        headers.put("CamelMessagingConversationId", appointment);
        headers.put("CamelMessagingTo", phone);
        headers.put("CamelClicksendAddressName", "Pat Example");
        headers.put("CamelClicksendAddressLine1", "1 Example Street");
        headers.put("CamelClicksendAddressCity", "London");
        headers.put("CamelClicksendAddressState", "Greater London");
        headers.put("CamelClicksendAddressPostalCode", "N1 1AA");
        headers.put("CamelClicksendAddressCountry", "GB");
        main.getCamelTemplate().sendBodyAndHeaders("direct:appointment",
                "You have an appointment on Monday at ten. Please answer CONFIRM, MOVE or CANCEL.", headers);
    }

    @Override
    public String invitation() {
        return "Still running. The patients' handsets are at %s%n%s".formatted(sandbox.pageUrl(), desk.invitation());
    }

    @Override
    public void stop() {
        main.stop();
        sandbox.close();
    }

    @Override
    public MessagingSandbox sandbox() {
        return sandbox;
    }

    Outcomes appointments() {
        return appointments;
    }
}
