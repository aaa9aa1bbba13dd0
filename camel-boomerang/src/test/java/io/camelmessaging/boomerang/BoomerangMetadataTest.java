/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.util.List;

import io.camelmessaging.contract.MetadataContract;

class BoomerangMetadataTest extends MetadataContract {

    BoomerangMetadataTest() {
        super("boomerang", BoomerangComponent.class, BoomerangOperation.values());
    }

    @Override
    protected List<String> goodUris() {
        return List.of(
                "smsOneWay?to=%2B447700900123&from=AcmeShop&campaignName=c&maxSegments=3&priority=true",
                "smsTwoWay?conversationId=c&validityPeriod=2&openTicket=true&callbackUrl=https://hooks.example.org/r",
                "smsOneWay?username=u&password=p&licenseKey=#bean:licence&baseUrl=https://api.example.org&responseTimeout=5s",
                "voice?redirectNumber=442079460000&voiceRetries=2&voiceDelay=5&locale=en-GB&extraField.markup=x",
                "email?subject=s&from=service&retries=0&retryDelay=2s&autoIdempotencyKey=false",
                "replies?readMode=consume&delay=5s&maxMessagesPerPoll=10&customParameter=p&idempotentRepository=#seen",
                "deliveryReceipts?drsAfter=2026-01-01%2000:00:00&timeZone=Europe/London&cursorOverlap=1m&stateRepository=#s");
    }

    @Override
    protected List<String> badUris() {
        return List.of(
                "smsOneWy", "smsOneWay?form=x", "smsOneWay?numberCheck=maybe",
                "smsOneWay?maxSegments=many", "replies?readMode=greedy", "voice?voiceRetries=two");
    }
}
