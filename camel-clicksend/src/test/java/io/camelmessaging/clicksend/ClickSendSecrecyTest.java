/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;
import java.util.stream.Stream;

import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.contract.SecrecyContract;
import org.apache.camel.impl.DefaultCamelContext;

class ClickSendSecrecyTest extends SecrecyContract {

    ClickSendSecrecyTest() {
        super(ClickSendContexts.KEY, "61400000101", "SECRET-IN-ANSWER");
    }

    @Override
    protected List<Call> calls() {
        Stream<Call> withText = Stream.of("sms", "mms?mediaFile=u&subject=s", "voice?voice=male&lang=en-au", "smsPrice",
                "searchContactLists").map(uri -> new Call("clicksend:" + uri, TEXT, ClickSendContexts.NUMBER));
        Stream<Call> without
                = Stream.of("fax?fileUrl=u", "createContact?listId=1", "contacts?listId=1", "smsHistory", "account",
                        "contactLists").map(uri -> new Call("clicksend:" + uri, null, ClickSendContexts.NUMBER));
        return Stream.concat(withText, without).toList();
    }

    @Override
    protected String echo() {
        return """
                {"http_code":200,"response_code":"SUCCESS","response_msg":"ok","data":{"total":1,"current_page":1,"last_page":1,
                 "phone_number":"+61400000101","email":"s3cret@example.org","_subaccount":{"api_key":"SECRET-IN-ANSWER"},
                 "messages":[{"to":"+61400000101","body":"%1$s","subject":"%1$s","message_id":"M","status":"SUCCESS"}],
                 "data":[{"to":"+61400000101","body":"%1$s","contact":"+61400000101","name":"%1$s","phone_number":"+61400000101"}]}}"""
                .formatted(TEXT);
    }

    @Override
    protected String refusal() {
        return "{\"http_code\":400,\"response_code\":\"INVALID_RECIPIENT\",\"response_msg\":\"bad +61400000101\",\"data\":null}";
    }

    @Override
    protected List<Push> pushes() {
        String sms = "from=%2B61400000101&message_id=M&body=" + TEXT.replace(' ', '+');
        return List.of(
                new Push("clicksend:inboundSms", "application/x-www-form-urlencoded", sms, "from=%2B61400000101&x=" + TEXT),
                new Push(
                        "clicksend:deliveryReceipts", "application/x-www-form-urlencoded",
                        "message_id=M&status_code=201&custom_string=" + TEXT, sms));
    }

    @Override
    protected String shown(Object body) {
        return body instanceof Page<?> page ? page + " " + page.rows() : super.shown(body);
    }

    @Override
    protected DefaultCamelContext context(String baseUrl) {
        return ClickSendContexts.of(baseUrl);
    }
}
