/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.campaign;

import java.util.concurrent.RejectedExecutionException;

import io.camelmessaging.common.MessagingException;
import io.camelmessaging.flows.guard.SendTally;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * Streams a contact list into the ledger, and sends what is open there, a batch a time.
 */
public final class CampaignRoutes extends RouteBuilder {

    /** How far before and after a batch was recorded its messages may be dated: clocks differ, and calls wait. */
    private static final int MARGIN_SECONDS = 600;

    @Override
    public void configure() {
        SendTally tally = new SendTally();
        tally.setPrices(getContext().resolvePropertyPlaceholders("{{campaign.prices}}"));
        bindToRegistry("tally", tally);

        // once a minute until it was read to its end; nobody is taken in twice
        from("timer:list?period=60000&delay=0&synchronous=true").routeId("list")
                .onException(MessagingException.class).handled(true)
                .log(LoggingLevel.WARN, "The contact list could not be read and is read anew: ${exception.message}").end()
                .onException(RejectedExecutionException.class).logExhausted(false).end()
                .filter(method("ledger", "unlisted"))
                .to("clicksend:contacts?allPages=true&listId={{campaign.listId}}")
                .split(simple("${collate(1000)}")).streaming().stopOnException()
                .bean("ledger", "add")
                .end()
                .bean("ledger", "listed");

        from("scheduler:campaign?delay=500&greedy=true&synchronous=true").routeId("campaign")
                .onException(MessagingException.class).handled(true)
                .log(LoggingLevel.WARN, "${exchangeProperty.batch}: ${exception.message}")
                .bean("ledger", "failed").end()
                .onException(IllegalArgumentException.class).handled(true)
                .log(LoggingLevel.ERROR, "${exchangeProperty.batch}: ${exception.message}")
                .bean("ledger", "unsendable").end()
                .setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, constant(false))
                .setProperty("batch", method("ledger", "unsettled"))
                .choice()
                .when(exchangeProperty("batch").isNotNull()).to("direct:look-up")
                .otherwise()
                .setProperty("batch", method("ledger", "nextBatch"))
                .filter(exchangeProperty("batch").isNotNull())
                .setHeader("CamelMessagingTo", simple("${exchangeProperty.batch.phones}"))
                .setHeader("CamelMessagingReference", simple("{{campaign.name}}-${exchangeProperty.batch.number}"))
                .setBody(simple("{{campaign.text}}"))
                .to("clicksend:sms?from={{campaign.from}}&dryRun={{campaign.dryRun}}&batchSize=" + CampaignLedger.BATCH)
                .bean("tally")
                .bean("ledger", "settle")
                // there is more to do: at once
                .setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, constant(true));

        // what was perhaps sent: ClickSend's history knows
        from("direct:look-up").routeId("look-up")
                .onException(Exception.class).handled(true)
                .log(LoggingLevel.WARN, "The history could not be read: ${exception.message}")
                .bean("ledger", "askLater").end()
                .setProperty("reference", simple("{{campaign.name}}-${exchangeProperty.batch.number}"))
                .setHeader("CamelClicksendDateFrom").exchange(exchange -> date(exchange, -MARGIN_SECONDS))
                .setHeader("CamelClicksendDateTo").exchange(exchange -> date(exchange, MARGIN_SECONDS))
                .to("clicksend:smsHistory?allPages=true")
                .split(body()).streaming().stopOnException()
                .filter(simple("${body.customString} == ${exchangeProperty.reference}"))
                .bean("ledger", "found")
                .end()
                .end()
                .bean("ledger", "lookedUp");

        rest("/campaign").produces("application/json")
                .get().to("direct:show")
                .get("/counts").produces("text/plain").to("direct:counts")
                .post("/pause").to("direct:pause")
                .post("/resume").to("direct:resume")
                .post("/look-up").to("direct:look-up-again")
                .post("/repeat").to("direct:repeat");
        from("direct:show").routeId("show").to("direct:progress");
        from("direct:counts").routeId("counts")
                .removeHeaders("*")
                .setBody(method("tally", "toString"))
                .setHeader(Exchange.CONTENT_TYPE, constant("text/plain"));
        from("direct:pause").routeId("pause").bean("ledger", "pause").to("direct:progress");
        from("direct:resume").routeId("resume").bean("ledger", "resume").to("direct:progress");
        from("direct:look-up-again").routeId("look-up-again").bean("ledger", "lookUp").to("direct:progress");
        from("direct:repeat").routeId("repeat").bean("ledger", "repeat").to("direct:progress");
        from("direct:progress").routeId("progress")
                .removeHeaders("*")
                .setBody(method("ledger", "progress"))
                .marshal().json()
                .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }

    private static long date(Exchange exchange, int seconds) {
        return exchange.getProperty("batch", Batch.class).since().getEpochSecond() + seconds;
    }
}
