/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Arrays;
import java.util.List;

import io.camelmessaging.common.courier.CourierConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The token of the webhook goes home and nowhere else.
 */
class CallbackUrlsTest {

    private static final String HOME = "https://hooks.example.org/receipts";

    private final CourierConfiguration configuration = new CourierConfiguration();

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://hooks.example.org/cb,               https://hooks.example.org/cb?token=s%2Bcret
            https://hooks.example.org/cb?a=b,           https://hooks.example.org/cb?a=b&token=s%2Bcret
            https://hooks.example.org/cb?token=x,       https://hooks.example.org/cb?token=x
            https://hooks.example.org/cb?mytoken=x,     https://hooks.example.org/cb?mytoken=x&token=s%2Bcret
            https://hooks.example.org/cb#part,          https://hooks.example.org/cb?token=s%2Bcret#part
            https://hooks.example.org/cb?a=b#?token=,   https://hooks.example.org/cb?a=b&token=s%2Bcret#?token=
            https://hooks.example.org/cb#@evil.example, https://hooks.example.org/cb?token=s%2Bcret#@evil.example
            https://hooks.example.org,                  https://hooks.example.org?token=s%2Bcret
            https://hooks.example.org:443/cb,           https://hooks.example.org:443/cb?token=s%2Bcret
            https://hooks.example.org:/cb,              https://hooks.example.org:/cb?token=s%2Bcret
            HTTPS://HOOKS.Example.ORG/cb,               HTTPS://HOOKS.Example.ORG/cb?token=s%2Bcret
            https://hooks.example.org/?u=https://evil.example, https://hooks.example.org/?u=https://evil.example&token=s%2Bcret
            """)
    void theTokenGoesToTheConfiguredOrigin(String url, String expected) {
        configuration.setWebhookVerifyToken("s+cret");

        assertThat(urls(HOME).outgoing(url, "header X")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://evil.example/cb", "https://evil.example/cb?token=x", "https://hooks.example.org.evil.example/cb",
            "https://evilhooks.example.org/cb", "https://hooks.example.org:8443/cb",
            "https://hooks.example.org./cb", "https://evil.example/hooks.example.org", "https://evil.example#hooks.example.org",
            "https://evil.example?@hooks.example.org", "https://xn--hoks-0qa.example.org/cb", "https://10.0.0.1/cb",
            "https://[2001:db8::1]/cb" })
    void anotherOriginIsRefusedWhileThereIsAToken(String url) {
        configuration.setWebhookVerifyToken("s+cret");

        assertThatThrownBy(() -> urls(HOME).outgoing(url, "header X")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The callback URL (header X) leads to another origin than https://hooks.example.org:443, and calls"
                            + " must carry the webhookVerifyToken: set the option callbackUrl, or webhookExternalUrl of the"
                            + " webhook component, to a URL of that origin, or leave the token out of this endpoint.");
        configuration.setWebhookVerifyToken(null);
        assertThat(urls(HOME).outgoing(url, "header X")).as("without a token").isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://hooks.example.org@evil.example/cb", "https://hooks.example.org:443@evil.example/cb",
            "https://@hooks.example.org/cb", "https://user:pass@hooks.example.org/cb", "https://a;b@hooks.example.org/",
            "https://hooks.example.org\\@evil.example/cb", "https://evil.example\\hooks.example.org/",
            "https:\\\\hooks.example.org\\cb", "https:/hooks.example.org/cb", "https:///hooks.example.org/cb",
            "https:hooks.example.org/cb", "//hooks.example.org/cb", "hooks.example.org/cb", "/cb", "https://",
            "https://:443/cb",
            "https://hooks%2eexample.org/cb", "https://hooks.example.org%00.evil.example/",
            "https://hooks.example.org%23@evil/",
            "https://hooks.example.org/a b", "https://hooks.example.org/\nx", "https://hooks.example.org\t/",
            "https://hooks.example.org:99999/", "https://hooks.example.org:0/", "https://hooks.example.org:-1/",
            "https://h\u00f6\u00f6ks.example.org/", "https://hooks\u3002example\u3002org/", "https://\u24d7ooks.example.org/",
            "https://hooks.example.org/\u200b", "https://evil.example\uff0f.hooks.example.org/",
            "ftp://hooks.example.org/cb", "file:///etc/passwd", "javascript:alert(1)", "data:,x", "gopher://hooks.example.org/",
            "jar:https://hooks.example.org/x!/", "ws://hooks.example.org/", "mailto:a@hooks.example.org",
            "htps://hooks.example.org/",
            "http://hooks.example.org/cb", "http://10.0.0.1/cb", "http://127.0.0.1.evil.example/",
            "http://localhost.evil.example/",
            "https://169.254.169.254/latest/meta-data", "http://169.254.169.254/", "https://[fe80::1]/",
            "https://[fe80::1%25eth0]/",
            "https://[::ffff:169.254.169.254]/", "https://[::ffff:a9fe:a9fe]/", "https://[64:ff9b::a9fe:a9fe]/",
            "https://[2002:a9fe:a9fe::1]/", "https://[::a9fe:a9fe]/", "https://2852039166/", "https://0xa9fea9fe/",
            "https://0xa9.0xfe.0xa9.0xfe/", "https://0251.0376.0251.0376/", "https://169.254.43518/", "https://010.0.0.1/",
            "https://0.0.0.0/", "http://0/", "https://[::]/", "https://224.0.0.1/", "https://[ff02::1]/",
            "https://255.255.255.255/",
            "https://metadata.google.internal/", "https://METADATA.google.internal./", "https://[fd00:ec2::254]/",
            "https://[FD00:EC2:0:0::254]/", "https://100.100.100.200/latest", "https://169.254.170.2/v2" })
    void whatNoProviderShouldCallIsRefusedWithAndWithoutAToken(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> urls(url, HOME).outgoing(url, "header X"))
                .withMessageStartingWith("The callback URL (header X) ").withMessageNotContaining("token=");
        configuration.setWebhookVerifyToken("s+cret");
        assertThatIllegalArgumentException().isThrownBy(() -> urls(url, HOME).outgoing(url, "header X"))
                .withMessageStartingWith("The callback URL (header X) ").withMessageNotContaining("s+cret");
        assertThatIllegalArgumentException().isThrownBy(() -> urls().own(url, "option callbackUrl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "http://localhost:8080/cb", "http://127.0.0.1:8080/cb", "http://127.1.2.3/cb", "http://[::1]:8080/cb",
            "https://192.168.1.4/cb", "https://h.example.org/cb", "https://xn--hks-snaa.example.org/cb",
            " https://h.example.org " })
    void aUrlThatAProviderMayCallIsTaken(String url) {
        assertThat(urls().outgoing(url, "header X")).isEqualTo(url.strip());
        configuration.setWebhookVerifyToken("t");
        assertThat(urls(url).outgoing(url, "header X")).isEqualTo(url.strip() + "?token=t");
        if (url.startsWith("http:")) {
            assertThat(urls().outgoing(url, "header X")).as("loopback").isEqualTo(url + "?token=t");
        }
        assertThat(urls().own(url, "option callbackUrl")).isEqualTo(url.strip() + "?token=t");
    }

    @Test
    void plainHttpGoesFurtherOnlyIfItIsAllowed() {
        configuration.setAllowPlainHttp(true);

        assertThat(urls().outgoing("http://app:8080/cb", "header X")).isEqualTo("http://app:8080/cb");
    }

    @Test
    void withoutAConfiguredUrlTheTokenGoesNowhere() {
        configuration.setWebhookVerifyToken("s+cret");

        for (CallbackUrls none : List.of(urls(), urls((String) null), urls(" "), urls("{{hooks}}"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> none.outgoing(HOME, "body field callbackUrl"))
                    .withMessageContaining("leads to another origin than the application is configured with, which is none");
        }
    }

    private CallbackUrls urls(String... configured) {
        return new CallbackUrls(configuration, () -> Arrays.asList(configured));
    }
}
