/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What no code here does.
 */
class HabitsTest {

    /** Whoever holds one of these in a static field shares it with every context of the JVM. */
    private static final List<Class<?>> MUTABLE = List.of(AtomicBoolean.class, AtomicInteger.class, AtomicLong.class,
            AtomicReference.class, ThreadLocal.class, StringBuilder.class, java.util.HashMap.class,
            java.util.concurrent.ConcurrentMap.class, java.util.ArrayList.class, java.util.HashSet.class,
            java.util.Deque.class, java.util.concurrent.Executor.class);
    private static final Pattern SYNCHRONIZED = Pattern.compile("\\bsynchronized\\b");
    private static final Pattern COMMENTS_AND_TEXTS
            = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", Pattern.DOTALL);

    @Test
    void logsThroughSlf4jAlone() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.apache.logging..",
                "org.apache.commons.logging..").check(Suite.CLASSES);
    }

    @Test
    void sleepsNowhere() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class)
                .orShould().callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould().callMethod(TimeUnit.class, "sleep", long.class).check(Suite.CLASSES);
    }

    @Test
    void startsNoThreadOfItsOwnInAUsersContext() {
        noClasses().that().resideOutsideOfPackage("io.camelmessaging.sandbox..")
                .should().callConstructorWhere(DescribedPredicate.describe("a Thread is made",
                        call -> call.getTargetOwner().isAssignableTo(Thread.class)))
                .check(Suite.CLASSES);
    }

    @Test
    void hasNoSynchronizedMethod() {
        noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).check(Suite.CLASSES);
    }

    @Test
    void hasNoSynchronizedBlock() throws IOException {
        for (Path source : sources()) {
            String code = COMMENTS_AND_TEXTS.matcher(Files.readString(source)).replaceAll("");
            assertThat(SYNCHRONIZED.matcher(code).find()).as(source.toString()).isFalse();
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("../.."))) {
            List<Path> roots = modules.map(module -> module.resolve("src/main/java")).filter(Files::isDirectory).toList();
            assertThat(roots).isNotEmpty();
            return roots.stream().flatMap(HabitsTest::files).filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsNoStateInStaticFields() {
        fields().that().areStatic().and(DescribedPredicate.describe("no compiler has made", HabitsTest::isWritten))
                .should().beFinal()
                .andShould().notHaveRawType(DescribedPredicate.describe("something that changes", HabitsTest::isMutable))
                .check(Suite.CLASSES);
    }

    private static boolean isWritten(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.SYNTHETIC) && !field.getName().startsWith("$");
    }

    private static boolean isMutable(JavaClass type) {
        return MUTABLE.stream().anyMatch(type::isAssignableTo);
    }

    @Test
    void sharesNoArray() {
        fields().that().areStatic().and().areNotPrivate()
                .and(DescribedPredicate.describe("no compiler has made", HabitsTest::isWritten))
                .should().notHaveRawType(DescribedPredicate.describe("an array", JavaClass::isArray)).check(Suite.CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?").check(Suite.CLASSES);
    }
}
