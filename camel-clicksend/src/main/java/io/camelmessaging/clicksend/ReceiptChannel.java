package io.camelmessaging.clicksend;

/**
 * The channels that have delivery receipts.
 */
public enum ReceiptChannel {
    sms,
    voice,
    mms,
    fax
}
