/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import io.camelmessaging.contract.OperationsTest;
import org.apache.camel.CamelContext;

/**
 * What {@code operations.json} lists.
 */
class BoomwareOperationsTest extends OperationsTest {

    BoomwareOperationsTest() {
        super("boomware", "Basic ZGVtby11c2VyOmRlbW8tcGFzcw==");
    }

    @Override
    protected CamelContext context(String baseUrl) {
        return BoomwareContexts.of(baseUrl);
    }
}
