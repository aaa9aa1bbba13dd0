package io.camelmessaging.sendmode;

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
class SendmodeLimitsTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"status\":\"OK\",\"statusCode\":0}")));
        context = SendmodeContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            verify?codeLength=0 | sendmode:verify takes 1 or more as tokenLength (option codeLength), and got 0.
            verify?codeTimeout=-1 | takes 1 or more as timeout (option codeTimeout), and got -1.
            sms?batchSize=-1 | The option batchSize takes a whole number from 0
            """)
    void anOptionBeyondALimitFailsAtTheStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("sendmode:" + uri);
            }
        })).rootCause().isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
               textBlock = """
                       verify | {"to":"0870000101","text":"Code","tokenLength":0} | takes 1 or more as tokenLength (body field tokenLength), and got 0.
                       verify | {"to":"0870000101","text":"Code","codeTimeout":"0"} | takes 1 or more as timeout
                       importCustomer | {"to":"0870000101","group":"g","dateofbirth":"2999-01-01"} | a date in the past
                       sms | {"to":"0870000101","text":"Hi","from":"TwelveLetter"} | senderCheck=off
                       """)
    void aFieldBeyondALimitIsRefused(String operation, String fields, String sentence) throws Exception {
        assertThat(send(operation, fields).getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            verify | {"to":"0870000101","text":"Code","tokenLength":1,"timeout":1}
            sms | {"to":"0870000101","text":"Hi","from":"ElevenChars"}
            """)
    void aFieldAtALimitGoesOut(String operation, String fields) throws Exception {
        assertThat(send(operation, fields).getException()).isNull();
    }

    private Exchange send(String operation, String fields) throws Exception {
        Map<String, Object> body = new HashMap<>(new ObjectMapper().readValue(fields, Map.class));
        return context.createProducerTemplate().request("sendmode:" + operation,
                exchange -> exchange.getMessage().setBody(body));
    }
}
