/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Map;

import io.camelmessaging.common.support.wire.RequestBody;

/**
 * A request that writes its body itself, since it is too large to be held.
 */
public interface StreamedRequest {

    /** The fields that the path names. */
    Map<String, Object> pathFields();

    /** The body, which may be written more than once. */
    RequestBody body();
}
