/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import io.camelmessaging.contract.OutcomesContract;
import org.apache.camel.impl.DefaultCamelContext;

class ClickSendOutcomesContractTest extends OutcomesContract {

    ClickSendOutcomesContractTest() {
        super("clicksend:sms?from=Acme",
              "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":[{\"to\":\"+61400000101\",\"message_id\":\"M\",\"status\":\"SUCCESS\"}]}}",
              ClickSendContexts.NUMBER);
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return ClickSendContexts.of(baseUrl);
    }
}
