/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import io.camelmessaging.contract.NeutralShapesContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomwareNeutralShapesTest extends NeutralShapesContract {

    BoomwareNeutralShapesTest() {
        super(BoomwareOperation.class, "boomware:sms?from=Acme");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomwareContexts.of(baseUrl);
    }
}
