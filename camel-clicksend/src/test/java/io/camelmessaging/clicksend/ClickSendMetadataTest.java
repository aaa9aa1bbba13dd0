package io.camelmessaging.clicksend;

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
class ClickSendMetadataTest {

    private final DefaultCamelCatalog catalog = new DefaultCamelCatalog();

    ClickSendMetadataTest() {
        catalog.addComponent("clicksend", ClickSendComponent.class.getName());
    }

    @ParameterizedTest
    @EnumSource(ClickSendOperation.class)
    void everyOperationIsKnown(ClickSendOperation operation) {
        EndpointValidationResult result = catalog.validateEndpointProperties("clicksend:" + operation.name());

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "clicksend:sms?to=0400000101&country=AU&reference=7781&batchSize=100&lookup=true",
            "clicksend:sms?username=u&apiKey=k&baseUrl=https://api.example.org", "clicksend:voice?voice=female&lang=en-au",
            "clicksend:upload?convert=mms", "clicksend:contacts?listId=4&allPages=true&limit=50",
            "clicksend:deliveryReceipts?channel=voice&delay=1m&idempotentRepository=#seen" })
    void goodUrisAreValid(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "clicksend:smss", "clicksend:sms?form=Acme", "clicksend:upload?convert=pdf", "clicksend:sms?batchSize=many",
            "clicksend:deliveryReceipts?channel=email" })
    void badUrisAreRefused(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).isFalse();
    }

    @Test
    void theJarCarriesWhatCamelLooksFor() {
        for (String resource : new String[] {
                "/META-INF/services/org/apache/camel/component/clicksend",
                "/META-INF/services/org/apache/camel/component.properties",
                "/META-INF/services/org/apache/camel/configurer/clicksend-component",
                "/META-INF/services/org/apache/camel/configurer/clicksend-endpoint",
                "/META-INF/services/org/apache/camel/urifactory/clicksend-endpoint",
                "/META-INF/io/camelmessaging/clicksend/clicksend.json" }) {
            assertThat(ClickSendComponent.class.getResource(resource)).as(resource).isNotNull();
        }
    }
}
