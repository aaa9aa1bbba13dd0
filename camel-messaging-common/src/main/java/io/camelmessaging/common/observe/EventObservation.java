/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.observe;

import io.camelmessaging.common.DeliveryStatus;

/**
 * A receipt or an inbound message whose route has ended.
 *
 * @param provider  the component's scheme
 * @param kind      what it is
 * @param status    of a receipt; null of an inbound message
 * @param processed whether its route succeeded; else it comes again
 */
public record EventObservation(String provider, Kind kind, DeliveryStatus status, boolean processed) {

    /** What a provider may report. */
    public enum Kind {
        RECEIPT,
        INBOUND
    }
}
