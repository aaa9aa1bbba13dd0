/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.util.List;

import io.camelmessaging.contract.MetadataContract;

class SendmodeMetadataTest extends MetadataContract {

    SendmodeMetadataTest() {
        super("sendmode", SendmodeComponent.class, SendmodeOperation.values());
    }

    @Override
    protected List<String> goodUris() {
        return List.of(
                "sms?to=0870000101&from=Acme&reference=7781&batchSize=100&scheduleZone=UTC",
                "sms?apiKey=k&baseUrl=https://api.example.org&bodyFormat=jsonWrapped&numberFormat=asIs",
                "verify?codeTimeout=10&codeLength=6", "verifyCheck?verifyFailure=exception",
                "importCustomer?group=News", "optOut?optOutField=optoutdata");
    }

    @Override
    protected List<String> badUris() {
        return List.of(
                "smss", "sms?form=Acme", "sms?bodyFormat=xml", "sms?batchSize=many",
                "sms?answerOnFailure=maybe");
    }
}
