/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.camelmessaging.boomerang.BoomerangComponent;
import io.camelmessaging.boomerang.BoomerangConfiguration;
import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.boomware.BoomwareConfiguration;
import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.clicksend.model.SentMessage;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.support.MessagingConfiguration;
import io.camelmessaging.flows.FlowConstants;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.RecipientOptedOutException;
import io.camelmessaging.flows.admin.ActResult;
import io.camelmessaging.flows.admin.Actor;
import io.camelmessaging.flows.admin.FlowAdministration;
import io.camelmessaging.flows.admin.Verdict;
import io.camelmessaging.flows.engine.FlowCalls;
import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import io.camelmessaging.sendmode.SendmodeComponent;
import io.camelmessaging.sendmode.SendmodeConfiguration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * An application with all flows over all four providers, made to be killed. It takes messages and opt-outs by HTTP, and
 * writes a line for each end and each late reply or receipt that it is told of.
 */
public final class CrashedApplication {

    static final String TOKEN = "crash-token";
    /** The HTTP status that tells of an act that was applied. */
    static final int APPLIED = 200;
    /** The HTTP status that tells of an act that makes no sense for its flow. */
    static final int REFUSED = 409;
    static final Duration LEASE = Duration.ofSeconds(2);
    private static final String COMMON = "&failed=direct:ended&unknown=direct:ended"
                                         + "&settleDelay=200ms&settleTimes=20&breakerFailures=3&breakerWait=1s";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String sandbox;
    private final int port;
    private final Path ends;

    private CrashedApplication(String sandbox, int port, Path ends) {
        this.sandbox = sandbox;
        this.port = port;
        this.ends = ends;
    }

