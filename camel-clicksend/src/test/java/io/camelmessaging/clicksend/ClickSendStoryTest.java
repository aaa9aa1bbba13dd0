/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.camelmessaging.clicksend.model.Account;
import io.camelmessaging.clicksend.model.Contact;
import io.camelmessaging.clicksend.model.ContactList;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.clicksend.model.PriceQuote;
import io.camelmessaging.clicksend.model.SentMessage;
import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.WireEntry;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a user does over a day, with the routes of the component's page, against a provider that remembers.
 */
class ClickSendStoryTest {

    private static final String NUMBER = "+61400000101";

    private MessagingSandbox sandbox;
    private DefaultCamelContext context;
    private ProducerTemplate template;
    private int port;

    @BeforeEach
    void start() throws Exception {
        sandbox = MessagingSandbox.create().start();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        open();
    }

    private void open() throws Exception {
        context = ClickSendPageTest.context(sandbox, port);
        context.addRoutes(new DocumentationExamples());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:clicksend:deliveryReceipts?webhookPath=/receipts&webhookVerifyToken=s3cret").to("mock:receipts");
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        sandbox.close();
    }

    @Test
    void aReplyIsAnsweredAndAReceiptArrives() throws Exception {
        template.requestBody("direct:order-shipped", Map.of("phone", NUMBER, "id", "7781"));
        sandbox.reply(NUMBER, "Where is it?");

        sandbox.awaitMessages(message -> "Thank you, we look into order-7781.".equals(message.text()), 1);
        MockEndpoint receipts = context.getEndpoint("mock:receipts", MockEndpoint.class);
        await().untilAsserted(() -> assertThat(receipts.getReceivedExchanges())
                .anyMatch(receipt -> receipt.getMessage().getHeader(MessagingConstants.STATUS) == DeliveryStatus.DELIVERED
                        && "order-7781".equals(receipt.getMessage().getHeader(MessagingConstants.REFERENCE))));
        sandbox.assertCleanWire();
    }

    @Test
    void noMachineAnswersAnOptOut() throws Exception {
        template.requestBody("direct:order-shipped", Map.of("phone", NUMBER, "id", "7781"));
        for (String reply : List.of("STOP", "please stop texting me", "Liked “Your order 7781 has left the depot.”")) {
            sandbox.reply(NUMBER, reply);
        }

        awaitHeard(3);
        assertThat(sandbox.messagesTo(NUMBER)).hasSize(1);
    }

    /** Waits until so many replies have been on their route. */
    private void awaitHeard(int replies) {
        await().untilAsserted(() -> assertThat(sandbox.wire()).filteredOn(
                call -> call.callback() && call.target().contains("/clicksend/inbound") && call.status() == 200)
                .hasSize(replies));
    }

    @Test
    void rulesAreRegisteredOnceStayAndAreFoundAgain() throws Exception {
        assertThat(calls("POST", "/automations/sms/inbound")).hasSize(1);
        assertThat(calls("POST", "/automations/sms/receipts")).hasSize(1);
        assertThat(sandbox.wire().stream().filter(call -> call.method().equals("POST")).map(WireEntry::requestBody))
                .allSatisfy(body -> assertThat(body).contains("token=s3cret", "http://127.0.0.1:" + port));

        // an application that stopped or died left its rules; the next one takes them over
        DefaultCamelContext dead = context;
        dead.getRouteController().stopAllRoutes();
        context.close();
        assertThat(calls("DELETE", "/automations")).isEmpty();
        open();
        assertThat(calls("POST", "/automations/sms/inbound")).hasSize(1);
        assertThat(calls("POST", "/automations/sms/receipts")).hasSize(1);
    }

    @Test
    void aRuleThatIsThereIsUsedAgainAndPutRight() throws Exception {
        ClickSendEndpoint endpoint = context.getEndpoint("clicksend:inboundSms?ruleName=ours", ClickSendEndpoint.class);
        ClickSendEndpoint twin
                = context.getEndpoint("clicksend:inboundSms?ruleName=ours&numberCheck=off", ClickSendEndpoint.class);
        int before = calls("POST", "/automations/sms/inbound").size();
        endpoint.rules().register(ClickSendRules.URL, "https://a.example.org/x");
        twin.rules().register(ClickSendRules.URL, "https://a.example.org/x");
        assertThat(calls("POST", "/automations/sms/inbound")).hasSize(before + 1);
        assertThat(calls("PUT", "/automations/sms/inbound")).isEmpty();

        twin.rules().register(ClickSendRules.URL, "https://b.example.org/x");
        assertThat(calls("POST", "/automations/sms/inbound")).hasSize(before + 1);
        assertThat(calls("PUT", "/automations/sms/inbound")).hasSize(1);
    }

