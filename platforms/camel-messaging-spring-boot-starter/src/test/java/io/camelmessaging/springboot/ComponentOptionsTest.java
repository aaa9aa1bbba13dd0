/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.common.support.MessagingComponent;
import io.github.bucket4j.Bucket;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ResourceLock(Applications.LOGGING)
class ComponentOptionsTest {

    /** What options name by {@code #}, each by the name of its class. */
    private static final List<Class<?>> BEANS = List.of(HttpComponent.class, Bucket.class, SSLContextParameters.class,
            IdempotentRepository.class, StateRepository.class);
    private static final String PREFIX = "camel.component.boomware.";

    private static BoomwareComponent boomware(ConfigurableApplicationContext application) {
        return application.getBean(CamelContext.class).getComponent("boomware", BoomwareComponent.class);
    }

    @Test
    void theAutoConfigurationIsRegistered() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, null))
                .contains(MessagingAutoConfiguration.class.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = { "boomerang", "boomware", "clicksend", "sendmode" })
    void everyOptionIsBoundByBothItsNames(String scheme) throws Exception {
        for (String prefix : List.of("camel.component." + scheme + ".", "camel.component." + scheme + ".configuration.")) {
            Map<String, Object> properties = new HashMap<>();
            List<String> own = new ArrayList<>();
            ComponentOptions options = MessagingComponents.onClassPath(getClass().getClassLoader()).stream()
                    .filter(component -> component.name().equals(scheme)).findFirst().orElseThrow();
            options.types().forEach((option, type) -> {
                if (!option.equals("configuration")) {
                    own.add(option);
                    properties.put(prefix + PrefixedProperties.dashed(option) + (options.isMap(option) ? ".key" : ""),
                            value(option, type));
                }
            });
            try (ConfigurableApplicationContext application = Applications.start(properties, Beans.class)) {
                MessagingComponent component = application.getBean(CamelContext.class).getComponent(scheme,
                        MessagingComponent.class);
                PropertyConfigurerGetter getter = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();

                assertThat(own).hasSizeGreaterThan(30).allSatisfy(option -> assertThat(read(getter, component, option))
                        .as(scheme + " " + option).isEqualTo(expected(option, options.types().get(option))));
            }
        }
    }

    private static Object read(PropertyConfigurerGetter getter, MessagingComponent component, String option) {
        Object value = getter.getOptionValue(component, option, true);
        return BEANS.stream().anyMatch(bean -> bean.isInstance(value)) ? "bean" : String.valueOf(value);
    }

    private static String value(String option, String type) {
        return switch (type) {
            case "boolean", "java.lang.Boolean" -> String.valueOf(flag(option));
            case "int", "java.lang.Integer" -> "7";
            case "long", "java.lang.Long" -> "7s";
            case "java.lang.String" -> "text";
            default -> type.startsWith("java.util.Map")
                    ? "text"
                    : BEANS.stream().filter(bean -> type.startsWith(bean.getName())).findFirst()
                            .map(bean -> "#" + bean.getSimpleName()).orElseGet(() -> lastWord(type));
        };
    }

    /** Another than its default. */
    private static boolean flag(String option) {
        return !List.of("autowiredEnabled", "healthCheckConsumerEnabled", "healthCheckProducerEnabled").contains(option);
    }

    private static String expected(String option, String type) {
        return switch (value(option, type)) {
            case "7s" -> "7000";
            case "text" -> type.startsWith("java.util.Map") ? "{key=text}" : "text";
            default -> value(option, type).startsWith("#") ? "bean" : value(option, type);
        };
    }

    private static String lastWord(String type) {
        try {
            Object[] words = Class.forName(type).getEnumConstants();
            return words[words.length - 1].toString();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type, e);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "max-in-flight, CAMEL_COMPONENT_BOOMWARE_MAXINFLIGHT", "maxInFlight, CAMEL_COMPONENT_BOOMWARE_MAX_IN_FLIGHT",
            "MAX_IN_FLIGHT, CAMEL_COMPONENT_BOOMWARE_CONFIGURATION_MAXINFLIGHT" })
    void namesAreRelaxedAndVariablesWin(String property, String variable) {
        try (ConfigurableApplicationContext application = Applications.start(Map.of(PREFIX + property, "33"))) {
            assertThat(boomware(application).getMaxInFlight()).isEqualTo(33);
        }
        try (ConfigurableApplicationContext application = Applications.start(
                Map.of(PREFIX + "responseTimeout", "${patience}", "patience", "7s"), Map.of(variable, "44"))) {
            assertThat(boomware(application).getMaxInFlight()).isEqualTo(44);
            assertThat(boomware(application).getConfiguration().getResponseTimeout()).isEqualTo(7000);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "boomware.acces-token, access-token", "boomware.configuration.acces-token, access-token",
            "clicksend.defaultRegio, default-region", "sendmode.api-kye, api-key" })
    void aMisspeltPropertyStopsTheStartThoughNoRouteUsesTheComponent(String wrong, String right) {
        assertThatThrownBy(() -> Applications.start(Map.of("camel.component." + wrong, "user:s3cret")).close())
                .rootCause().isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no property camel.component.")
                .hasMessageEndingWith(", did you mean '" + right + "'?")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aMisspeltVariableStopsTheStart() {
        assertThatThrownBy(() -> Applications.start(Map.of(), Map.of("CAMEL_COMPONENT_BOOMWARE_ACCESTOKEN", "x")).close())
                .rootCause().hasMessage(
                        "There is no property camel.component.boomware.accestoken, did you mean 'access-token'?");
    }

    @Test
    void whatCannotBeReadNamesThePropertyAndNotTheValue() {
        try (ConfigurableApplicationContext application = Applications.start(Map.of(PREFIX + "max-in-flight", "s3cret"))) {
            assertThatThrownBy(() -> boomware(application)).rootCause().hasMessageContaining(
                    "The property camel.component.boomware.max-in-flight takes a value of the type int")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aSecondAccountIsAnotherBeanWithPropertiesOfItsOwn() {
        try (ConfigurableApplicationContext application = Applications.start(
                Map.of(PREFIX + "access-token", "a:b", "camel.component.marketing.access-token", "c:d"), TwoAccounts.class)) {
            assertThat(boomware(application).getConfiguration().getAccessToken()).isEqualTo("a:b");
            assertThat(application.getBean(CamelContext.class).getComponent("marketing", BoomwareComponent.class)
                    .getConfiguration().getAccessToken()).isEqualTo("c:d");
        }
    }

    /** CAMEL-24501: the defaults of a starter are no options that somebody has set. */
    @Test
    void whatABeanSaysOfItselfStaysWhereNoPropertyDoes() {
        try (ConfigurableApplicationContext application = Applications.start(
                Map.of("camel.component.patient.access-token", "a:b"), Patient.class)) {
            BoomwareComponent patient
                    = application.getBean(CamelContext.class).getComponent("patient", BoomwareComponent.class);
            assertThat(patient.getMaxInFlight()).isEqualTo(33);
            assertThat(patient.getConfiguration().isAllowPlainHttp()).isTrue();
            assertThat(patient.getConfiguration().getAccessToken()).isEqualTo("a:b");
        }
    }

    @Test
    void theApplicationsOwnCustomizerPrevails() {
        try (ConfigurableApplicationContext application = Applications.start(
                Map.of(PREFIX + "access-token", "a:b", PREFIX + "max-queued", "9"), Customized.class)) {
            assertThat(boomware(application).getConfiguration().getAccessToken()).isEqualTo("c:d");
            assertThat(boomware(application).getMaxQueued()).isEqualTo(9);
        }
    }

    @Test
    void canBeLeftOut() {
        try (ConfigurableApplicationContext application = Applications.start(
                Map.of(PREFIX + "enabled", "false", PREFIX + "access-token", "a:b"))) {
            assertThat(boomware(application).getConfiguration().getAccessToken()).isNull();
        }
    }

    @Test
    void worksWithLazyBeans() {
        try (ConfigurableApplicationContext application = Applications.start(
                Map.of("spring.main.lazy-initialization", "true", PREFIX + "access-token", "a:b"))) {
            assertThat(boomware(application).getConfiguration().getAccessToken()).isEqualTo("a:b");
        }
        assertThatThrownBy(() -> Applications.start(
                Map.of("spring.main.lazy-initialization", "true", PREFIX + "acces-token", "a:b")).close())
                .rootCause().hasMessageContaining("access-token");
    }

    @Test
    void withoutCredentialsTheSentenceNamesTheProperty() {
        assertThatThrownBy(() -> Applications.start(Map.of(), Sending.class).close())
                .rootCause().hasMessageContaining("The component boomware needs credentials")
                .hasMessageContaining("camel.component.boomware.access-token").hasMessageNotContaining("starter");
    }

    @Test
    void everyComponentOnTheClassPathIsKnown() {
        assertThat(MessagingComponents.onClassPath(null)).extracting(ComponentOptions::name)
                .containsExactlyInAnyOrder("boomerang", "boomware", "clicksend", "sendmode");
        assertThat(Stream.of("maxInFlight", "to").map(PrefixedProperties::dashed))
                .isEqualTo(Arrays.asList("max-in-flight", "to"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean("HttpComponent")
        HttpComponent http() {
            return new HttpComponent();
        }

        @Bean("Bucket")
        Bucket bucket() {
            return Bucket.builder().addLimit(limit -> limit.capacity(1).refillGreedy(1, Duration.ofSeconds(1))).build();
        }

        @Bean("SSLContextParameters")
        SSLContextParameters tls() {
            return new SSLContextParameters();
        }

        @Bean("IdempotentRepository")
        IdempotentRepository idempotentRepository() {
            return new MemoryIdempotentRepository();
        }

        @Bean("StateRepository")
        StateRepository<String, String> stateRepository() {
            return new MemoryStateRepository();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoAccounts {

        @Bean
        BoomwareComponent marketing(CamelContext context) {
            return new BoomwareComponent(context);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Patient {

        @Bean
        BoomwareComponent patient(CamelContext context) {
            BoomwareComponent patient = new BoomwareComponent(context);
            patient.setMaxInFlight(33);
            patient.getConfiguration().setAllowPlainHttp(true);
            return patient;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customized {

        @Bean
        ComponentCustomizer accountOfTheTest() {
            return ComponentCustomizer.forType(BoomwareComponent.class,
                    component -> component.getConfiguration().setAccessToken("c:d"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sending {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:send").to("boomware:sms?from=Depot");
                }
            };
        }
    }
}
