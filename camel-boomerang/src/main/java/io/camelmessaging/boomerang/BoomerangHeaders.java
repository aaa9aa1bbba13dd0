package io.camelmessaging.boomerang;

import io.camelmessaging.boomerang.model.Receipt;
import io.camelmessaging.boomerang.model.Reply;
import io.camelmessaging.common.MessagingEvent;
import org.apache.camel.Message;

/**
 * What polling and webhook write besides the neutral headers.
 */
final class BoomerangHeaders {

    private BoomerangHeaders() {
    }

    static void write(Message message, MessagingEvent event) {
        if (event instanceof Receipt receipt && receipt.status() != null) {
            message.setHeader(BoomerangConstants.RAW_STATUS, receipt.status());
        } else if (event instanceof Reply reply && reply.keyPressed() != null) {
            message.setHeader(BoomerangConstants.KEY_PRESSED, reply.keyPressed());
        }
    }
}
