/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.util.List;
import java.util.Map;

import io.camelmessaging.clicksend.model.SendItem;

/**
 * The messages of one call.
 *
 * @param items the messages
 * @param top   the fields of the request itself, which are the same in all messages
 * @param last  whether no call of the same exchange follows
 */
record Batch(List<SendItem> items, Map<String, Object> top, boolean last) {
}
