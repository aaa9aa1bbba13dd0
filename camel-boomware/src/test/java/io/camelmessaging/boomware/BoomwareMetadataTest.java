/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import java.util.List;

import io.camelmessaging.contract.MetadataContract;

class BoomwareMetadataTest extends MetadataContract {

    BoomwareMetadataTest() {
        super("boomware", BoomwareComponent.class, BoomwareOperation.values());
    }

    @Override
    protected List<String> goodUris() {
        return List.of(
                "sms?to=%2B37255500123&from=Bistro&callbackUrl=https://hooks.example.org/bw&maxSegments=3",
                "sms?accessToken=u:p&baseUrl=https://api.example.org&responseTimeout=5s&numberCheck=valid&defaultRegion=EE",
                "verify?method=voice&language=de&codeLength=5", "hlr?hlrMethod=GET",
                "messaging?channel=telegram&extraField.markup=html",
                "sms?maxRequestsPerPeriod=10&requestPeriod=1m");
    }

    @Override
    protected List<String> badUris() {
        return List.of(
                "smss", "sms?form=Bistro", "sms?numberCheck=maybe",
                "sms?maxSegments=many", "hlr?hlrMethod=PATCH", "sms?allowPlainHttp=perhaps");
    }
}
