/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.sun.management.OperatingSystemMXBean;

/**
 * What was measured on, as a report tells it; without the machine's name.
 */
public final class Machine {

    private static final double GIB = 1024.0 * 1024 * 1024;

    private Machine() {
    }

    /** Such as {@code 2026-11-26, 2 cores, 23 GiB, Linux amd64, OpenJDK 17.0.15}. */
    public static String described() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return "%s, %d cores, %.0f GiB, %s %s, JDK %s (%s)".formatted(LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize() / GIB, system.getName(),
                system.getArch(), System.getProperty("java.version"), System.getProperty("java.vendor"));
    }
}
