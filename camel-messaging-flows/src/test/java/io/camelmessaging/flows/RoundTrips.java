/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/** Counts what the thread that makes it executes on a database, and not what others do beside it. */
final class RoundTrips {

    private final AtomicInteger trips = new AtomicInteger();
    private final Thread caller = Thread.currentThread();

    /** The database, with what is executed on it counted. */
    DataSource on(DataSource database) {
        return counted(database, DataSource.class);
    }

    private <T> T counted(T target, Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> {
                    if (method.getName().startsWith("execute") && Thread.currentThread() == caller) {
                        trips.incrementAndGet();
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof PreparedStatement statement
                                ? counted(statement, PreparedStatement.class)
                                : result instanceof Connection connection ? counted(connection, Connection.class) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    void startOver() {
        trips.set(0);
    }

    int count() {
        return trips.get();
    }
}
