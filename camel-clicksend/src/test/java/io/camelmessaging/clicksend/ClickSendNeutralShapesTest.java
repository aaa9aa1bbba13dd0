/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import io.camelmessaging.contract.NeutralShapesContract;
import org.apache.camel.impl.DefaultCamelContext;

class ClickSendNeutralShapesTest extends NeutralShapesContract {

    ClickSendNeutralShapesTest() {
        super(ClickSendOperation.class, "clicksend:sms?from=Acme");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return ClickSendContexts.of(baseUrl);
    }
}
