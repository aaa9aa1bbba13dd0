/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Runs what will be measured until the JVM has compiled it: on two cores the compiler takes as much as the rest for the
 * first some ten thousand messages, and what is measured then is the compiler.
 */
final class WarmUp {

    private static final double SETTLED = 0.05;
    private static final Duration AT_MOST = Duration.ofMinutes(3);

    /** A piece of the work, of some seconds. */
    @FunctionalInterface
    interface Piece {

        void run() throws Exception;
    }

    private WarmUp() {
    }

    /** Repeats the work until less than a twentieth of its time is compiled in. */
    static void until(Piece work) throws Exception {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long begun = System.nanoTime();
        double share;
        do {
            long compiled = compiler.getTotalCompilationTime();
            long start = System.nanoTime();
            work.run();
            share = (compiler.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - start);
        } while (share > SETTLED && System.nanoTime() - begun < AT_MOST.toNanos());
    }
}
