/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.orders;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.camelmessaging.boomware.model.MessageAccepted;
import io.camelmessaging.examples.Demo;
import io.camelmessaging.examples.orders.OrderBook.Order;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * The README's demo: an order file, its messages, their receipts, a customer's answer and a verification, against the
 * sandbox.
 */
public final class OrderDemo implements Demo {

    private static final String ANSWERING_CUSTOMER = "+37255500101";
    private static final String VERIFYING_CUSTOMER = "+37255500112";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path inbox;
    private final int port;
    private final Timeline timeline;
    private final OrderBook orders;
    private final MessagingSandbox sandbox = MessagingSandbox.create().second(Duration.ofMillis(150));
    private final Main main = new Main();

    /**
     * @param inbox folder that is watched for order files
     * @param port  port for the webhooks
     * @param out   where the timeline goes
     */
    public OrderDemo(Path inbox, int port, PrintStream out) {
        this.inbox = inbox;
        this.port = port;
        this.timeline = new Timeline(out);
        this.orders = new OrderBook(timeline);
    }

    @Override
    public void start() throws Exception {
        sandbox.start();
        String token = UUID.randomUUID().toString();
        String hooks = "http://127.0.0.1:" + port;
        sandbox.inboundUrl("boomware", hooks + "/hooks/boomware/replies?token=" + token);
        main.configure().withRoutesIncludePattern("classpath:orders/*.camel.yaml");
        main.configure().addRoutesBuilder(new OrderRoutes());
        main.configure().httpServer().withEnabled(true).withHost("127.0.0.1").withPort(port);
        main.addInitialProperty("camel.main.name", "orders");
        main.addInitialProperty("camel.main.shutdownTimeout", "10");
        main.addInitialProperty("camel.component.webhook.configuration.webhookComponentName", "platform-http");
        main.addInitialProperty("camel.component.boomware.baseUrl", sandbox.baseUrl("boomware"));
        main.addInitialProperty("camel.component.boomware.accessToken", BoomwareProvider.ACCESS_TOKEN);
        main.addInitialProperty("camel.component.boomware.webhookVerifyToken", token);
        main.addInitialProperty("hooks.url", hooks);
        main.addInitialProperty("demo.inbox", inbox.toString());
        main.bind("orders", orders);
        // Ctrl-C ends the whole process at once
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.start();
    }

    /** Plays the story; false if an order never came to its end. */
    @Override
    public boolean play() throws Exception {
        int count = dropOrderFile();
        timeline.head();
        sandbox.awaitStatus(ANSWERING_CUSTOMER, "DELIVERED");
        sandbox.reply(ANSWERING_CUSTOMER, "Please leave it with the neighbour.");
        verify();
        boolean ended = orders.awaitEnded(count, PATIENCE);
        sandbox.awaitMessages(message -> message.text() != null && message.text().startsWith("Noted"), 1);
        summary(ended);
        return ended;
    }

    private int dropOrderFile() throws IOException {
        try (InputStream csv = OrderDemo.class.getResourceAsStream("/orders/orders.csv")) {
            byte[] bytes = csv.readAllBytes();
            Files.createDirectories(inbox);
            Files.write(inbox.resolve("orders.csv"), bytes);
            return (int) new String(bytes, java.nio.charset.StandardCharsets.UTF_8).lines().count() - 1;
        }
    }

    private void verify() {
        ProducerTemplate template = main.getCamelContext().createProducerTemplate();
        Map<String, Object> headers
                = Map.of("CamelMessagingTo", VERIFYING_CUSTOMER, "CamelMessagingReference", "A-1012");
        String requestId = template
                .request("direct:verification-start",
                        exchange -> exchange.getMessage().setHeaders(new java.util.HashMap<>(headers)))
                .getMessage().getBody(MessageAccepted.class).requestId();
        String code = sandbox.verificationCode(VERIFYING_CUSTOMER);
        String typo = code.substring(1) + (code.charAt(0) == '0' ? '1' : '0');
        for (String typed : List.of(typo, code)) {
            template.requestBodyAndHeaders("direct:verification-check", Map.of("requestId", requestId, "code", typed), headers);
        }
        template.stop();
    }

    private void summary(boolean ended) {
        Map<String, Long> states = orders.all().stream()
                .collect(Collectors.groupingBy(Order::state, java.util.TreeMap::new, Collectors.counting()));
        timeline.line("");
        timeline.line("Summary: " + orders.all().size() + " orders, " + states);
        for (Order order : orders.all()) {
            String way = sandbox.messages().stream().filter(message -> belongsTo(message, order)).map(SentMessage::channel)
                    .collect(Collectors.joining(" > "));
            timeline.line("  %-7s %-16s %-12s %s".formatted(order.id(), OrderBook.masked(order.phone()), order.state(),
                    way.isEmpty() ? "nothing was sent" : "by " + way));
        }
        timeline.line(ended ? "Every order reached its end." : "Some orders did not reach their end in time.");
    }

    private static boolean belongsTo(SentMessage message, Order order) {
        return message.text() != null && message.text().contains(order.id());
    }

    @Override
    public String invitation() {
        return """
                Still running. The customers' handsets are at %s
                Answer there as a customer, and the routes answer you; switch a fault on and drop another order file into %s
                The sandbox answers at %s (access token %s).""".formatted(sandbox.pageUrl(), inbox,
                sandbox.baseUrl("boomware"), BoomwareProvider.ACCESS_TOKEN);
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

    OrderBook orders() {
        return orders;
    }
}
