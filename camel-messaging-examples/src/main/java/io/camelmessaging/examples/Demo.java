/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples;

import io.camelmessaging.sandbox.MessagingSandbox;

/**
 * An example that runs against the sandbox and plays a story.
 */
public interface Demo {

    /** Starts the sandbox and the example's routes. */
    void start() throws Exception;

    /** Plays the story; false if it did not come to its end. */
    boolean play() throws Exception;

    /** Where the messages went. */
    MessagingSandbox sandbox();

    /** What one can try while the example goes on running. */
    String invitation();

    /** Stops the routes and the sandbox. */
    void stop();
}
