/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.orders;

import org.apache.camel.dataformat.bindy.annotation.CsvRecord;
import org.apache.camel.dataformat.bindy.annotation.DataField;

/**
 * A line of the order file.
 */
@CsvRecord(separator = ",", skipFirstLine = true)
public final class OrderLine {

    @DataField(pos = 1, required = true)
    private String id;
    @DataField(pos = 2)
    private String customer;
    @DataField(pos = 3)
    private String phone;
    /** {@code sms}, or {@code chain} for push, Viber and SMS in turn. */
    @DataField(pos = 4)
    private String channel;

    public String getId() {
        return id;
    }

    public String getCustomer() {
        return customer;
    }

    public String getPhone() {
        return phone;
    }

    public String getChannel() {
        return channel;
    }
}
