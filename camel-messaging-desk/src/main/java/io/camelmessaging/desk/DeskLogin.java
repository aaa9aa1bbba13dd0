/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a caller shows to be let in: the token that was typed at the page or sent as {@code Authorization: Bearer}, and
 * the headers, for an application whose proxy or filter has told who it is.
 */
public final class DeskLogin {

    private final String token;
    private final Function<String, String> headers;

    DeskLogin(String token, Function<String, String> headers) {
        this.token = token;
        this.headers = headers;
    }

    /** The token; empty if none was given. */
    public Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /** A header of the request; empty if there is none, or several of the name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    /** Shows nothing of what was given. */
    @Override
    public String toString() {
        return "DeskLogin";
    }
}
