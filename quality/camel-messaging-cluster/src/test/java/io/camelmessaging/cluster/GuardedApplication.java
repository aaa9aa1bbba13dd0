/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.flows.guard.HeldMessage;
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.flows.guard.StopScope;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Sends under a guard, and does what the lines say that are written to it: {@code run}, {@code send 5}, {@code stop},
 * {@code lift}, {@code release}, {@code drop 5} and {@code settle}. It writes of each send when it began and what
 * became of it.
 */
final class GuardedApplication implements AutoCloseable {

    private static final long EVERY_MS = 25;
    private static final String WHO = "ann";
    private static final String SEND = "boomware:sms?from=Depot&maxRequestsPerPeriod=0";

    private final String name;
    private final Path file;
    private final DefaultCamelContext context;
    private final SendGuards guards = new SendGuards();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final ProducerTemplate template;

    private GuardedApplication(String name, Path file, String provider, HikariDataSource database, Duration ahead) {
        this.name = name;
        this.file = file;
        context = new DefaultCamelContext();
        BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
        boomware.getConfiguration().setBaseUrl(provider);
        boomware.getConfiguration().setAccessToken("cluster:secret");
        MessagingFlows flows = new MessagingFlows();
        flows.setDataSource(database);
        context.getRegistry().bind("flows", flows);
        guards.setClock(Clock.offset(Clock.systemUTC(), ahead));
        context.getRegistry().bind("guards", guards);
        Properties properties = new Properties();
        properties.setProperty("camel.messaging.guard.enabled", "true");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.start();
        // what another process held is released here too
        context.getEndpoint(SEND);
        template = context.createProducerTemplate();
    }

    /**
     * Takes its name, the URL of the database, that of the provider, the file to write to, and the time it is ahead.
     */
    public static void main(String[] arguments) throws Exception {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(arguments[1]);
        database.setMaximumPoolSize(4);
        try (database;
             GuardedApplication application = new GuardedApplication(
                     arguments[0], Path.of(arguments[3]), arguments[2], database, Duration.parse(arguments[4]))) {
            System.out.println("started");
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                application.obey(line);
                System.out.println(line + " done");
            }
        }
    }

    private void obey(String line) throws IOException {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "run" -> sender.scheduleAtFixedRate(this::send, 0, EVERY_MS, TimeUnit.MILLISECONDS);
            case "send" -> {
                for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                    send();
                }
            }
            case "stop" -> {
                guards.stop(StopScope.ALL, WHO, "wrong list");
                write("stopped", System.currentTimeMillis());
            }
            case "lift" -> {
                guards.lift(StopScope.ALL, WHO);
                write("lifted", System.currentTimeMillis());
            }
            case "release" -> guards.releaseAll("stop all", WHO, "the list was right");
            case "drop" -> guards.held(Integer.parseInt(words[1])).forEach(one -> guards.drop(one.id(), WHO, "wrong"));
            case "settle" -> {
                for (HeldMessage one : guards.unknown(1_000)) {
                    guards.settle(one.id(), true, WHO, "the provider has it");
                }
            }
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void send() {
        long began = System.currentTimeMillis();
        String text = name + " " + began + " " + System.nanoTime();
        Exchange sent = template.request(SEND,
                exchange -> exchange.getMessage().setBody(Map.of("to", "+37255500123", "text", text)));
        try {
            write(sent.getMessage().getHeader(GuardConstants.HELD) != null
                    ? "held" : sent.getException() == null ? "sent" : sent.getException().toString().replace('\t', ' '), began);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String what, long at) throws IOException {
        Files.writeString(file, at + "\t" + what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws Exception {
        sender.shutdown();
        sender.awaitTermination(10, TimeUnit.SECONDS);
        context.close();
    }
}
