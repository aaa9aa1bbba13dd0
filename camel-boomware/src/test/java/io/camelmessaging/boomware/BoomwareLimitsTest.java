/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomware;

import io.camelmessaging.contract.LimitsContract;
import org.apache.camel.impl.DefaultCamelContext;

class BoomwareLimitsTest extends LimitsContract {

    BoomwareLimitsTest() {
        super("boomware", "{\"requestId\":\"rq1\"}");
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return BoomwareContexts.of(baseUrl);
    }

    @Override
    protected String optionsBeyond() {
        return """
                verify?method=sms&codeLength=3 | boomware:verify takes 4 to 6 as codeLength (option codeLength), and got 3.
                verify?method=sms&codeLength=7 | takes 4 to 6 as codeLength (option codeLength), and got 7.
                verify?codeExpiry=0 | takes 1 or more as codeExpiry (option codeExpiry), and got 0.
                verify?checkAttemptsAllowed=0 | takes 1 or more as checkAttemptsAllowed
                push?ttl=-1 | takes 0 or more as ttl (option ttl), and got -1.
                """;
    }

    @Override
    protected String fieldsBeyond() {
        return """
                verify | {"to":"+37255500123","method":"sms","codeLength":3} | takes 4 to 6 as codeLength (body field codeLength), and got 3.
                verify | {"to":"+37255500123","method":"sms","codeLength":"7"} | takes 4 to 6 as codeLength
                verify | {"to":"+37255500123","method":"sms","codeExpiry":-1} | takes 1 or more as codeExpiry
                verify | {"to":"+37255500123","method":"sms","checkAttemptsAllowed":0} | takes 1 or more as checkAttemptsAllowed
                verify | {"to":"+37255500123","method":"email"} | takes sms or voice or call as method (body field method), and 'email' is none
                push | {"to":"+37255500123","text":"Hi","target":"al"} | takes all or last as target
                push | {"to":"+37255500123","text":"Hi","priority":"hihg"} | did you mean 'high'?
                push | {"to":"+37255500123","text":"Hi","ttl":-1} | takes 0 or more as ttl
                sms | {"to":"+37255500123","text":"Hi","from":"TwelveLetter"} | senderCheck=off
                """;
    }

    @Override
    protected String fieldsAtTheLimit() {
        return """
                verify | {"to":"+37255500123","method":"SMS","codeLength":4,"codeExpiry":1,"checkAttemptsAllowed":1}
                verify | {"to":"+37255500123","method":"call","codeLength":"6"}
                push | {"to":"+37255500123","text":"Hi","target":"Last","priority":"HIGH","ttl":0}
                """;
    }
}
