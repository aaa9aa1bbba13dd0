/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.Arrays;
import java.util.Set;

import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;
import io.camelmessaging.common.support.wire.HttpMethod;

/**
 * One row of a component's table of operations: what the name after the scheme stands for.
 */
public interface Operation {

    /**
     * What an operation is.
     *
     * @param use         how it is used
     * @param method      the HTTP method; null for a webhook
     * @param path        the path below the base URL; null for a webhook
     * @param requestType the record that a request is bound to; null if it takes no input
     * @param response    what the answer, or the event, is read to
     * @param traits      what else is to be known of it
     */
    record Row(Use use, HttpMethod method, String path, Class<? extends Record> requestType, Response response,
            Set<Trait> traits) {

        /** A row whose answer, or event, is one bean. */
        public Row(Use use, HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType,
                   Trait... traits) {
            this(use, method, path, requestType, new Response(responseType, null), Set.of(traits));
        }

        /** An operation in {@code to(..)}. */
        public static Row send(
                HttpMethod method, String path, Class<? extends Record> requestType, Class<?> responseType, Trait... traits) {
            return new Row(Use.SEND, method, path, requestType, responseType, traits);
        }

        /** Events that are pushed alone. */
        public static Row push(Class<?> eventType) {
            return new Row(Use.WEBHOOK, null, null, null, eventType);
        }
    }

    /** What tells an operation from others, beside its row. */
    enum Trait {
        /** Its text is an SMS, whose segments are counted and limited. */
        SMS,
        /** It only reads, though it is no GET. */
        READS,
        /** It sends a one-time code. */
        VERIFIES,
        /** It changes something, though it is a GET. */
        CHANGES,
        /** Its provider sends by one channel after the other. */
        CHAIN
    }

    /**
     * What an answer is read to.
     *
     * @param type    the bean
     * @param rowType the type of its rows if it is a page of them, else null
     */
    record Response(Class<?> type, Class<?> rowType) {

        /** Whether the answer is a page of rows. */
        public boolean isPaged() {
            return rowType != null;
        }
    }

    /** The row itself. */
    Row row();

    /** The name in the URI, such as {@code sms}. */
    String name();

    /** How it is used: {@code to(..)}, {@code from(..)} or {@code from("webhook:..")}. */
    default Use use() {
        return row().use();
    }

    /** The HTTP method of a producer operation. */
    default HttpMethod method() {
        return row().method();
    }

    /**
     * The path below the base URL; a field of the request in braces, such as {@code /v1/requests/{id}}, goes there and
     * not into the body.
     */
    default String path() {
        return row().path();
    }

    /** The record that a request is bound to; null if the operation takes no input. */
    default Class<? extends Record> requestType() {
        return row().requestType();
    }

    /** The type that the answer is read to: of a page the page. */
    default Class<?> responseType() {
        return row().response().type();
    }

    /** The type of one thing that the operation tells of: of a page each row, else the answer or the event. */
    default Class<?> rowType() {
        return row().response().isPaged() ? row().response().rowType() : responseType();
    }

    /** Whether the answer is a page of rows. */
    default boolean isPaged() {
        return row().response().isPaged();
    }

    /** Whether it only reads, so that a call without an answer may be made again. */
    default boolean isReadOnly() {
        return has(Trait.READS) || method() == HttpMethod.GET && !has(Trait.CHANGES);
    }

    /** Whether its text is an SMS, whose segments are counted and limited. */
    default boolean isSms() {
        return has(Trait.SMS);
    }

    /** Whether a request can say when it is to be sent. */
    default boolean canSchedule() {
        return requestType() != null && Arrays.stream(requestType().getRecordComponents())
                .map(component -> component.getAnnotation(RequestField.class))
                .anyMatch(field -> field != null && field.value() == CommonField.SCHEDULE);
    }

    /** Whether it sends a one-time code, which another operation checks. */
    default boolean isVerification() {
        return has(Trait.VERIFIES);
    }

    /**
     * Whether its provider sends by one channel after the other, so that a receipt that says that it was not delivered
     * tells of one channel and not of the message.
     */
    default boolean isChain() {
        return has(Trait.CHAIN);
    }

    private boolean has(Trait trait) {
        return row().traits().contains(trait);
    }

    /** How an operation is used. */
    enum Use {
        /** In {@code to(..)}. */
        SEND,
        /** In {@code from("webhook:..")}. */
        WEBHOOK,
        /** In {@code from(..)} and in {@code from("webhook:..")}. */
        POLL_OR_WEBHOOK,
        /** In {@code from(..)}. */
        POLL;

        boolean polls() {
            return this == POLL || this == POLL_OR_WEBHOOK;
        }

        boolean listens() {
            return this == WEBHOOK || this == POLL_OR_WEBHOOK;
        }
    }
}
