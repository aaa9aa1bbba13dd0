/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.io.IOException;
import java.io.InputStream;

import org.apache.camel.Message;

/**
 * Reads the body of a call to the application's HTTP server, whichever that is, up to a limit. An endpoint of Vert.x
 * needs {@code useBodyHandler=false}, as it would otherwise read a body of any size before anybody is asked.
 */
public final class CallBody {

    private final VertxBody vertx = new VertxBody();
    private final int max;

    /** @param max how many bytes a body may have */
    public CallBody(int max) {
        this.max = max;
    }

    /**
     * The whole body; empty if there is none. It can be read once.
     *
     * @throws IOException if it is larger than the limit, comes too slowly or breaks off
     */
    public byte[] read(Message message) throws IOException {
        byte[] content = VertxBody.isIn(message) ? vertx.read(message, max) : bytes(message);
        if (content.length > max) {
            throw new IOException("The body is larger than " + max + " bytes");
        }
        return content;
    }

    /** Lets what was not read pass, so that the connection can be used again. */
    public void letPass(Message message) {
        VertxBody.letPass(message);
    }

    private byte[] bytes(Message message) throws IOException {
        if (message.getBody() instanceof InputStream open) {
            return open.readNBytes(max + 1);
        }
        byte[] whole = message.getBody(byte[].class);
        return whole == null ? new byte[0] : whole;
    }
}
