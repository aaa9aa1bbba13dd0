/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

/**
 * The request for one page of a listing.
 *
 * @param listing what is listed; null for a box of unread items
 * @param page    which page, from 1; null for the one that the listing's own field names
 */
record PageRequest(Record listing, Integer page) {
}
