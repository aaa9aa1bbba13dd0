/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import io.camelmessaging.contract.NeutralShapesContract;
import org.apache.camel.impl.DefaultCamelContext;

class PigeonNeutralShapesTest extends NeutralShapesContract {

    PigeonNeutralShapesTest() {
        super(PigeonOperation.class, "pigeon:sms?from=Acme");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return new PigeonTest().context(baseUrl);
    }
}
