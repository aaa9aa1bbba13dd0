/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import io.camelmessaging.flows.engine.FlowParameters;
import io.camelmessaging.flows.engine.KameletBean;
import io.camelmessaging.flows.optout.OptOuts;
import io.camelmessaging.flows.optout.RecipientKeys;

/** A step that reads or writes who opted out. */
abstract class OptOutProcessor extends KameletBean {

    private RecipientKeys keys;
    private OptOuts optOuts;

    /** The form in which people are known. */
    protected final RecipientKeys keys() {
        return keys;
    }

    /** Who opted out. */
    protected final OptOuts optOuts() {
        return optOuts;
    }

    @Override
    protected void configure(FlowParameters parameters) {
        keys = new RecipientKeys(parameters.defaultRegion());
    }

    @Override
    protected void doInit() {
        super.doInit();
        optOuts = new OptOuts(MessagingFlows.of(getCamelContext()).database());
    }
}
