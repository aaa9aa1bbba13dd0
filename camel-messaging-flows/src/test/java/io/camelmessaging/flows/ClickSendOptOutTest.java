/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.optout.OptOuts;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.webhook.WebhookComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The routes of ClickSend's page that keep its opt-outs. */
class ClickSendOptOutTest {

    private static final String PERSON = "+61400000101";
    private static final Pattern EXAMPLE = Pattern.compile("\\[source,yaml]\\n----\\n(.*?)\\n----", Pattern.DOTALL);

    private static final MessagingSandbox SANDBOX = MessagingSandbox.create();
    @RegisterExtension
    static final RunningSandbox RUNNING = new RunningSandbox(SANDBOX);

    @Test
    void aStopThatClickSendWouldNotObeyIsObeyed() throws Exception {
        String page = Files.readString(Path.of("../camel-clicksend/src/main/docs/clicksend-component.adoc"));
        List<String> examples = EXAMPLE.matcher(page).results().map((MatchResult block) -> block.group(1))
                .filter(block -> block.contains("kamelet:")).toList();
        assertThat(examples).hasSize(1);
        try (SandboxContext context = new SandboxContext(SANDBOX)) {
            context.getRegistry().bind("dataSource", Databases.h2());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:front-desk").to("mock:front-desk");
                    from("direct:answers").to("mock:answers");
                }
            });
            context.start();
            context.getComponent("webhook", WebhookComponent.class).getConfiguration()
                    .setWebhookExternalUrl(context.hook("").replaceFirst("\\?.*", ""));
            FlowContexts.addYaml(context, examples.get(0));
            ProducerTemplate template = context.createProducerTemplate();

            template.sendBodyAndHeader("direct:guarded-sms", "Your order is on its way.", MessagingConstants.TO, PERSON);
            SANDBOX.reply(PERSON, "please stop texting me");
            MockEndpoint frontDesk = context.getEndpoint("mock:front-desk", MockEndpoint.class);
            await().until(() -> frontDesk.getReceivedCounter() == 1);
            template.sendBodyAndHeader("direct:guarded-sms", "It is late.", MessagingConstants.TO, PERSON);
            SANDBOX.reply(PERSON, "Stop!");

            OptOuts optOuts = new OptOuts(MessagingFlows.of(context).database());
            await().until(() -> optOuts.among(List.of(PERSON)).containsKey(PERSON));
            assertThatThrownBy(() -> template.sendBodyAndHeader("direct:guarded-sms", "Hello", MessagingConstants.TO, PERSON))
                    .cause().isInstanceOf(RecipientOptedOutException.class);
            assertThat(SANDBOX.messagesTo(PERSON)).hasSize(2);
            assertThat(context.getEndpoint("mock:answers", MockEndpoint.class).getReceivedCounter()).isZero();
        }
    }
}
