/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

import java.util.List;
import java.util.Map;

import io.camelmessaging.contract.SecrecyContract;
import org.apache.camel.impl.DefaultCamelContext;

class SendmodeSecrecyTest extends SecrecyContract {

    SendmodeSecrecyTest() {
        super(SendmodeContexts.KEY, "353870000101", "998877");
    }

    @Override
    protected List<Call> calls() {
        return List.of(new Call("sendmode:sms", TEXT, SendmodeContexts.NUMBER),
                new Call("sendmode:optOut", TEXT, SendmodeContexts.NUMBER),
                new Call("sendmode:verify", TEXT, SendmodeContexts.NUMBER),
                new Call("sendmode:verifyCheck", "998877", SendmodeContexts.NUMBER),
                new Call("sendmode:importCustomer?group=g", Map.of("surname", TEXT), SendmodeContexts.NUMBER));
    }

    @Override
    protected String echo() {
        return """
                {"status":"OK","statusCode":0,"mobilenumber":"353870000101","optoutreason":"%1$s",
                 "importdata":{"mobilenumber":"353870000101","surname":"%1$s"},
                 "message":{"messagetext":"%1$s","recipients":["353870000101"],"recipient":"353870000101","code":"998877",
                 "status":"VERIFIED"}}""".formatted(TEXT);
    }

    @Override
    protected String refusal() {
        return "{\"status\":\"INVALID_MOBILE_NUMBER\",\"statusCode\":11,\"error\":\"bad 353870000101\"}";
    }

    @Override
    protected List<Push> pushes() {
        String reply = "mobilenumber=353870000101&command=" + TEXT.replace(' ', '+');
        return List.of(new Push("sendmode:replies", "application/x-www-form-urlencoded", reply, "command=" + TEXT),
                new Push(
                        "sendmode:deliveryReceipts", "application/x-www-form-urlencoded",
                        "EventID=1&Phonenumber=353870000101&Status=DELIVRD&CustomerID=" + TEXT, reply));
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return SendmodeContexts.of(baseUrl);
    }
}
