/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import io.camelmessaging.examples.appointments.AppointmentsDemo;
import io.camelmessaging.examples.campaign.CampaignDemo;
import io.camelmessaging.examples.login.LoginDemo;
import io.camelmessaging.examples.login.PumpingDemo;
import io.camelmessaging.examples.optout.OptOutDemo;
import io.camelmessaging.examples.orders.OrderDemo;
import io.camelmessaging.examples.updates.UpdatesDemo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the example that the system property {@code demo} names. Exit code 0 if its story came to its end.
 */
public final class Demos {

    private static final Logger LOG = LoggerFactory.getLogger(Demos.class);
    private static final String NAMES = "orders, updates, appointments, login, pumping, campaign, opt-out";

    /** Of the campaign. */
    private static final int CONTACTS = 100_000;

    private Demos() {
    }

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(System.getProperty("demo.directory", "target"));
        String name = System.getProperty("demo", "orders");
        Demo demo = demo(name, work, port(Integer.getInteger("demo.port", 0)), System.out);
        // whatever ends the process: a demo may have started another one
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stop, "demo-stop"));
        int exit = 1;
        try {
            demo.start();
            exit = demo.play() ? 0 : 1;
            new Epilogue(name, System.out).print(demo.sandbox().messages());
            if (Boolean.getBoolean("demo.stay")) {
                System.out.println("\n" + demo.invitation() + "\nStop it with Ctrl-C.");
                new CountDownLatch(1).await();
            }
        } catch (Exception | AssertionError e) {
            // the sandbox asserts what should have come
            LOG.error("The demo did not come to its end: {}", e.getMessage(), e);
        }
        System.exit(exit);
    }

    static Demo demo(String name, Path work, int port, PrintStream out) {
        return switch (name) {
            case "orders" -> new OrderDemo(work.resolve("orders"), port, out);
            case "updates" -> new UpdatesDemo(work, port, out);
            case "campaign" ->
                new CampaignDemo(work.resolve("campaign"), Integer.getInteger("demo.contacts", CONTACTS), port, out);
            case "opt-out" -> new OptOutDemo(work.resolve("opt-out"), port, out);
            case "appointments" -> new AppointmentsDemo(work, port, out);
            case "login" -> new LoginDemo(port, out);
            case "pumping" -> new PumpingDemo(work.resolve("pumping"), out);
            default ->
                throw new IllegalArgumentException("There is no demo '" + name + "': -Ddemo takes one of " + NAMES + ".");
        };
    }

    /** The port that is asked for, or a free one for 0. */
    public static int port(int wanted) throws IOException {
        if (wanted != 0) {
            return wanted;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
