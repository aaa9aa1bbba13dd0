package io.camelmessaging.boomware;

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
class BoomwareMetadataTest {

    private final DefaultCamelCatalog catalog = new DefaultCamelCatalog();

    BoomwareMetadataTest() {
        catalog.addComponent("boomware", BoomwareComponent.class.getName());
    }

    @ParameterizedTest
    @EnumSource(BoomwareOperation.class)
    void everyOperationIsKnown(BoomwareOperation operation) {
        EndpointValidationResult result = catalog.validateEndpointProperties("boomware:" + operation.name());

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "boomware:sms?to=%2B37255500123&from=Bistro&callbackUrl=https://hooks.example.org/bw&maxSegments=3",
            "boomware:sms?accessToken=u:p&baseUrl=https://api.example.org&responseTimeout=5s&numberCheck=valid&defaultRegion=EE",
            "boomware:verify?method=voice&language=de&codeLength=5", "boomware:hlr?hlrMethod=GET",
            "boomware:messaging?channel=telegram&extraField.markup=html",
            "boomware:sms?maxRequestsPerPeriod=10&requestPeriod=1m" })
    void goodUrisAreValid(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "boomware:smss", "boomware:sms?form=Bistro", "boomware:sms?numberCheck=maybe",
            "boomware:sms?maxSegments=many", "boomware:hlr?hlrMethod=PATCH", "boomware:sms?allowPlainHttp=perhaps" })
    void badUrisAreRefused(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).isFalse();
    }

    @Test
    void theJarCarriesWhatCamelLooksFor() {
        for (String resource : new String[] {
                "/META-INF/services/org/apache/camel/component/boomware",
                "/META-INF/services/org/apache/camel/component.properties",
                "/META-INF/services/org/apache/camel/configurer/boomware-component",
                "/META-INF/services/org/apache/camel/configurer/boomware-endpoint",
                "/META-INF/services/org/apache/camel/urifactory/boomware-endpoint",
                "/META-INF/io/camelmessaging/boomware/boomware.json" }) {
            assertThat(BoomwareComponent.class.getResource(resource)).as(resource).isNotNull();
        }
    }
}
