/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.optout;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.internal.Redaction;
import io.camelmessaging.examples.Demo;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * People answer STOP to whichever provider, and get no more through any of them.
 */
public final class OptOutDemo implements Demo {

    private static final String ANN = "+353871234501";
    private static final String BEN = "+353871234502";
    private static final String CAT = "+353871234503";
    private static final String DAN = "+353871234504";
    private static final String EVE = "+353871234505";
    /** Who gets his messages through which provider. */
    private static final Map<String, String> PROVIDERS
            = Map.of(ANN, "boomware", BEN, "clicksend", CAT, "sendmode", DAN, "boomerang", EVE, "sendmode");
    private static final List<String> PEOPLE = List.of(ANN, BEN, CAT, DAN, EVE);
    private static final String NEWS = "Our shop opens on Sunday.";
    private static final String CONFIRMED = "You get no more messages from us. Answer START if you want them again.";
    private static final String WELCOME = "Welcome back. Answer STOP to get no more messages from us.";

    private final Path database;
    private final int port;
    private final PrintStream out;
    private final MessagingSandbox sandbox = MessagingSandbox.create();
    private final Main main = new Main();
    private ProducerTemplate template;

    /**
     * @param directory where the list of opt-outs is kept; what is there of an earlier run is deleted
     * @param port      port of the webhooks
     * @param out       where the story goes
     */
    public OptOutDemo(Path directory, int port, PrintStream out) {
        this.database = directory.resolve("opt-outs").toAbsolutePath();
        this.port = port;
        this.out = out;
    }

    @Override
    public void start() throws Exception {
        Files.createDirectories(database.getParent());
        Files.deleteIfExists(database.resolveSibling("opt-outs.mv.db"));
        sandbox.start();
        String token = UUID.randomUUID().toString();
        String hooks = "http://127.0.0.1:" + port;
        sandbox.inboundUrl("boomware", hooks + "/hooks/boomware/replies?token=" + token);
        sandbox.inboundUrl("sendmode", hooks + "/hooks/sendmode/replies?token=" + token);
        sandbox.receiptUrl("sendmode", hooks + "/hooks/sendmode/receipts?token=" + token);
        MessagingFlows flows = new MessagingFlows();
        flows.setDatabaseFile(database.toString());
        main.bind("flows", flows);
        main.configure().withRoutesIncludePattern("classpath:optout/*.camel.yaml");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:not-sent").process(exchange -> tell("not sent by " + exchange.getMessage().getHeader("via") + ": "
                                                                 + exchange.getProperty(Exchange.EXCEPTION_CAUGHT,
                                                                         Exception.class).getMessage()));
                from("direct:answer-for-a-person")
                        .process(exchange -> tell("a person reads an answer: " + exchange.getMessage().getBody()));
                from("direct:lift-block-at-sendmode").process(exchange -> tell("to do: lift the block of "
                                                                               + Redaction.recipient(exchange.getMessage()
                                                                                       .getHeader("CamelMessagingSender",
                                                                                               String.class))
                                                                               + " in Sendmode's console"));
            }
        });
        main.configure().httpServer().withEnabled(true).withHost("127.0.0.1").withPort(port);
        Map.of("camel.main.name", "opt-outs", "camel.main.shutdownTimeout", "10",
                "camel.component.webhook.configuration.webhookComponentName", "platform-http",
                "camel.component.webhook.configuration.webhookExternalUrl", hooks, "boomerang.delay", "500")
                .forEach(main::addInitialProperty);
        for (String provider : sandbox.providers()) {
            main.addInitialProperty("camel.component." + provider + ".baseUrl",
                    sandbox.baseUrl(provider) + (provider.equals("boomerang") ? "/v1" : ""));
            main.addInitialProperty("camel.component." + provider + ".webhookVerifyToken", token);
        }
        main.addInitialProperty("camel.component.boomerang.username", BoomerangProvider.USERNAME);
        main.addInitialProperty("camel.component.boomerang.password", BoomerangProvider.PASSWORD);
        main.addInitialProperty("camel.component.boomware.accessToken", BoomwareProvider.ACCESS_TOKEN);
        main.addInitialProperty("camel.component.clicksend.username", ClickSendProvider.USERNAME);
        main.addInitialProperty("camel.component.clicksend.apiKey", ClickSendProvider.API_KEY);
        main.addInitialProperty("camel.component.sendmode.apiKey", SendmodeProvider.ACCESS_KEY);
        // Ctrl-C ends the whole process at once
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.start();
        template = main.getCamelContext().createProducerTemplate();
    }

    @Override
    public boolean play() throws Exception {
        out.println("\nFive people get a message, through four providers.");
        PEOPLE.forEach(person -> send(person, PROVIDERS.get(person), "Your order is ready."));

        out.println("\nThree answer STOP, each to another provider; one writes something else.");
        for (String person : List.of(ANN, BEN, DAN)) {
            sandbox.reply(person, "Stop!");
            sandbox.awaitMessages(message -> CONFIRMED.equals(message.text()) && message.to().equals(person.substring(1)), 1);
            tell(Redaction.recipient(person) + " answered STOP to " + PROVIDERS.get(person)
                 + ": Sendmode knows, and it is confirmed");
        }
        sandbox.reply(CAT, "Please stop calling before nine.");

        out.println(
                "\nOne opted out in Sendmode's own console. The next message to him is blocked there, and the receipt says so.");
        template.requestBodyAndHeader("sendmode:optOut", "console", "CamelMessagingTo", EVE);
        send(EVE, "sendmode", NEWS);
        sandbox.awaitMessages(message -> message.to().equals(EVE.substring(1)) && message.events().stream()
                .anyMatch(event -> event.name().equals("callback") && event.detail().contains("OPTED OUT")), 1);

        out.println("\nThe newsletter, to each of them through a provider that he did not answer.");
        int sent = 0;
        for (String person : PEOPLE) {
            sent += send(person, PROVIDERS.get(person).equals("clicksend") ? "boomware" : "clicksend", NEWS) ? 1 : 0;
        }

        out.println("\nThe first one changes her mind.");
        sandbox.reply(ANN, "START");
        sandbox.awaitMessages(message -> WELCOME.equals(message.text()), 1);
        boolean back = send(ANN, "clicksend", NEWS);

        long optOuts = sandbox.wire().stream().filter(call -> call.target().endsWith("/optout")).count();
        boolean right = sent == 1 && back && optOuts == 4;
        out.println(
                right ? "\nNobody who opted out got the newsletter, through whichever provider." : "\nSomething went wrong.");
        return right;
    }

    /** Sends something; false if the recipient opted out. */
    private boolean send(String person, String provider, String text) {
        Object answer
                = template.requestBodyAndHeaders("direct:send", text, Map.of("CamelMessagingTo", person, "via", provider));
        boolean sent = answer instanceof SendResult;
        if (sent) {
            tell("sent to " + Redaction.recipient(person) + " by " + provider);
        }
        return sent;
    }

    private void tell(String event) {
        out.println("    " + event);
    }

    @Override
    public String invitation() {
        return """
                Still running. The handsets are at %s
                Answer STOP or START there, and see what the routes do.""".formatted(sandbox.pageUrl());
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
}
