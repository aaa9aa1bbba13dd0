package io.camelmessaging.clicksend;

import java.util.List;

import io.camelmessaging.clicksend.model.SendItem;

/**
 * The messages of one call.
 *
 * @param items the messages
 * @param last  whether no call of the same exchange follows
 */
record Batch(List<SendItem> items, boolean last) {
}
