package io.camelmessaging.clicksend;

import io.camelmessaging.clicksend.model.InboundSms;
import io.camelmessaging.clicksend.model.Receipt;
import io.camelmessaging.common.MessagingEvent;
import org.apache.camel.Message;

/**
 * ClickSend's own headers of an event; polling and webhook write the same.
 */
final class ClickSendHeaders {

    private ClickSendHeaders() {
    }

    static void write(Message message, MessagingEvent event) {
        if (event instanceof Receipt receipt) {
            message.setHeader(ClickSendConstants.RAW_STATUS, receipt.rawStatus());
            if (receipt.digits() != null && !receipt.digits().isEmpty()) {
                message.setHeader(ClickSendConstants.DIGITS, receipt.digits());
            }
        } else if (event instanceof InboundSms sms && sms.test()) {
            message.setHeader(ClickSendConstants.TEST_PUSH, true);
        }
    }
}
