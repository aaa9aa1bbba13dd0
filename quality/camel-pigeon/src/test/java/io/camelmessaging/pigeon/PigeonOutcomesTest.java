/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import io.camelmessaging.contract.OutcomesContract;
import org.apache.camel.impl.DefaultCamelContext;

class PigeonOutcomesTest extends OutcomesContract {

    PigeonOutcomesTest() {
        super("pigeon:sms?from=Acme", "{\"id\":\"p1\"}", "+37255500123");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return PigeonContexts.of(baseUrl);
    }
}