    /**
     * Takes the sandbox's URL, the own HTTP port, the file for the ends, and the URL of PostgreSQL or the file of H2.
     */
    public static void main(String[] arguments) throws Exception {
        CrashedApplication application = new CrashedApplication(
                arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        application.start(arguments[3]);
        new CountDownLatch(1).await();
    }

    private void start(String database) throws Exception {
        MessagingFlows flows = new MessagingFlows();
        flows.setLease(LEASE);
        flows.setPollDelay(Duration.ofMillis(100));
        if (database.startsWith("jdbc:postgresql:")) {
            PGConnectionPoolDataSource postgresql = new PGConnectionPoolDataSource();
            postgresql.setUrl(database);
            JdbcConnectionPool pool = JdbcConnectionPool.create(postgresql);
            pool.setMaxConnections(30);
            flows.setDataSource(pool);
        } else {
            flows.setDatabaseFile(database);
        }
        context.getRegistry().bind("flows", flows);
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(port);
        context.addService(new VertxPlatformHttpServer(server));
        providers();
        context.addRoutes(new Routes());
        // a node that was killed answers nothing until its lease has ended: whoever acts does something else meanwhile
        FlowAdministration.of(context).setPatience(Duration.ofSeconds(1));
        context.start();
    }

    private void providers() {
        BoomerangConfiguration boomerang = context.getComponent("boomerang", BoomerangComponent.class).getConfiguration();
        boomerang.setUsername(BoomerangProvider.USERNAME);
        boomerang.setPassword(BoomerangProvider.PASSWORD);
        boomerang.setRetries(0);
        configure(boomerang, "boomerang");
        BoomwareConfiguration boomware = context.getComponent("boomware", BoomwareComponent.class).getConfiguration();
        boomware.setAccessToken(BoomwareProvider.ACCESS_TOKEN);
        boomware.setCallbackUrl("http://127.0.0.1:" + port + "/boomware");
        boomware.setWebhookVerifyToken(TOKEN);
        configure(boomware, "boomware");
        ClickSendConfiguration clicksend = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
        clicksend.setUsername(ClickSendProvider.USERNAME);
        clicksend.setApiKey(ClickSendProvider.API_KEY);
        configure(clicksend, "clicksend");
        SendmodeConfiguration sendmode = context.getComponent("sendmode", SendmodeComponent.class).getConfiguration();
        sendmode.setApiKey(SendmodeProvider.ACCESS_KEY);
        sendmode.setWebhookVerifyToken(TOKEN);
        configure(sendmode, "sendmode");
    }

    private void configure(MessagingConfiguration configuration, String provider) {
        configuration.setBaseUrl(sandbox + "/" + provider);
        configuration.setResponseTimeout(1_000);
        configuration.setTotalTimeout(2_000);
    }

    private final class Routes extends RouteBuilder {

        @Override
        public void configure() {
            from("platform-http:/ready").setBody(constant("ready"));
            from("platform-http:/act").process(this::act);
            from("platform-http:/send").to("direct:message")
                    .to("kamelet:failover-on-send?name=send&rejected=next"
                        + "&step1=boomerang:smsOneWay?from=Acme&step1Repeat=true"
                        + "&step2=clicksend:sms&step2Lookup=direct:lookup"
                        + "&step3=RAW(sendmode:sms?from=Acme)&done=direct:ended" + COMMON);
            from("platform-http:/receipt").to("direct:message")
                    .to("kamelet:failover-on-receipt?name=receipt&wait=1s&deadline=20s"
                        + "&step1=RAW(sendmode:sms?from=Acme)"
                        + "&step2=boomerang:smsOneWay?from=Acme&step2Repeat=true"
                        + "&step3=RAW(boomware:sms?from=Acme)&done=direct:ended" + COMMON
                        + "&expired=direct:ended&late=direct:late");
            from("platform-http:/patient").to("direct:message")
                    .to("kamelet:failover-on-receipt?name=patient&wait=100s&deadline=110s"
                        + "&step1=RAW(sendmode:sms?from=Acme)&done=direct:ended" + COMMON
                        + "&expired=direct:ended&late=direct:late");
            from("platform-http:/ask").to("direct:message")
                    .to("kamelet:conversation?name=ask&answer=YES.[0-9]*&wait=1500ms&deadline=20s"
                        + "&ask=direct:question&askRepeat=true&remind=direct:reminder&remindRepeat=true"
                        + "&invalid=direct:again&invalidLookup=direct:lookup&escalate=direct:escalation" + COMMON
                        + "&answered=direct:ended&handover=direct:ended&expired=direct:ended&late=direct:late");
            from("platform-http:/stop").setHeader(MessagingConstants.SENDER, header("to"))
                    .setHeader(MessagingConstants.PROVIDER, constant("boomware")).setBody(constant("STOP"))
                    .to("kamelet:opt-out-listener")
                    .setHeader(FlowConstants.CONVERSATION_ID, header("id")).setHeader(MessagingConstants.EVENT_ID, header("id"))
                    .process(exchange -> write(exchange, "stopped"));
            from("platform-http:/hold")
                    .onException(RecipientOptedOutException.class).handled(true)
                    .setHeader(MessagingConstants.EVENT_ID, header(FlowConstants.CONVERSATION_ID))
                    .process(exchange -> write(exchange, "failed"))
                    .end()
                    .setHeader(FlowConstants.TIME_ZONE, header("zone")).to("direct:message")
                    .to("kamelet:quiet-hours?name=hold&windowStart=12:00&windowEnd=14:00&to=direct:opened&toRepeat=true"
                        + "&settleDelay=200ms&settleTimes=20&failed=direct:ended");
            from("platform-http:/later").to("direct:later");
            // taken in and cancelled, which a kill may come between
            from("platform-http:/called-off").to("direct:later")
                    .setHeader(FlowConstants.SCHEDULE_ACTION, constant("cancel")).to("direct:scheduled");
            from("direct:later").setHeader(MessagingConstants.SCHEDULE, header("at")).to("direct:message")
                    .to("direct:scheduled");
            from("direct:scheduled").to("kamelet:send-later?name=later&to=direct:opened&toRepeat=true&settleDelay=200ms"
                                        + "&settleTimes=20&failed=direct:ended&cancelled=direct:ended");
            // somebody may have opted out while the message was held
            from("direct:opened").errorHandler(noErrorHandler()).to("kamelet:opt-out-guard")
                    .to("kamelet:failover-on-send?name=opened&rejected=next"
                        + "&step1=boomerang:smsOneWay?from=Acme&step1Repeat=true"
                        + "&step2=clicksend:sms&step2Lookup=direct:lookup"
                        + "&step3=RAW(sendmode:sms?from=Acme)&done=direct:ended" + COMMON);
            // the text tells the attempts apart
            from("direct:question").setBody(simple("Question ${header.CamelMessagingReference}")).to("direct:two-way");
            from("direct:reminder").setBody(simple("Reminder ${header.CamelMessagingReference}")).to("direct:two-way");
            from("direct:two-way").setHeader("CamelBoomerangConversationId", header(FlowConstants.CONVERSATION_ID))
                    .to("boomerang:smsTwoWay?openTicket=true");
            from("direct:again").setBody(simple("Again ${header.CamelMessagingReference}")).to("clicksend:sms");
            from("direct:escalation").setBody(simple("Urgent ${header.CamelMessagingReference}")).to("boomware:sms?from=Acme");
            from("direct:message")
                    .setHeader(MessagingConstants.TO, header("to"))
                    .setHeader(FlowConstants.CONVERSATION_ID, header("id"))
                    .setBody(simple("Message ${header.id}"))
                    .removeHeaders("*", "CamelMessaging*");
            from("direct:ended").process(exchange -> write(exchange, exchange.getMessage()
                    .getHeader(FlowConstants.OUTCOME, String.class)));
            from("direct:late").process(exchange -> write(exchange, "late"));
            from("direct:lookup").routeId("lookup").process(this::lookUp);

            from("webhook:boomware:deliveryReceipts?webhookComponentName=platform-http&webhookPath=/boomware")
                    .to("kamelet:flow-events");
            from("webhook:sendmode:deliveryReceipts?webhookComponentName=platform-http&webhookPath=/sendmode")
                    .to("kamelet:flow-events");
            from("clicksend:deliveryReceipts?delay=300&initialDelay=100").to("kamelet:flow-events");
            from("boomerang:deliveryReceipts?delay=300&initialDelay=100").to("kamelet:flow-events");
            from("boomerang:replies?delay=300&initialDelay=100").to("direct:reply");
            from("clicksend:inboundSms?delay=300&initialDelay=100").to("direct:reply");
            from("webhook:boomware:inboundSms?webhookComponentName=platform-http&webhookPath=/boomware-replies")
                    .to("direct:reply");
            from("direct:reply").to("kamelet:flow-events")
                    .filter(simple("${header.CamelMessagingFlowId} == null"))
                    .process(exchange -> write(exchange, "unmatched"));
        }

        /** What a person does to the flow of a conversation id; the answer is what became of it. */
        private void act(Exchange exchange) {
            String id = exchange.getMessage().getHeader("id", String.class);
            Actor person = new Actor("ann", "a test");
            FlowAdministration flows = FlowAdministration.of(getContext());
            ActResult result = switch (exchange.getMessage().getHeader("act", String.class)) {
                case "cancel" -> flows.cancel(id, person);
                case "retry" -> flows.retryNow(id, person);
                case "was-sent" -> flows.decide(id, Verdict.WAS_SENT, person);
                default -> flows.decide(id, Verdict.WAS_NOT_SENT, person);
            };
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, switch (result.status()) {
                case APPLIED -> APPLIED;
                case REFUSED -> REFUSED;
                case BUSY -> 503;
                case NOT_FOUND -> 404;
            });
        }

        private void lookUp(Exchange exchange) {
            String reference = exchange.getMessage().getHeader(MessagingConstants.REFERENCE, String.class);
            Object history = getContext().createProducerTemplate().requestBody("clicksend:smsHistory",
                    Map.of("date_from", Instant.now().getEpochSecond() - 3600, "order_by", "date:desc"));
            ((Page<?>) history).rows().stream().map(SentMessage.class::cast)
                    .filter(row -> reference.equals(row.customString())).findFirst().ifPresent(row -> {
                        exchange.getMessage().setHeader(FlowCalls.RESULT, "accepted");
                        exchange.getMessage().setHeader(MessagingConstants.MESSAGE_ID, row.messageId());
                        exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "clicksend");
                    });
        }

        private void write(Exchange exchange, String outcome) throws Exception {
            Message message = exchange.getMessage();
            boolean conversation = outcome.equals("unmatched") || "ask".equals(message.getHeader(FlowConstants.FLOW));
            String line = String.join("\t", List.of(
                    String.valueOf(message.getHeader(FlowConstants.CONVERSATION_ID)), outcome,
                    message.getHeader(MessagingConstants.EVENT_ID, String.class),
                    conversation
                            ? message.getBody(String.class) : String.valueOf(message.getHeader(MessagingConstants.PROVIDER))))
                          + "\n";
            Files.writeString(ends, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
