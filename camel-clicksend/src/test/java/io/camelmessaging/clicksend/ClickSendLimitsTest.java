/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import io.camelmessaging.contract.LimitsContract;
import org.apache.camel.impl.DefaultCamelContext;

class ClickSendLimitsTest extends LimitsContract {

    ClickSendLimitsTest() {
        super("clicksend", "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"data\":[],\"messages\":[]}}");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return ClickSendContexts.of(baseUrl);
    }

    @Override
    protected String optionsBeyond() {
        return """
                contacts?page=0 | clicksend:contacts takes 1 or more as page (option page), and got 0.
                contactLists?page=-1 | takes 1 or more as page
                contacts?limit=14 | limit takes 15 to 100
                smsHistory?limit=101 | limit takes 15 to 100
                sms?country=AUS | clicksend:sms takes a country of two letters, such as AU, as country (option country)
                fax?country=6 | takes a country of two letters
                sms?batchSize=-1 | batchSize
                voice?voice=robot | option voice takes female, male
                sms?reference=123456789012345678901234567890123456789012345678901 | takes up to 50 characters as custom_string (option reference), and got 51
                """;
    }

    @Override
    protected String fieldsBeyond() {
        return """
                contacts | {"list_id":1,"limit":14} | takes 15 to 100 as limit (body field limit), and got 14.
                contactLists | {"limit":"101"} | takes 15 to 100 as limit
                searchContactLists | {"q":"a","page":0} | takes 1 or more as page
                returnAddresses | {"page":-3} | takes 1 or more as page
                smsHistory | {"date_from":1790000000000} | takes 0 to 9999999999 as date_from
                smsHistory | {"date_to":"1790000000000"} | takes 0 to 9999999999 as date_to
                contacts | {"list_id":1,"updated_after":1790000000000} | takes 0 to 9999999999 as updated_after
                sms | {"to":"+61400000101","text":"Hi","country":"Australia"} | takes a country of two letters, such as AU, as country (body field country)
                voice | {"to":"+61400000101","text":"Hi","voice":"male","lang":"en-au","country":"A1"} | takes a country of two letters
                createContact | {"list_id":1,"to":"+61400000101","address_country":"Australia"} | takes a country of two letters, such as AU, as address_country
                letter | {"address_name":"A","address_line_1":"1 St","address_city":"Perth","address_state":"WA","address_postal_code":"6000","return_address_id":4,"address_country":"AUS","file_url":"https://example.org/l.pdf","colour":0,"duplex":0} | takes a country of two letters
                postcard | {"address_name":"A","address_line_1":"1 St","address_city":"Perth","address_state":"WA","address_postal_code":"6000","return_address_id":4,"address_country":"AUS","file_urls":["https://example.org/l.pdf"]} | takes a country of two letters
                postcard | {"address_name":"A","address_line_1":"1 St","address_city":"Perth","address_state":"WA","address_postal_code":"6000","return_address_id":4,"address_country":"AU","file_urls":["a","b","c"]} | takes one or two files
                voice | {"to":"+61400000101","text":"Hi","voice":"robot","lang":"en-au"} | takes female or male as voice
                sms | {"to":"+61400000101","text":"Hi","senders":[{"sender_id":"Acme"}]} | a recipient_country_code each
                sms | {"to":"+61400000101","text":"Hi","senders":[{"recipient_country_code":"AU"}]} | a sender_id or sender_type
                """;
    }

    @Override
    protected String fieldsAtTheLimit() {
        return """
                contacts | {"list_id":1,"limit":15,"page":1,"updated_after":0}
                contactLists | {"limit":100}
                smsHistory | {"date_from":1790000000,"date_to":9999999999}
                smsPrice | {"to":"+61400000101","text":"Hi","country":" au "}
                smsPrice | {"to":"+61400000101","text":"Hi","senders":[{"recipient_country_code":"AU","sender_id":"Acme"},{"recipient_country_code":"NZ","sender_type":"shared_longcode"}]}
                """;
    }
}
