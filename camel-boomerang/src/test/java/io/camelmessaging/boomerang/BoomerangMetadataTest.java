package io.camelmessaging.boomerang;

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
class BoomerangMetadataTest {

    private final DefaultCamelCatalog catalog = new DefaultCamelCatalog();

    BoomerangMetadataTest() {
        catalog.addComponent("boomerang", BoomerangComponent.class.getName());
    }

    @ParameterizedTest
    @EnumSource(BoomerangOperation.class)
    void everyOperationIsKnown(BoomerangOperation operation) {
        EndpointValidationResult result = catalog.validateEndpointProperties("boomerang:" + operation.name());

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "boomerang:smsOneWay?to=%2B447700900123&from=AcmeShop&campaignName=c&maxSegments=3&priority=true",
            "boomerang:smsTwoWay?conversationId=c&validityPeriod=2&openTicket=true&callbackUrl=https://hooks.example.org/r",
            "boomerang:smsOneWay?username=u&password=p&licenseKey=#bean:licence&baseUrl=https://api.example.org&responseTimeout=5s",
            "boomerang:voice?redirectNumber=442079460000&voiceRetries=2&voiceDelay=5&locale=en-GB&extraField.markup=x",
            "boomerang:email?subject=s&from=service&retries=0&retryDelay=2s&autoIdempotencyKey=false",
            "boomerang:replies?readMode=consume&delay=5s&maxMessagesPerPoll=10&customParameter=p&idempotentRepository=#seen",
            "boomerang:deliveryReceipts?drsAfter=2026-01-01%2000:00:00&timeZone=Europe/London&cursorOverlap=1m&stateRepository=#s" })
    void goodUrisAreValid(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "boomerang:smsOneWy", "boomerang:smsOneWay?form=x", "boomerang:smsOneWay?numberCheck=maybe",
            "boomerang:smsOneWay?maxSegments=many", "boomerang:replies?readMode=greedy", "boomerang:voice?voiceRetries=two" })
    void badUrisAreRefused(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.getUnknownComponent()).isNull();
        assertThat(result.isSuccess()).isFalse();
    }

    @Test
    void theJarCarriesWhatCamelLooksFor() {
        for (String resource : new String[] {
                "/META-INF/services/org/apache/camel/component/boomerang",
                "/META-INF/services/org/apache/camel/component.properties",
                "/META-INF/services/org/apache/camel/configurer/boomerang-component",
                "/META-INF/services/org/apache/camel/configurer/boomerang-endpoint",
                "/META-INF/services/org/apache/camel/urifactory/boomerang-endpoint",
                "/META-INF/io/camelmessaging/boomerang/boomerang.json" }) {
            assertThat(BoomerangComponent.class.getResource(resource)).as(resource).isNotNull();
        }
    }
}
