/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.camelmessaging.contract.OperationsTest;
import org.apache.camel.CamelContext;

/**
 * What {@code operations.json} lists.
 */
class BoomerangOperationsTest extends OperationsTest {

    BoomerangOperationsTest() {
        super("boomerang", "Basic ZGVtby11c2VyOmRlbW8tcGFzcw==");
    }

    @Override
    protected CamelContext context(String baseUrl) {
        return BoomerangContexts.of(baseUrl);
    }

    @Override
    protected RequestPatternBuilder withBody(RequestPatternBuilder request, JsonNode row) {
        return super.withBody(request, row).withoutHeader("X-License-Key");
    }
}
