/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

/**
 * A route in XML; the page's examples are those in Java and YAML.
 */
class BoomwareXmlRouteTest {

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    @Test
    void sends() throws Exception {
        PROVIDER.stubFor(post("/v1/sms").willReturn(okJson("{\"requestId\":\"rq1\"}")));
        try (DefaultCamelContext context = BoomwareContexts.of(PROVIDER.baseUrl())) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.xml", """
                    <routes xmlns="http://camel.apache.org/schema/spring">
                      <route id="xml">
                        <from uri="direct:xml"/>
                        <setHeader name="CamelMessagingTo"><simple>${body[phone]}</simple></setHeader>
                        <setBody><simple>Order ${body[id]}</simple></setBody>
                        <to uri="boomware:sms?from=Depot"/>
                      </route>
                    </routes>"""));
            context.start();

            context.createProducerTemplate().sendBody("direct:xml",
                    Map.of("phone", BoomwareContexts.NUMBER, "id", 7781));
        }

        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/v1/sms")).withRequestBody(
                equalToJson("{\"number\":\"+37255500123\",\"text\":\"Order 7781\",\"from\":\"Depot\"}")));
    }
}
