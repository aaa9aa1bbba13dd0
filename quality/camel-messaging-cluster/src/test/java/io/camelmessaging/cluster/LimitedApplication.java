/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.ClusterRateLimit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Sends all that it can by an account that it shares with others, and writes when each call left: a provider on the
 * same busy machine notes calls later than they came, and so closer together.
 */
final class LimitedApplication {

    private static final String WRITE = "jdk.SocketWrite";
    private static final int WAITING = 400;

    private LimitedApplication() {
    }

    /** Takes the URL of the database, that of the provider, the limit a second, and the file for the times. */
    public static void main(String[] arguments) throws Exception {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(arguments[0]);
        database.setMaximumPoolSize(2);
        try (database; Recording recording = new Recording(); DefaultCamelContext context = new DefaultCamelContext()) {
            BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
            boomware.getConfiguration().setBaseUrl(arguments[1]);
            boomware.getConfiguration().setAccessToken("cluster:secret");
            boomware.getConfiguration().setRateLimitBucket(ClusterRateLimit.bucket(
                    database, "boomware", Integer.parseInt(arguments[2]), Duration.ofSeconds(1), 2));
            context.start();
            recording.enable(WRITE).withoutThreshold().withoutStackTrace();
            recording.start();
            ProducerTemplate template = context.createProducerTemplate();
            for (int i = 0; i < WAITING; i++) {
                template.asyncSend("boomware:sms?from=Depot", exchange -> {
                    exchange.getMessage().setBody("Your order has left the depot.");
                    exchange.getMessage().setHeader(MessagingConstants.TO, "+37255500101");
                });
            }
            System.out.println("sending");
            ProcessNode.awaitEnd();
            recording.stop();
            write(recording, Path.of(arguments[3]));
        }
        // what waits for its token is not waited for
        Runtime.getRuntime().halt(0);
    }

    private static void write(Recording recording, Path file) throws Exception {
        Path events = Files.createTempFile("cluster", ".jfr");
        try {
            recording.dump(events);
            Files.write(file, RecordingFile.readAllEvents(events).stream()
                    .filter(event -> event.getThread() != null && event.getThread().getJavaName().contains("boomware-io"))
                    .map(event -> String.valueOf(nanos(event.getStartTime()))).toList());
        } finally {
            Files.delete(events);
        }
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }
}
