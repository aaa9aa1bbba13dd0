/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import io.camelmessaging.contract.NeutralShapesContract;
import org.apache.camel.impl.DefaultCamelContext;

class SendmodeNeutralShapesTest extends NeutralShapesContract {

    SendmodeNeutralShapesTest() {
        super(SendmodeOperation.class, "sendmode:sms?from=Acme");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return SendmodeContexts.of(baseUrl);
    }
}
