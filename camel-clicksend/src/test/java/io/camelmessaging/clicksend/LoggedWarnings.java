/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.io.StringWriter;
import java.util.List;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;

/**
 * The warnings of the whole JVM while it is open.
 */
final class LoggedWarnings implements AutoCloseable {

    private static final String NAME = "warnings";

    private final StringWriter log = new StringWriter();
    private final LoggerContext logging = (LoggerContext) LogManager.getContext(false);

    LoggedWarnings() {
        WriterAppender appender = WriterAppender.newBuilder().setName(NAME).setTarget(log)
                .setLayout(PatternLayout.newBuilder().withPattern("%m%n").build()).build();
        appender.start();
        logging.getConfiguration().getRootLogger().addAppender(appender, Level.WARN, null);
        logging.updateLoggers();
    }

    /** Those that hold a text. */
    List<String> with(String text) {
        return log.toString().lines().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        logging.getConfiguration().getRootLogger().removeAppender(NAME);
        logging.updateLoggers();
    }
}
