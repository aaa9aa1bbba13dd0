/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.boomware;

import io.camelmessaging.sandbox.WireAnswer;

/**
 * Ends a request with an error answer.
 */
final class BoomwareRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient WireAnswer answer;

    BoomwareRefusal(BoomwareError error) {
        this(error.answer());
    }

    BoomwareRefusal(BoomwareError error, String reason) {
        this(error.answer(reason));
    }

    private BoomwareRefusal(WireAnswer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    WireAnswer answer() {
        return answer;
    }
}
