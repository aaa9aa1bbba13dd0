/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import io.camelmessaging.contract.NeutralShapesContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomerangNeutralShapesTest extends NeutralShapesContract {

    BoomerangNeutralShapesTest() {
        super(BoomerangOperation.class, "boomerang:smsOneWay?from=Acme&retries=0");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomerangContexts.of(baseUrl);
    }
}
