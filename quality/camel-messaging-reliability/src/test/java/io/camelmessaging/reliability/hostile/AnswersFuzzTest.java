/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.hostile;

import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.reliability.hostile.CannedAnswers.Call;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever a provider answers ends as an answer or as one of the three exceptions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersFuzzTest {

    private static final Map<String, Object> TO_ESTONIA = Map.of(MessagingConstants.TO, "+37255500101");
    private static final Map<String, Object> TO_IRELAND = Map.of(MessagingConstants.TO, "+353870000101");
    private static final Map<String, Object> TO_AUSTRALIA = Map.of(MessagingConstants.TO, "+61400000101");
    private static final Map<String, Object> TO_BRITAIN = Map.of(MessagingConstants.TO, "+447700900101");

    private CannedAnswers boomerang;
    private CannedAnswers boomware;
    private CannedAnswers clicksend;
    private CannedAnswers sendmode;

    @BeforeAll
    void start() throws Exception {
        boomerang = new CannedAnswers(
                "username=user&password=" + CannedAnswers.SECRET,
                List.of(Call.send("boomerang:smsTwoWay?retries=0", "Hello", TO_BRITAIN),
                        Call.poll("boomerang:deliveryReceipts?maxCallsPerPoll=2"),
                        Call.poll("boomerang:replies?maxCallsPerPoll=2"),
                        Call.poll("boomerang:deliveryReceipts?maxCallsPerPoll=2&readMode=consume")));
        boomware = new CannedAnswers(
                "maxRequestsPerPeriod=0&username=user&password=" + CannedAnswers.SECRET,
                List.of(Call.send("boomware:sms", "Hello", TO_ESTONIA),
                        Call.send("boomware:verify?method=sms", Map.of(), TO_ESTONIA),
                        Call.send("boomware:verifyCheck", Map.of("requestId", "r1", "code", "1234"), Map.of()),
                        Call.send("boomware:verifyCheck?verifyFailure=result", Map.of("requestId", "r1", "code", "1234"),
                                Map.of()),
                        Call.send("boomware:verifyInfo", Map.of("requestId", "r1"), Map.of()),
                        Call.send("boomware:hlr", Map.of(), TO_ESTONIA),
                        Call.send("boomware:requestInfo", Map.of("id", "r1"), Map.of()),
                        Call.send("boomware:flashCall", Map.of(), TO_ESTONIA)));
        clicksend = new CannedAnswers(
                "username=user&apiKey=" + CannedAnswers.SECRET,
                List.of(Call.send("clicksend:sms", "Hello", TO_AUSTRALIA),
                        Call.send("clicksend:voice?voice=female&lang=en-au", "Hello", TO_AUSTRALIA),
                        Call.send("clicksend:smsPrice", "Hello", TO_AUSTRALIA),
                        Call.send("clicksend:account", "", Map.of()),
                        Call.send("clicksend:contactLists", "", Map.of()),
                        Call.send("clicksend:smsHistory", "", Map.of()),
                        Call.send("clicksend:createContactList", Map.of("list_name", "friends"), Map.of()),
                        Call.poll("clicksend:inboundSms"),
                        Call.poll("clicksend:deliveryReceipts"),
                        Call.poll("clicksend:inboundSms?createRule=true")));
        sendmode = new CannedAnswers(
                "apiKey=" + CannedAnswers.SECRET,
                List.of(Call.send("sendmode:sms", "Hello", TO_IRELAND),
                        Call.send("sendmode:credits", "", Map.of()),
                        Call.send("sendmode:optOut", Map.of(), TO_IRELAND),
                        Call.send("sendmode:verify", "Your code is", TO_IRELAND),
                        Call.send("sendmode:verifyCheck", "1234", TO_IRELAND)));
    }

    @AfterAll
    void stop() throws Exception {
        boomerang.close();
        boomware.close();
        clicksend.close();
        sendmode.close();
    }

    @FuzzTest(maxDuration = "10m")
    void boomerang(byte[] data) {
        boomerang.play(data);
    }

    @FuzzTest(maxDuration = "10m")
    void boomware(byte[] data) {
        boomware.play(data);
    }

    @FuzzTest(maxDuration = "10m")
    void clicksend(byte[] data) {
        clicksend.play(data);
    }

    @FuzzTest(maxDuration = "10m")
    void sendmode(byte[] data) {
        sendmode.play(data);
    }
}
