/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.camelmessaging.clicksend.model.Contact;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.common.ProviderUnavailableException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Listings: one page, and all of them.
 */
class ClickSendListingsTest {

    private static final int CONTACTS = 100_000;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failingPage = new AtomicInteger(-1);
    private WireMockServer provider;
    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        provider = new WireMockServer(wireMockConfig().dynamicPort().disableRequestJournal().extensions(new Pages()));
        provider.start();
        provider.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers("pages")));
        context = ClickSendContexts.of(provider.baseUrl());
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        provider.stop();
    }

    @Test
    void onePageIsOnePage() {
        Page<?> page = context.createProducerTemplate().requestBody("clicksend:contacts?listId=1&page=3", null, Page.class);

        assertThat(page.currentPage()).isEqualTo(3);
        assertThat(page.rows()).hasSize(100).first().isInstanceOf(Contact.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aHundredThousandContactsAreSplitInConstantMemory() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        AtomicLong ids = new AtomicLong();
        AtomicLong most = new AtomicLong();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all").to("clicksend:contacts?listId=1&allPages=true").split(body()).streaming()
                        .process(exchange -> {
                            ids.addAndGet(exchange.getMessage().getBody(Contact.class).contactId());
                            // no page is read before the one in front of it was used up
                            int ahead = calls.get() * 100 - seen.incrementAndGet();
                            most.accumulateAndGet(ahead, Math::max);
                        });
            }
        });

        Exchange exchange = context.createProducerTemplate().request("direct:all", e -> {
        });

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(ClickSendConstants.TOTAL)).isEqualTo(CONTACTS);
        assertThat(seen).hasValue(CONTACTS);
        assertThat(ids).hasValue((long) CONTACTS * (CONTACTS - 1) / 2);
        assertThat(calls).hasValue(CONTACTS / 100);
        assertThat(most.get()).isLessThan(200);
    }

    @Test
    void aPageThatCannotBeReadEndsTheListing() {
        failingPage.set(2);
        Iterator<?> all = context.createProducerTemplate().requestBody("clicksend:contacts?listId=1&allPages=true", null,
                Iterator.class);
        for (int i = 0; i < 100; i++) {
            all.next();
        }

        assertThatThrownBy(all::next).isInstanceOf(ProviderUnavailableException.class);
        failingPage.set(-1);
        assertThat(all.hasNext()).isFalse();
    }

    /** The split EIP reads what is left of an iterator when it fails. */
    @Test
    void aSplitListingThatFailsReadsNoFurtherPage() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all").to("clicksend:contacts?listId=1&allPages=true").split(body()).streaming().stopOnException()
                        .process(exchange -> seen.incrementAndGet());
            }
        });
        failingPage.set(4);

        Exchange exchange = context.createProducerTemplate().request("direct:all", e -> {
        });

        assertThat(exchange.getException()).isInstanceOf(ProviderUnavailableException.class);
        assertThat(calls).hasValue(4);
        assertThat(seen.get()).isBetween(299, 300);
    }

    /** Answers any page of a long list, and names a page of another host as the next one. */
    private final class Pages implements ResponseDefinitionTransformerV2 {

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            calls.incrementAndGet();
            int page = event.getRequest().queryParameter("page").isPresent()
                    ? Integer.parseInt(event.getRequest().queryParameter("page").firstValue()) : 1;
            if (page == failingPage.get()) {
                return new ResponseDefinitionBuilder().withStatus(503).build();
            }
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                rows.append(i == 0 ? "" : ",").append("{\"contact_id\":").append((page - 1) * 100 + i)
                        .append(",\"list_id\":1}");
            }
            return new ResponseDefinitionBuilder().withStatus(200)
                    .withBody(
                            """
                                    {"http_code":200,"response_code":"SUCCESS","data":{"total":%d,"per_page":100,"current_page":%d,"last_page":%d,
                                     "next_page_url":"http://127.0.0.1:1/?page=%d","data":[%s]}}"""
                                    .formatted(CONTACTS, page, CONTACTS / 100, page + 1, rows))
                    .build();
        }

        @Override
        public String getName() {
            return "pages";
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }
    }
}
