/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import io.camelmessaging.contract.LimitsContract;
import org.apache.camel.impl.DefaultCamelContext;

class SendmodeLimitsTest extends LimitsContract {

    SendmodeLimitsTest() {
        super("sendmode", "{\"status\":\"OK\",\"statusCode\":0}");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return SendmodeContexts.of(baseUrl);
    }

    @Override
    protected String optionsBeyond() {
        return """
                verify?codeLength=0 | sendmode:verify takes 1 or more as tokenLength (option codeLength), and got 0.
                verify?codeTimeout=-1 | takes 1 or more as timeout (option codeTimeout), and got -1.
                sms?batchSize=-1 | The option batchSize takes a whole number from 0
                """;
    }

    @Override
    protected String fieldsBeyond() {
        return """
                verify | {"to":"0870000101","text":"Code","tokenLength":0} | takes 1 or more as tokenLength (body field tokenLength), and got 0.
                verify | {"to":"0870000101","text":"Code","codeTimeout":"0"} | takes 1 or more as timeout
                importCustomer | {"to":"0870000101","group":"g","dateofbirth":"2999-01-01"} | a date in the past
                sms | {"to":"0870000101","text":"Hi","from":"TwelveLetter"} | senderCheck=off
                """;
    }

    @Override
    protected String fieldsAtTheLimit() {
        return """
                verify | {"to":"0870000101","text":"Code","tokenLength":1,"timeout":1}
                sms | {"to":"0870000101","text":"Hi","from":"ElevenChars"}
                """;
    }
}
