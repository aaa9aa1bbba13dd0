/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page and its files, which hold no data. */
final class DeskPage {

    private static final Map<String, String> TYPES = Map.of("index.html", "text/html; charset=utf-8", "desk.css",
            "text/css; charset=utf-8", "desk.js", "text/javascript; charset=utf-8", "charts.js",
            "text/javascript; charset=utf-8");

    /** @param deskPath that of the desk, to which the links of the page are relative */
    DeskAnswer answer(String path, String deskPath) {
        if (path.isEmpty()) {
            // relative: a proxy may have put something before it
            return DeskAnswer.redirect(deskPath.substring(deskPath.lastIndexOf('/') + 1) + "/");
        }
        String file = path.equals("/") ? "index.html" : path.substring(1);
        String type = TYPES.get(file);
        if (type == null) {
            throw new DeskRefusal(404, "The desk has no such page.");
        }
        try (InputStream content = DeskPage.class.getResourceAsStream("page/" + file)) {
            return new DeskAnswer(200, type, content.readAllBytes(), Map.of("Cache-Control", "no-cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
