/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import io.camelmessaging.common.RecipientOutcome;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * What guards on the way of an exchange counted for it. Several sends may follow, as with a failover between providers:
 * only at the end of the exchange it is clear whether one of them took the message.
 */
final class Reservations {

    private static final String PROPERTY = "CamelMessagingGuardReservations";
    private static final Reservations NONE = new Reservations();

    private final List<Reservation> reservations = new CopyOnWriteArrayList<>();

    static Reservations of(Exchange exchange) {
        Reservations known = exchange.getProperty(PROPERTY, Reservations.class);
        return known == null ? NONE : known;
    }

    /** Keeps a reservation with the exchange until that has ended. */
    static void add(Exchange exchange, Reservation reservation) {
        Reservations known = of(exchange);
        if (known == NONE) {
            known = new Reservations();
            exchange.setProperty(PROPERTY, known);
        }
        known.reservations.add(reservation);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                reservation.close();
            }
        });
    }

    void note(List<RecipientOutcome> outcomes, UnaryOperator<String> form) {
        reservations.forEach(one -> one.note(outcomes, form));
    }

    void undo() {
        reservations.forEach(Reservation::undo);
    }
}
