/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import io.camelmessaging.contract.OutcomesContract;
import org.apache.camel.impl.DefaultCamelContext;

class SendmodeOutcomesContractTest extends OutcomesContract {

    SendmodeOutcomesContractTest() {
        super("sendmode:sms?from=Acme",
              "{\"status\":\"OK\",\"statusCode\":0,\"message\":{\"recipients\":[\"353870000101\"]}}",
              SendmodeContexts.NUMBER);
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return SendmodeContexts.of(baseUrl);
    }
}
