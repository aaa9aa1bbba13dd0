/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;

import io.camelmessaging.contract.MetadataContract;

class ClickSendMetadataTest extends MetadataContract {

    ClickSendMetadataTest() {
        super("clicksend", ClickSendComponent.class, ClickSendOperation.values());
    }

    @Override
    protected List<String> goodUris() {
        return List.of(
                "sms?to=0400000101&country=AU&reference=7781&batchSize=100&lookup=true",
                "sms?username=u&apiKey=k&baseUrl=https://api.example.org", "voice?voice=female&lang=en-au",
                "upload?convert=mms", "contacts?listId=4&allPages=true&limit=50",
                "deliveryReceipts?channel=voice&delay=1m&idempotentRepository=#seen");
    }

    @Override
    protected List<String> badUris() {
        return List.of(
                "smss", "sms?form=Acme", "upload?convert=pdf", "sms?batchSize=many",
                "deliveryReceipts?channel=email");
    }
}
