/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The secret options of all providers, however they are misspelt in a URI: the right one is named, and neither our
 * sentence nor Camel's around it shows the value.
 */
@Isolated("Camel has one list of what it masks for the whole process")
class UriSecretsTest {

    private static final String SECRET = "s3cret-b7f1";
    private static final List<String> SENDS
            = List.of("boomerang:smsTwoWay", "boomware:sms", "clicksend:sms", "sendmode:sms");
    private static final List<String> WEBHOOKS = List.of("webhook:boomerang:replies", "webhook:boomware:inboundSms",
            "webhook:clicksend:inboundSms", "webhook:sendmode:replies");
    private static final List<String> SECRETS = List.of("username", "password", "apiKey", "accessToken", "licenseKey",
            "webhookVerifyToken");

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    static Stream<String> misspelt() {
        return Stream.concat(SENDS.stream(), WEBHOOKS.stream()).flatMap(uri -> SECRETS.stream()
                .flatMap(option -> misspellings(option).stream()).map(option -> uri + "?" + option + "=" + SECRET));
    }

    /** One letter less, twice, another, and two in the wrong order; and with dashes. */
    private static Set<String> misspellings(String option) {
        Set<String> misspelt = new LinkedHashSet<>();
        for (int i = 1; i < option.length(); i += 3) {
            misspelt.add(option.substring(0, i) + option.substring(i + 1));
            misspelt.add(option.substring(0, i) + option.charAt(i) + option.substring(i));
            misspelt.add(option.substring(0, i) + "x" + option.substring(i + 1));
            misspelt.add(option.substring(0, i - 1) + option.charAt(i) + option.charAt(i - 1) + option.substring(i + 1));
        }
        misspelt.remove(option);
        misspelt.add(StringHelper.camelCaseToDash(option) + "s");
        return new TreeSet<>(misspelt);
    }

    @ParameterizedTest
    @MethodSource("misspelt")
    void aMisspeltSecretIsNamedAndNotShown(String uri) {
        String scheme = StringHelper.before(StringHelper.after(":" + uri.replace("webhook:", ""), ":"), ":");
        String option = StringHelper.between(uri, "?", "=");
        Throwable resolved = catchThrowable(() -> context.getEndpoint(uri));
        Throwable routed = catchThrowable(() -> context.addRoutes(route(uri)));

        assertThat(messages(resolved)).contains(scheme + " has no option '" + option + "'").doesNotContain(SECRET);
        assertThat(messages(routed)).contains(scheme + " has no option '" + option + "'").doesNotContain(SECRET);
    }

    private static RouteBuilder route(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                if (uri.startsWith("webhook:")) {
                    from(uri).to("mock:b");
                } else {
                    from("direct:a").to(uri).to("mock:b");
                }
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
            "boomerang:smsTwoWay?username=SECRET&password=SECRET", "boomware:sms?accessToken=u:SECRET",
            "boomware:sms?access-token=u:SECRET", "boomware:sms?username=SECRET&password=SECRET",
            "clicksend:sms?username=SECRET&apiKey=SECRET", "clicksend:sms?username=u&api-key=SECRET",
            "clicksend:sms?username=u&apikey=SECRET", "clicksend:sms?username=u&ApiKey=SECRET",
            "sendmode:sms?api-key=SECRET", "sendmode:sms?apiKey=x&webhook-verify-token=SECRET" })
    void aSecretIsMaskedInEveryFormThatIsTaken(String uri) {
        assertThat(context.getEndpoint(uri.replace("SECRET", SECRET)).toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
               textBlock = """
                       maxSegments=many       | The option maxSegments takes a whole number, and 'many' is none.
                       maxSegments=1.0        | The option maxSegments takes a whole number, and '1.0' is none.
                       maxSegments=99999999999 | The option maxSegments takes a whole number, and
                       synchronous=yes        | The option synchronous takes true or false, and 'yes' is neither.
                       synchronous=ture       | The option synchronous takes true or false, and 'ture' is neither, did you mean 'true'?
                       responseTimeout=5xx    | The option responseTimeout takes a time such as 500ms, 30s or 5m, and '5xx' is none, did you mean '5s'?
                       numberCheck=strickt    | The option numberCheck takes
                       apyKey=SECRET&responseTimeout=5xx | The option responseTimeout takes a time
                       """)
    void aValueOfAnotherKindIsNamed(String option, String sentence) {
        for (String uri : SENDS) {
            assertThat(messages(catchThrowable(() -> context.getEndpoint(uri + "?" + option.replace("SECRET", SECRET)))))
                    .contains(sentence).doesNotContain(SECRET);
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
