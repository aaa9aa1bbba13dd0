package io.camelmessaging.sendmode;

import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar's own metadata, as catalog, IDEs and tools read it.
 */
class SendmodeMetadataTest {

    private final DefaultCamelCatalog catalog = new DefaultCamelCatalog();

    SendmodeMetadataTest() {
        catalog.addComponent("sendmode", SendmodeComponent.class.getName());
    }

    @ParameterizedTest
    @EnumSource(SendmodeOperation.class)
    void everyOperationIsKnown(SendmodeOperation operation) {
        EndpointValidationResult result = catalog.validateEndpointProperties("sendmode:" + operation.name());

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "sendmode:sms?to=0870000101&from=Acme&reference=7781&batchSize=100&scheduleZone=UTC",
            "sendmode:sms?apiKey=k&baseUrl=https://api.example.org&bodyFormat=jsonWrapped&numberFormat=asIs",
            "sendmode:verify?codeTimeout=10&codeLength=6", "sendmode:verifyCheck?verifyFailure=exception",
            "sendmode:importCustomer?group=News", "sendmode:optOut?optOutField=optoutdata" })
    void goodUrisAreValid(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "sendmode:smss", "sendmode:sms?form=Acme", "sendmode:sms?bodyFormat=xml", "sendmode:sms?batchSize=many",
            "sendmode:sms?answerOnFailure=maybe" })
    void badUrisAreRefused(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).isFalse();
    }

    @Test
    void theJarCarriesWhatCamelLooksFor() {
        for (String resource : new String[] {
                "/META-INF/services/org/apache/camel/component/sendmode",
                "/META-INF/services/org/apache/camel/component.properties",
                "/META-INF/services/org/apache/camel/configurer/sendmode-component",
                "/META-INF/services/org/apache/camel/configurer/sendmode-endpoint",
                "/META-INF/services/org/apache/camel/urifactory/sendmode-endpoint",
                "/META-INF/io/camelmessaging/sendmode/sendmode.json" }) {
            assertThat(SendmodeComponent.class.getResource(resource)).as(resource).isNotNull();
        }
    }
}
