package io.camelmessaging.flows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The number that a route writes and the one that a provider reports are the same person.
 */
class RecipientKeysTest {

    @ParameterizedTest
    @CsvSource({
            "'', +353 87 123-4567, 353871234567, +353871234567", "'', 353871234567, 353871234567, +353871234567",
            "'', 00353871234567, +353871234567, +353871234567", "IE, 0871234567, 353871234567, +353871234567",
            "IE, 0871234567, 0871234567, +353871234567", "IE, +37255500123, 37255500123, +37255500123",
            "DE, 0151 12345678, 4915112345678, +4915112345678", "DE, +447400123456, 447400123456, +447400123456",
            "US, 2125550123, 12125550123, +12125550123", "US, (212) 555-0123, +12125550123, +12125550123",
            "'', +447700900123, 447700900123, +447700900123", "'', Pat@Example.org, pat@example.ORG, pat@example.org" })
    void whatARouteWritesIsWhatAProviderReports(String region, String recipient, String sender, String key) {
        RecipientKeys keys = new RecipientKeys(region);

        assertThat(keys.ofRecipient(recipient, "header CamelMessagingTo")).isEqualTo(key);
        assertThat(keys.ofSender(sender)).isEqualTo(key);
    }

    @Test
    void aSenderWithoutANumberIsItsOwnKey() {
        RecipientKeys keys = new RecipientKeys(null);

        assertThat(keys.ofSender(" 50123 ")).isEqualTo("50123");
        assertThat(keys.ofSender("InfoLine")).isEqualTo("InfoLine");
        assertThat(keys.ofSender("0871234567")).isEqualTo("0871234567");
    }

    @Test
    void aLocalRecipientNeedsItsRegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecipientKeys("").ofRecipient("0871234567", "header CamelMessagingTo"))
                .withMessageContaining("header CamelMessagingTo").withMessageContaining("set defaultRegion")
                .withMessageNotContaining("0871234567");
    }
}
