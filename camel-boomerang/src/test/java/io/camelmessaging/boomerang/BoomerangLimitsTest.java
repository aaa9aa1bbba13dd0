/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import io.camelmessaging.contract.LimitsContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomerangLimitsTest extends LimitsContract {

    BoomerangLimitsTest() {
        super("boomerang", "{\"status\":200,\"transactions\":[]}");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomerangContexts.of(baseUrl);
    }

    @Override
    protected String optionsBeyond() {
        return """
                smsTwoWay?validityPeriod=0 | boomerang:smsTwoWay takes 1 or more as validity_period (option validityPeriod), and got 0.
                email?validityPeriod=-1 | takes 1 or more as validity_period (option validityPeriod), and got -1.
                voice?voiceRetries=4 | takes 0 to 3 as voice_retries (option voiceRetries), and got 4.
                voice?voiceRetries=-1 | takes 0 to 3 as voice_retries
                voice?voiceDelay=-1 | takes 0 or more as voice_delay (option voiceDelay), and got -1.
                """;
    }

    @Override
    protected String fieldsBeyond() {
        return """
                smsTwoWay | {"to":"447700900123","text":"Hi","validity_period":0} | takes 1 or more as validity_period (body field validity_period), and got 0.
                smsTwoWay | {"to":"447700900123","text":"Hi","validityPeriod":"-2"} | takes 1 or more as validity_period
                email | {"to":"pat@example.org","text":"Hi","subject":"S","validity_period":0} | takes 1 or more as validity_period
                voice | {"to":"447700900123","text":"Hi","voice_retries":4} | takes 0 to 3 as voice_retries
                voice | {"to":"447700900123","text":"Hi","voice_retries":"-1"} | takes 0 to 3 as voice_retries
                voice | {"to":"447700900123","text":"Hi","voice_delay":-5} | takes 0 or more as voice_delay
                smsOneWay | {"to":"447700900123","text":"Hi","from":"TwelveLetter"} | up to 11 characters
                """;
    }

    @Override
    protected String fieldsAtTheLimit() {
        return """
                smsTwoWay | {"to":"447700900123","text":"Hi","validity_period":1}
                voice | {"to":"447700900123","text":"Hi","voice_retries":3,"voice_delay":0}
                voice | {"to":"447700900123","text":"Hi","voice_retries":"0"}
                smsOneWay | {"to":"447700900123","text":"Hi","from":"ElevenChars"}
                """;
    }
}
