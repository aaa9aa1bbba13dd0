/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.util.Optional;

/**
 * Decides who may come to the desk. The application's own is a bean of this type, set as {@link FlowDesk#setAccess};
 * without one it is {@link TokenAccess} with the tokens of the configuration.
 */
@FunctionalInterface
public interface DeskAccess {

    /**
     * Who this is, asked at the login and with each request that has no session. An exception lets nobody in.
     *
     * @return empty if nobody that may come in
     */
    Optional<DeskUser> check(DeskLogin login);

    /**
     * What the sessions are signed with, so that every node of an application knows those of the others; at least 32
     * bytes.
     *
     * @return empty for a key that each process makes for itself
     */
    default Optional<byte[]> sessionKey() {
        return Optional.empty();
    }
}
