package io.camelmessaging.boomerang;

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
class BoomerangLimitsTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson("{\"status\":200,\"transactions\":[]}")));
        context = BoomerangContexts.of(PROVIDER.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
               textBlock = """
                       smsTwoWay?validityPeriod=0 | boomerang:smsTwoWay takes 1 or more as validity_period (option validityPeriod), and got 0.
                       email?validityPeriod=-1 | takes 1 or more as validity_period (option validityPeriod), and got -1.
                       voice?voiceRetries=4 | takes 0 to 3 as voice_retries (option voiceRetries), and got 4.
                       voice?voiceRetries=-1 | takes 0 to 3 as voice_retries
                       voice?voiceDelay=-1 | takes 0 or more as voice_delay (option voiceDelay), and got -1.
                       """)
    void anOptionBeyondALimitFailsAtTheStart(String uri, String sentence) {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("boomerang:" + uri);
            }
        })).rootCause().isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
               textBlock = """
                       smsTwoWay | {"to":"447700900123","text":"Hi","validity_period":0} | takes 1 or more as validity_period (body field validity_period), and got 0.
                       smsTwoWay | {"to":"447700900123","text":"Hi","validityPeriod":"-2"} | takes 1 or more as validity_period
                       email | {"to":"pat@example.org","text":"Hi","subject":"S","validity_period":0} | takes 1 or more as validity_period
                       voice | {"to":"447700900123","text":"Hi","voice_retries":4} | takes 0 to 3 as voice_retries
                       voice | {"to":"447700900123","text":"Hi","voice_retries":"-1"} | takes 0 to 3 as voice_retries
                       voice | {"to":"447700900123","text":"Hi","voice_delay":-5} | takes 0 or more as voice_delay
                       smsOneWay | {"to":"447700900123","text":"Hi","from":"TwelveLetter"} | up to 11 characters
                       """)
    void aFieldBeyondALimitIsRefused(String operation, String fields, String sentence) throws Exception {
        assertThat(send(operation, fields).getException()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
        assertThat(PROVIDER.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            smsTwoWay | {"to":"447700900123","text":"Hi","validity_period":1}
            voice | {"to":"447700900123","text":"Hi","voice_retries":3,"voice_delay":0}
            voice | {"to":"447700900123","text":"Hi","voice_retries":"0"}
            smsOneWay | {"to":"447700900123","text":"Hi","from":"ElevenChars"}
            """)
    void aFieldAtALimitGoesOut(String operation, String fields) throws Exception {
        assertThat(send(operation, fields).getException()).isNull();
    }

    private Exchange send(String operation, String fields) throws Exception {
        Map<String, Object> body = new HashMap<>(new ObjectMapper().readValue(fields, Map.class));
        return context.createProducerTemplate().request("boomerang:" + operation,
                exchange -> exchange.getMessage().setBody(body));
    }
}
