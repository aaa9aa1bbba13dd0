/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example;

import org.apache.camel.main.KameletMain;

/** What the camel run command starts, with the jars on its class path instead of downloaded. */
public final class Application {

    private Application() {
    }

    public static void main(String[] args) throws Exception {
        KameletMain main = new KameletMain("camel.jbang");
        main.setDownload(false);
        System.exit(main.run(args));
    }
}
