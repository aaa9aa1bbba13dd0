/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import io.camelmessaging.common.support.Operation;

import static io.camelmessaging.common.support.wire.HttpMethod.POST;

/** What {@code pigeon:} can do. */
public enum PigeonOperation implements Operation {

    /** Sends an SMS. */
    sms(Row.send(POST, "/sms", Wire.Sms.class, Wire.Accepted.class, Trait.SMS)),
    /** Delivery receipts. */
    receipts(Row.push(Wire.Receipt.class));

    private final Row row;

    PigeonOperation(Row row) {
        this.row = row;
    }

    @Override
    public Row row() {
        return row;
    }
}
