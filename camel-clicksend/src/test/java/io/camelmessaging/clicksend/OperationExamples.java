/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import org.apache.camel.builder.RouteBuilder;

/**
 * The page's Java example of every operation.
 */
final class OperationExamples extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:sms-example")
                .setHeader("CamelMessagingTo", constant("+61400000101"))
                .setBody(constant("Your order has left the depot."))
                .to("clicksend:sms?from=Depot");

        from("direct:mms-example")
                .setHeader("CamelMessagingTo", constant("+61400000101"))
                .setHeader("CamelMessagingSubject", constant("Delivered"))
                .setBody(constant("Your parcel is in the garage."))
                .to("clicksend:mms?mediaFile=https://example.org/garage.jpg");

        from("direct:voice-example")
                .setHeader("CamelMessagingTo", constant("+61400000101"))
                .setBody(constant("Your appointment is at nine."))
                .to("clicksend:voice?voice=female&lang=en-au");

        from("direct:fax-example")
                .setHeader("CamelMessagingTo", constant("+61261111111"))
                .to("clicksend:fax?fileUrl=https://example.org/order.pdf");

        from("direct:letter-example")
                .setHeader("CamelClicksendAddressName", constant("Ada Byron"))
                .setHeader("CamelClicksendAddressLine1", constant("1 Harbour Street"))
                .setHeader("CamelClicksendAddressCity", constant("Sydney"))
                .setHeader("CamelClicksendAddressState", constant("NSW"))
                .setHeader("CamelClicksendAddressPostalCode", constant("2000"))
                .setHeader("CamelClicksendAddressCountry", constant("AU"))
                .to("clicksend:letter?fileUrl=https://example.org/letter.pdf&colour=0&duplex=1&returnAddressId=4");

        from("direct:postcard-example")
                .setHeader("CamelClicksendAddressName", constant("Ada Byron"))
                .setHeader("CamelClicksendAddressLine1", constant("1 Harbour Street"))
                .setHeader("CamelClicksendAddressCity", constant("Sydney"))
                .setHeader("CamelClicksendAddressState", constant("NSW"))
                .setHeader("CamelClicksendAddressPostalCode", constant("2000"))
                .setHeader("CamelClicksendAddressCountry", constant("AU"))
                .setHeader("CamelClicksendFileUrls", simple("${list(https://example.org/card.pdf)}"))
                .to("clicksend:postcard?returnAddressId=4");

        from("direct:upload-example")
                .setBody(constant("JVBERi0xLjcK"))
                .to("clicksend:upload?convert=fax");

        from("direct:createContact-example")
                .setHeader("CamelMessagingTo", constant("+61400000101"))
                .setHeader("CamelClicksendFirstName", constant("Ada"))
                .to("clicksend:createContact?listId=428");

        from("direct:deleteContact-example")
                .setHeader("CamelClicksendContactId", constant("5"))
                .to("clicksend:deleteContact?listId=428");

        from("direct:createContactList-example")
                .setBody(constant("Customers"))
                .to("clicksend:createContactList");

        from("direct:deleteContactList-example")
                .to("clicksend:deleteContactList?listId=428");

        from("direct:contactLists-example")
                .to("clicksend:contactLists?limit=50");

        from("direct:contacts-example")
                .to("clicksend:contacts?listId=428&allPages=true");

        from("direct:searchContactLists-example")
                .setBody(constant("Customers"))
                .to("clicksend:searchContactLists");

        from("direct:account-example")
                .to("clicksend:account");

        from("direct:smsPrice-example")
                .setHeader("CamelMessagingTo", constant("+61400000101"))
                .setBody(constant("What would this cost?"))
                .to("clicksend:smsPrice");

        from("direct:smsHistory-example")
                .setHeader("CamelClicksendSearch", constant("status:Delivered"))
                .to("clicksend:smsHistory?limit=100");

        from("direct:cancelSms-example")
                .setBody(constant("1F0A0000-0000-6000-8000-000000000001"))
                .to("clicksend:cancelSms");

        from("direct:email-example")
                .setHeader("CamelMessagingTo", constant("pat@example.org"))
                .setHeader("CamelMessagingSubject", constant("Your invoice"))
                .setHeader("CamelClicksendFrom", simple("${map(email_address_id,7,name,Acme)}"))
                .setBody(constant("<p>It is attached.</p>"))
                .to("clicksend:email");

        from("direct:returnAddresses-example")
                .to("clicksend:returnAddresses");

        from("clicksend:inboundSms?delay=30s")
                .log("${header.CamelMessagingEventId}");

        from("clicksend:deliveryReceipts?channel=sms")
                .log("${header.CamelMessagingStatus}");

        from("webhook:clicksend:inboundSms?webhookPath=/example/inbound&webhookVerifyToken={{hooks.token}}")
                .log("${header.CamelMessagingEventId}");

        from("webhook:clicksend:deliveryReceipts?webhookPath=/example/receipts&webhookVerifyToken={{hooks.token}}")
                .log("${header.CamelMessagingStatus}");
    }
}
