/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import io.camelmessaging.contract.OutcomesContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomwareOutcomesContractTest extends OutcomesContract {

    BoomwareOutcomesContractTest() {
        super("boomware:sms?from=Acme",
              "{\"requestId\":\"rq1\"}",
              BoomwareContexts.NUMBER);
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomwareContexts.of(baseUrl);
    }
}
