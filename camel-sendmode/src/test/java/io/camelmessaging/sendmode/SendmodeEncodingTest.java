/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder.allRequests;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes of each POST in each encoding, written out by hand and not computed.
 */
class SendmodeEncodingTest {

    private static final String TRICKY = "5% & 1+1\r\n\uD83D\uDE00";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
               textBlock = """
                       sms?bodyFormat=form|message=%7B%22messagetext%22%3A%225%25%20%26%201%2B1%5Cr%5Cn%F0%9F%98%80%22%2C%22recipients%22%3A%5B%22353870000101%22%5D%7D
                       sms?bodyFormat=json|{"messagetext":"5% & 1+1\\r\\n😀","recipients":["353870000101"]}
                       sms?bodyFormat=jsonWrapped|{"message":{"messagetext":"5% & 1+1\\r\\n😀","recipients":["353870000101"]}}
                       verify?bodyFormat=form|message=%7B%22messagetext%22%3A%225%25%20%26%201%2B1%5Cr%5Cn%F0%9F%98%80%22%2C%22recipient%22%3A%22353870000101%22%7D
                       verify?bodyFormat=json|{"messagetext":"5% & 1+1\\r\\n😀","recipient":"353870000101"}
                       verify?bodyFormat=jsonWrapped|{"message":{"messagetext":"5% & 1+1\\r\\n😀","recipient":"353870000101"}}
                       optOut?bodyFormat=form|message=%7B%22mobilenumber%22%3A%22353870000101%22%2C%22optoutresponse%22%3A%225%25%20%26%201%2B1%5Cr%5Cn%F0%9F%98%80%22%7D
                       optOut?bodyFormat=json|{"mobilenumber":"353870000101","optoutresponse":"5% & 1+1\\r\\n😀"}
                       optOut?bodyFormat=jsonWrapped|{"message":{"mobilenumber":"353870000101","optoutresponse":"5% & 1+1\\r\\n😀"}}
                       optOut?bodyFormat=jsonWrapped&optOutField=o|{"o":{"mobilenumber":"353870000101","optoutresponse":"5% & 1+1\\r\\n😀"}}
                       importCustomer?group=G&bodyFormat=form|importdata=%7B%22mobilenumber%22%3A%22353870000101%22%2C%22surname%22%3A%225%25%20%26%201%2B1%5Cr%5Cn%F0%9F%98%80%22%7D&group=G
                       importCustomer?group=G&bodyFormat=json|{"group":"G","mobilenumber":"353870000101","surname":"5% & 1+1\\r\\n😀"}
                       importCustomer?group=G&bodyFormat=jsonWrapped|{"importdata":{"mobilenumber":"353870000101","surname":"5% & 1+1\\r\\n😀"},"group":"G"}
                       """)
    void isWrittenByteForByte(String uri, String expected) throws Exception {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"status\":\"OK\",\"statusCode\":0}")));
        try (DefaultCamelContext context = SendmodeContexts.of(PROVIDER.baseUrl())) {
            context.start();
            Exchange exchange = context.createProducerTemplate().request("sendmode:" + uri, e -> {
                e.getMessage().setBody(uri.startsWith("importCustomer") ? Map.of("surname", TRICKY) : TRICKY);
                e.getMessage().setHeader("CamelMessagingTo", SendmodeContexts.NUMBER);
            });
            assertThat(exchange.getException()).isNull();
        }
        assertThat(PROVIDER.findAll(allRequests())).singleElement().satisfies(request -> {
            assertThat(request.getBodyAsString()).isEqualTo(expected);
            assertThat(request.getBody()).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
        });
    }
}
