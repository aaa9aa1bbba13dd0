/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.Map;

import io.camelmessaging.common.support.StreamedRequest;
import io.camelmessaging.common.support.wire.RequestBody;

/**
 * A file to upload ({@code POST /uploads}).
 *
 * @param convert what it is converted for
 * @param file    the file, which is written piece by piece
 */
record UploadRequest(Conversion convert, UploadFile file) implements StreamedRequest {

    @Override
    public Map<String, Object> pathFields() {
        return Map.of("convert", convert);
    }

    @Override
    public RequestBody body() {
        return file.body();
    }
}
