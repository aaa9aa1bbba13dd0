package io.camelmessaging.boomware;

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
class BoomwareLimitsTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"requestId\":\"rq1\"}")));
        context = BoomwareContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            verify?method=sms&codeLength=3 | boomware:verify takes 4 to 6 as codeLength (option codeLength), and got 3.
            verify?method=sms&codeLength=7 | takes 4 to 6 as codeLength (option codeLength), and got 7.
            verify?codeExpiry=0 | takes 1 or more as codeExpiry (option codeExpiry), and got 0.
            verify?checkAttemptsAllowed=0 | takes 1 or more as checkAttemptsAllowed
            push?ttl=-1 | takes 0 or more as ttl (option ttl), and got -1.
            """)
    void anOptionBeyondALimitFailsAtTheStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("boomware:" + uri);
            }
        })).rootCause().isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
               textBlock = """
                       verify | {"to":"+37255500123","method":"sms","codeLength":3} | takes 4 to 6 as codeLength (body field codeLength), and got 3.
                       verify | {"to":"+37255500123","method":"sms","codeLength":"7"} | takes 4 to 6 as codeLength
                       verify | {"to":"+37255500123","method":"sms","codeExpiry":-1} | takes 1 or more as codeExpiry
                       verify | {"to":"+37255500123","method":"sms","checkAttemptsAllowed":0} | takes 1 or more as checkAttemptsAllowed
                       verify | {"to":"+37255500123","method":"email"} | takes sms or voice or call as method (body field method), and 'email' is none
                       push | {"to":"+37255500123","text":"Hi","target":"al"} | takes all or last as target
                       push | {"to":"+37255500123","text":"Hi","priority":"hihg"} | did you mean 'high'?
                       push | {"to":"+37255500123","text":"Hi","ttl":-1} | takes 0 or more as ttl
                       sms | {"to":"+37255500123","text":"Hi","from":"TwelveLetter"} | senderCheck=off
                       """)
    void aFieldBeyondALimitIsRefused(String operation, String fields, String sentence) throws Exception {
        assertThat(send(operation, fields).getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            verify | {"to":"+37255500123","method":"SMS","codeLength":4,"codeExpiry":1,"checkAttemptsAllowed":1}
            verify | {"to":"+37255500123","method":"call","codeLength":"6"}
            push | {"to":"+37255500123","text":"Hi","target":"Last","priority":"HIGH","ttl":0}
            """)
    void aFieldAtALimitGoesOut(String operation, String fields) throws Exception {
        assertThat(send(operation, fields).getException()).isNull();
    }

    private Exchange send(String operation, String fields) throws Exception {
        Map<String, Object> body = new HashMap<>(new ObjectMapper().readValue(fields, Map.class));
        return context.createProducerTemplate().request("boomware:" + operation,
                exchange -> exchange.getMessage().setBody(body));
    }
}
