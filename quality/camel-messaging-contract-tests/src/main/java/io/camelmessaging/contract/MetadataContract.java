/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.util.List;
import java.util.stream.Stream;

import io.camelmessaging.common.support.MessagingComponent;
import io.camelmessaging.common.support.Operation;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.main.Main;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.util.Throwables.getStackTrace;

/**
 * The jar's own metadata, as catalog, IDEs and tools read it.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class MetadataContract {

    private final DefaultCamelCatalog catalog = new DefaultCamelCatalog();
    private final String scheme;
    private final Class<? extends MessagingComponent> component;
    private final List<? extends Operation> operations;

    protected MetadataContract(String scheme, Class<? extends MessagingComponent> component,
                               Operation[] operations) {
        this.scheme = scheme;
        this.component = component;
        this.operations = List.of(operations);
        catalog.addComponent(scheme, component.getName());
    }

    /** URIs without their scheme that the catalog takes. */
    protected abstract List<String> goodUris();

    /** URIs without their scheme that the catalog refuses. */
    protected abstract List<String> badUris();

    Stream<String> operations() {
        return operations.stream().map(Operation::name);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationIsKnown(String operation) {
        assertThat(validated(operation).isSuccess()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("goodUris")
    void goodUrisAreValid(String uri) {
        EndpointValidationResult result = validated(uri);

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("badUris")
    void badUrisAreRefused(String uri) {
        assertThat(validated(uri).isSuccess()).isFalse();
    }

    /** Without metadata, the catalog calls everything good. */
    private EndpointValidationResult validated(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(scheme + ":" + uri);
        assertThat(result.getUnknownComponent()).isNull();
        return result;
    }

    Stream<String> resources() {
        String services = "/META-INF/services/org/apache/camel/";
        return Stream.of(services + "component/" + scheme, services + "component.properties",
                services + "configurer/" + scheme + "-component", services + "configurer/" + scheme + "-endpoint",
                services + "urifactory/" + scheme + "-endpoint",
                "/META-INF/" + component.getPackageName().replace('.', '/') + "/" + scheme + ".json");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void theJarCarriesWhatCamelLooksFor(String resource) {
        assertThat(component.getResource(resource)).isNotNull();
    }

    Stream<String> secrets() {
        return JsonMapper.generateComponentModel(catalog.componentJSonSchema(scheme)).getComponentOptions().stream()
                .filter(BaseOptionModel::isSecret).map(BaseOptionModel::getName)
                .flatMap(name -> Stream.of(name, StringHelper.camelCaseToDash(name), "configuration." + name));
    }

    /** camel-main's own sentence would show the value. */
    @ParameterizedTest
    @MethodSource("secrets")
    void aMisspeltPropertyIsRefusedByItsName(String name) throws Exception {
        String value = "0123-confidential-4567";
        String misspelt = "camel.component." + scheme + "." + name.substring(0, name.length() - 1);
        Main main = new Main();
        main.addInitialProperty(misspelt, value);

        Throwable refused = catchThrowable(main::start);
        main.stop();

        assertThat(getStackTrace(refused)).contains("There is no property " + misspelt + ", did you mean '"
                                                    + StringHelper.dashToCamelCase(name.replace("configuration.", "")) + "'?")
                .doesNotContain(value);
    }

    /** What is a field of an option's value, or for whoever reads it first, is no misspelt option. */
    @ParameterizedTest
    @ValueSource(strings = {
            "enabled=true", "maxInFlight=7", "max-in-flight=7", "configuration.allow-plain-http=true",
            "ssl-context-parameters.sessionTimeout=30" })
    void otherPropertiesAreBound(String property) throws Exception {
        Main main = new Main();
        main.addInitialProperty("camel.component." + scheme + "." + StringHelper.before(property, "="),
                StringHelper.after(property, "="));

        main.start();

        assertThat(main.getCamelContext().isStarted()).isTrue();
        main.stop();
    }
}
