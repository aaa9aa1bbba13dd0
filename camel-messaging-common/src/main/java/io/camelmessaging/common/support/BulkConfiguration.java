/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import io.camelmessaging.common.PartialFailure;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of components whose provider takes several recipients in one call.
 */
@UriParams
public abstract class BulkConfiguration extends MessagingConfiguration {

    @UriParam(label = "producer", defaultValue = "report",
              description = "What a call ends as of whose recipients some were refused: report gives a normal result with"
                            + " counts, fail a RequestRejectedException. If all were refused it is an exception anyway.")
    private PartialFailure partialFailure = PartialFailure.report;

    public PartialFailure getPartialFailure() {
        return partialFailure;
    }

    public void setPartialFailure(PartialFailure partialFailure) {
        this.partialFailure = partialFailure;
    }
}
