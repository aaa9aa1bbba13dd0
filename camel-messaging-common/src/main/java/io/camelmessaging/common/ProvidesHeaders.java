/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common;

import java.util.Map;

/**
 * An answer or event that is told in headers of its provider besides the neutral ones.
 */
public interface ProvidesHeaders {

    /** The headers by name; a null value removes what an earlier step left under the name. */
    Map<String, Object> headers();
}
