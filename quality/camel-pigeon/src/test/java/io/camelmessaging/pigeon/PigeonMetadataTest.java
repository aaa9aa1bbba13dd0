/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.pigeon;

import java.util.List;

import io.camelmessaging.contract.MetadataContract;

class PigeonMetadataTest extends MetadataContract {

    PigeonMetadataTest() {
        super("pigeon", PigeonComponent.class, PigeonOperation.values());
    }

    @Override
    protected List<String> goodUris() {
        return List.of("sms?to=37255500123&from=Acme", "receipts");
    }

    @Override
    protected List<String> badUris() {
        return List.of("smss", "sms?form=Acme");
    }
}
