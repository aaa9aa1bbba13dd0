/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;

/**
 * What users get: the classes of the jars, without tests.
 */
final class Suite {

    private static final Pattern TESTS = Pattern.compile(".*/test-classes/.*|.*-tests\\.jar.*");

    static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(Suite::isMain)
            .importPackages("io.camelmessaging");

    private Suite() {
    }

    private static boolean isMain(Location location) {
        return !location.matches(TESTS);
    }
}
