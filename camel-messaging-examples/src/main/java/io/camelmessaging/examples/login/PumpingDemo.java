/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.login;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

import io.camelmessaging.examples.Demo;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * Somebody has codes sent to numbers whose operator pays a share: without a guard, then with one.
 */
public final class PumpingDemo implements Demo {

    /** How many sign-ups the attacker makes, with one number after the other. */
    private static final int ATTACK = 300;
    private static final int USERS = 10;
    private static final int USERS_EACH = ATTACK / USERS;
    private static final long ATTACKED = 37_127_000_000L;
    private static final long CITIZENS = 37_255_000_000L;
    private static final long APART = 1_337;
    private static final BigDecimal PRICE = new BigDecimal("0.12");

    private final Path database;
    private final PrintStream out;
    private final MessagingSandbox sandbox = MessagingSandbox.create();
    private final Main main = new Main();

    /**
     * @param directory where the guard's counts are kept; what is there of an earlier run is deleted
     * @param out       where the story goes
     */
    public PumpingDemo(Path directory, PrintStream out) {
        this.database = directory.resolve("pumping").toAbsolutePath();
        this.out = out;
    }

    @Override
    public void start() throws Exception {
        Files.createDirectories(database.getParent());
        Files.deleteIfExists(database.resolveSibling("pumping.mv.db"));
        sandbox.start();
        sandbox.balance("boomware", new BigDecimal("10000"));
        MessagingFlows flows = new MessagingFlows();
        flows.setDatabaseFile(database.toString());
        main.bind("flows", flows);
        main.configure().addRoutesBuilder(new SignUpRoutes());
        main.addInitialProperty("camel.main.name", "pumping");
        main.addInitialProperty("camel.component.boomware.baseUrl", sandbox.baseUrl("boomware"));
        main.addInitialProperty("camel.component.boomware.accessToken", BoomwareProvider.ACCESS_TOKEN);
        // Ctrl-C ends the whole process at once
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.start();
    }

    @Override
    public boolean play() {
        out.printf("%n%d sign-ups with numbers counted up, each from an address of its own, and %d of people.%n", ATTACK,
                USERS);
        int open = attack("direct:sign-up-unguarded", 0);
        int served = attack("direct:sign-up", APART / 2);
        SendGuards.of(main.getCamelContext()).getCounts().forEach((rule, count) -> out.printf("    %6d %s%n", count, rule));
        return open == USERS && served == USERS;
    }

    /** The attacker goes on while people sign up; tells how many of them are in. */
    private int attack(String signUp, long otherPeople) {
        int before = sandbox.messages().size();
        int served = 0;
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            for (int i = 0; i < ATTACK; i++) {
                signUp(template, signUp, ATTACKED + i, "203.0.113." + i);
                if (i % USERS_EACH == 0) {
                    long person = CITIZENS + otherPeople + i * APART;
                    signUp(template, signUp, person, "198.51.100." + i);
                    served += isIn(template, person) ? 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        int sent = sandbox.messages().size() - before;
        out.printf("%n%s%n    %d codes sent, %d of them to the attacker's numbers, for %s EUR; %d of %d people are in%n",
                signUp.endsWith("unguarded") ? "Without a guard" : "With the guard", sent, sent - served,
                PRICE.multiply(BigDecimal.valueOf(sent)), served, USERS);
        return served;
    }

    private static void signUp(ProducerTemplate template, String to, long number, String caller) {
        template.request(to, exchange -> {
            exchange.getMessage().setBody("+" + number);
            exchange.setProperty("caller", caller);
        });
    }

    /** Enters the code that came, if one did. */
    private boolean isIn(ProducerTemplate template, long number) {
        if (sandbox.messagesTo("+" + number).isEmpty()) {
            return false;
        }
        template.sendBody("direct:code-entered", "+" + number);
        return true;
    }

    @Override
    public MessagingSandbox sandbox() {
        return sandbox;
    }

    @Override
    public String invitation() {
        return "Still running. The handsets are at " + sandbox.pageUrl();
    }

    @Override
    public void stop() {
        main.stop();
        sandbox.close();
    }
}
