package io.camelmessaging.clicksend;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The limits that the provider's documents name: what is beyond them is refused, as an option at the start.
 */
class ClickSendLimitsTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(
                okJson("{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"data\":[],\"messages\":[]}}")));
        context = ClickSendContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
               textBlock = """
                       contacts?page=0 | clicksend:contacts takes 1 or more as page (option page), and got 0.
                       contactLists?page=-1 | takes 1 or more as page
                       contacts?limit=14 | limit takes 15 to 100
                       smsHistory?limit=101 | limit takes 15 to 100
                       sms?country=AUS | clicksend:sms takes a country of two letters, such as AU, as country (option country)
                       fax?country=6 | takes a country of two letters
                       sms?batchSize=-1 | batchSize
                       voice?voice=robot | option voice takes female, male
                       sms?reference=123456789012345678901234567890123456789012345678901 | takes up to 50 characters as custom_string (option reference), and got 51
                       """)
    void anOptionBeyondALimitFailsAtTheStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("clicksend:" + uri);
            }
        })).rootCause().isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
               textBlock = """
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
                       """)
    void aFieldBeyondALimitIsRefused(String operation, String fields, String sentence) throws Exception {
        assertThat(send(operation, fields).getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
               textBlock = """
                       contacts | {"list_id":1,"limit":15,"page":1,"updated_after":0}
                       contactLists | {"limit":100}
                       smsHistory | {"date_from":1790000000,"date_to":9999999999}
                       smsPrice | {"to":"+61400000101","text":"Hi","country":" au "}
                       smsPrice | {"to":"+61400000101","text":"Hi","senders":[{"recipient_country_code":"AU","sender_id":"Acme"},{"recipient_country_code":"NZ","sender_type":"shared_longcode"}]}
                       """)
    void aFieldAtALimitGoesOut(String operation, String fields) throws Exception {
        assertThat(send(operation, fields).getException()).isNull();
    }

    private Exchange send(String operation, String fields) throws Exception {
        Map<String, Object> body = new HashMap<>(new ObjectMapper().readValue(fields, Map.class));
        return context.createProducerTemplate().request("clicksend:" + operation,
                exchange -> exchange.getMessage().setBody(body));
    }
}
