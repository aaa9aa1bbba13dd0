/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
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
