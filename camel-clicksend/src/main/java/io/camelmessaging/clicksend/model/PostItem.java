/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend.model;

/**
 * A letter or postcard.
 */
public sealed interface PostItem extends SendItem permits LetterRequest, PostcardRequest {

    String addressName();

    /** The recipient's name: post has no number. */
    @Override
    default String to() {
        return addressName();
    }
}
