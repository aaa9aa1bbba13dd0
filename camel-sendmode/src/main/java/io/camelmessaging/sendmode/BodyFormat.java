/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sendmode;

/**
 * How a request's payload is encoded; three ways are on record.
 */
public enum BodyFormat {

    /** A form field that holds the payload as JSON text: the documented way. */
    form,
    /** The payload as JSON. */
    json,
    /** The payload as JSON inside an object, under the name of the form field. */
    jsonWrapped
}
