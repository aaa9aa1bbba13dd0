/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import io.camelmessaging.contract.OutcomesContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomerangOutcomesContractTest extends OutcomesContract {

    BoomerangOutcomesContractTest() {
        super("boomerang:smsOneWay?from=Acme&retries=0",
              "{\"status\":200,\"transactions\":[{\"transaction_id\":\"1\",\"telephone_number\":\"447700900123\"}]}",
              BoomerangContexts.NUMBER);
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomerangContexts.of(baseUrl);
    }
}
