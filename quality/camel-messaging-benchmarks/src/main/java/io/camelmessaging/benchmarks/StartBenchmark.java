/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.camelmessaging.boomware.BoomwareComponent;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What the first send of a fresh JVM takes, and what the component adds to the start and the stop of a context that
 * runs Camel already: an application waits for it once. And the same once more in that JVM, which has loaded what JSON
 * and HTTPS need by then: a test waits for that at each context.
 */
public final class StartBenchmark {

    static final String NAME = "start";
    static final String SETTING = "fresh JVM";

    private static final String START = "component start, ms";
    private static final String FIRST = "first send after start, ms";
    private static final String STOP = "component stop, ms";
    private static final String AGAIN = "component start in a JVM that had one, ms";
    private static final String FIRST_AGAIN = "first send after it, ms";
    private static final String STOP_AGAIN = "component stop after it, ms";
    /** The most that each may take. */
    static final Map<String, Double> BOUNDS = bounds();

    private static final double NANOS = 1e6;

    private StartBenchmark() {
    }

    private static Map<String, Double> bounds() {
        Map<String, Double> bounds = new LinkedHashMap<>();
        bounds.put(START, 100.0);
        bounds.put(FIRST, 300.0);
        bounds.put(STOP, 100.0);
        bounds.put(AGAIN, 100.0);
        bounds.put(FIRST_AGAIN, 300.0);
        bounds.put(STOP_AGAIN, 100.0);
        return bounds;
    }

    /** Measures once, in a process of its own. */
    static void round(Stub stub, Results results) throws IOException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-classpath",
                System.getProperty("java.class.path"), StartBenchmark.class.getName(), stub.url("/boomware"))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines
                = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String metric : BOUNDS.keySet()) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("The process that measures a start ended early.");
                }
                results.add(NAME, SETTING, Senders.COMPONENT, metric, Double.parseDouble(line));
            }
        }
    }

    /**
     * Prints what the start of the component, its first send and its stop took, in ms; twice.
     *
     * @param arguments the base URL of the provider
     */
    public static void main(String[] arguments) throws Exception {
        measure(arguments[0]);
        measure(arguments[0]);
    }

    private static void measure(String url) throws Exception {
        // the context runs before, so that what Camel itself needs to start is not counted
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:nothing").setBody(constant("started"));
                }
            });
            context.start();
            try (ProducerTemplate template = context.createProducerTemplate()) {
                template.requestBody("direct:nothing", "");

                long start = System.nanoTime();
                BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
                boomware.getConfiguration().setBaseUrl(url);
                boomware.getConfiguration().setAccessToken("bench:secret");
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:send").to("boomware:sms?from=Depot");
                    }
                });
                print(start);

                start = System.nanoTime();
                template.requestBodyAndHeader("direct:send", "Your order has left the depot.", "CamelMessagingTo",
                        "+37255500101");
                print(start);

                start = System.nanoTime();
                context.removeComponent("boomware");
                boomware.stop();
                print(start);
            }
        }
    }

    private static void print(long start) {
        System.out.println((System.nanoTime() - start) / NANOS);
    }

    static String section(Results results) {
        StringBuilder section = new StringBuilder(
                """

                        ## Start

                        `boomware:sms` in a JVM of its own, in which a context with another route runs already; and once
                        more in the same JVM, with another context.

                        | | ms | lowest to highest |
                        | --- | ---: | --- |
                        """);
        BOUNDS.keySet().forEach(metric -> {
            Results.Figure figure = Results.figure(results.samples(NAME, SETTING, Senders.COMPONENT, metric));
            section.append("| %s | %s | %s to %s |%n".formatted(metric.substring(0, metric.indexOf(',')),
                    Target.format(figure.median()), Target.format(figure.lowest()), Target.format(figure.highest())));
        });
        return section.toString();
    }
}
