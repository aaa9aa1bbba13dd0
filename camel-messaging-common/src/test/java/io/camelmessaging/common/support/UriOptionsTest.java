/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.ArrayList;
import java.util.List;

import io.camelmessaging.common.courier.Courier;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is wrong with the options of a URI is named, the nearest right one too, and no value that may be a secret, in
 * our sentence as in those that Camel puts around it.
 */
@Isolated("Camel has one list of what it masks for the whole process")
class UriOptionsTest {

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = Courier.context("http://localhost:1");
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        URISupport.addSanitizeKeywords("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
               textBlock = """
                                  sms?apyKey=hidden                     | no option 'apyKey', did you mean 'apiKey'?
                                  sms?apiKye=RAW(hid&hidden)            | no option 'apiKye', did you mean 'apiKey'?
                                  sms?apy-key=hidden                    | no option 'apy-key', did you mean 'apiKey'?
                                  sms?API_KEY=hidden                    | no option 'API_KEY', did you mean 'apiKey'?
                                  sms?apiKey =hidden                    | no option 'apiKey...', did you mean 'apiKey'?
                                  sms?usernme=hidden                    | no option 'usernme', did you mean 'username'?
                                  sms?pwd=hidden                        | no option 'pwd'.
                                  sms?pass=hidden&from=A                | no option 'pass'.
                                  sms?key=hidden                        | no option 'key'.
                                  sms?auth=u:hidden                     | no option 'auth'.
                                  sms?auth=hidden&key=x                 | no option 'auth' and no option 'key'.
                                  sms?&from=A                           | A URI of courier has an option without a name
                       sms?from=A&&apyKey=hidden             | A URI of courier has an option without a name
                       smss?apyKey=hidden                    | no operation 'smss', did you mean 'sms'?
                                             sms&apiKey=hidden                     | no operation 'sms...', did you mean 'sms'?; a URI is courier:operation?option=value&option=value
                                                                              """)
    void whatIsWrongIsNamedAndNoValue(String uri, String sentence) {
        Throwable resolved = catchThrowable(() -> context.getEndpoint("courier:" + uri));
        Throwable routed = catchThrowable(() -> context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("courier:" + uri).to("mock:b");
            }
        }));

        for (Throwable thrown : List.of(resolved, routed)) {
            assertThat(messages(thrown)).contains(sentence).doesNotContain("hidden");
        }
    }

    @Test
    void aUriWithoutAnythingBehindTheSchemeSaysWhatThereIs() {
        assertThat(messages(catchThrowable(() -> context.getEndpoint("courier?apiKey=hidden"))))
                .contains("courier has no operation ''; it has sms").doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = { "apiKey", "api-key", "username" })
    void theSecretsAreMaskedInEveryFormThatIsTaken(String option) {
        assertThat(context.getEndpoint("courier:sms?" + option + "=hidden").toString()).doesNotContain("hidden");
    }

    /** Camel forgets the last list with each that it gets. */
    @Test
    void whatTheApplicationHasMaskedStaysMasked() throws Exception {
        context.getPropertiesComponent().addInitialProperty("camel.main.additionalSensitiveKeywords", "customer,segment");
        URISupport.addSanitizeKeywords("customer,segment");
        catchThrowable(() -> context.getEndpoint("courier:sms?apyKey=hidden"));
        catchThrowable(() -> context.getEndpoint("courier:sms?pwd=hidden"));

        for (String option : List.of("customer", "segment", "apyKey", "pwd", "api-key")) {
            assertThat(URISupport.sanitizeUri("any:thing?" + option + "=hidden")).doesNotContain("hidden");
        }
    }

    private static String messages(Throwable thrown) {
        List<String> messages = new ArrayList<>();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            messages.add(t.getMessage());
        }
        return String.join(" | ", messages);
    }
}