    private List<WireEntry> calls(String method, String path) {
        return sandbox.wire().stream()
                .filter(call -> !call.callback() && call.method().equals(method) && call.target().startsWith(path))
                .toList();
    }

    @Test
    void withoutAutoRegisterNoRuleIsTouched() throws Exception {
        int before = sandbox.wire().size();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:clicksend:inboundSms?webhookAutoRegister=false&webhookPath=/quiet&webhookVerifyToken=s3cret")
                        .to("mock:quiet");
            }
        });

        assertThat(sandbox.wire()).hasSize(before);
    }

    @Test
    void contactsAreKeptAndListed() {
        ContactList list = template.requestBody("clicksend:createContactList", "Customers", ContactList.class);
        for (int i = 0; i < 120; i++) {
            template.requestBody("clicksend:createContact?listId=" + list.listId(),
                    Map.of("phone_number", "+6140%07d".formatted(i), "first_name", "Ann " + i), Contact.class);
        }
        Iterator<?> all = template.requestBody("clicksend:contacts?allPages=true&limit=50&listId=" + list.listId(), null,
                Iterator.class);
        int count = 0;
        while (all.hasNext()) {
            assertThat(((Contact) all.next()).listName()).isEqualTo("Customers");
            count++;
        }
        assertThat(count).isEqualTo(120);
        assertThat(template.requestBody("clicksend:searchContactLists", "custom", Page.class).rows()).hasSize(1);
        Page<?> page = template.requestBody("clicksend:contacts?limit=15&listId=" + list.listId(), null, Page.class);
        template.requestBody("clicksend:deleteContact?listId=" + list.listId(),
                Map.of("contact_id", ((Contact) page.rows().get(0)).contactId()));
        assertThat(template.requestBody("clicksend:contacts?limit=15&listId=" + list.listId(), null, Page.class).total())
                .isEqualTo(119);
        template.requestBody("clicksend:deleteContactList?listId=" + list.listId(), Map.of());
        assertThat(template.requestBody("clicksend:contactLists", null, Page.class).rows()).isEmpty();
        sandbox.assertCleanWire();
    }

    @Test
    void theRestOfTheAccountWorks() throws Exception {
        assertThat(template.requestBody("clicksend:account", null, Account.class)).satisfies(account -> {
            assertThat(account.balance()).isPositive();
            assertThat(account.subaccount()).doesNotContainKey("api_key");
        });
        PriceQuote quote = template.requestBody("clicksend:smsPrice?to=" + NUMBER.substring(1), "Hi", PriceQuote.class);
        assertThat((Object) quote).isNotInstanceOf(SendResult.class);
        assertThat(quote.totalPrice()).isPositive();
        assertThat(sandbox.messages()).isEmpty();

        template.requestBody("direct:photo", "GIF89a".getBytes());
        assertThat(sandbox.awaitMessage(NUMBER).fields()).containsKey("media_file");
        Map<String, Object> headers = Map.of(MessagingConstants.TO, NUMBER, MessagingConstants.SCHEDULE,
                java.time.Instant.now().plusSeconds(3600));
        String id = (String) template.request("clicksend:sms", exchange -> {
            exchange.getMessage().setBody("Later");
            exchange.getMessage().getHeaders().putAll(headers);
        }).getMessage().getHeader(MessagingConstants.MESSAGE_ID);
        template.requestBody("clicksend:cancelSms", id);
        Page<?> history = template.requestBody("clicksend:smsHistory", null, Page.class);
        assertThat(history.rows()).anyMatch(row -> row instanceof SentMessage sent && id.equals(sent.messageId())
                && "Cancelled".equals(sent.status()));
        assertThat(template.requestBody("clicksend:returnAddresses", null, Page.class).rows()).hasSize(1);
        template.requestBodyAndHeaders("clicksend:email",
                Map.of("from", Map.of("email_address_id", 1, "name", "N"), "text", "<b>Hi</b>"),
                Map.of(MessagingConstants.TO, "a@example.org", MessagingConstants.SUBJECT, "S"));
        assertThat(sandbox.awaitMessage("a@example.org").title()).isEqualTo("S");
        sandbox.assertCleanWire();
    }
}
