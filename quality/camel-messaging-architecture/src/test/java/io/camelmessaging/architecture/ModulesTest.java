/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dependencies point one way: flows and providers to common, the sandbox to nobody.
 */
class ModulesTest {

    private static final String OURS = "io.camelmessaging.";
    static final List<String> PROVIDERS = List.of("boomerang", "boomware", "clicksend", "sendmode");

    private void mayNotKnow(String module, Stream<String> others) {
        noClasses().that().resideInAPackage(OURS + module + "..").should().dependOnClassesThat()
                .resideInAnyPackage(others.map(other -> OURS + other + "..").toArray(String[]::new)).check(Suite.CLASSES);
    }

    @Test
    void commonKnowsNoProviderAndNothingThatIsBuiltOnIt() {
        mayNotKnow("common", Stream.concat(PROVIDERS.stream(), Stream.of("flows", "sandbox", "springboot")));
    }

    /**
     * Routes and users see {@code common}; who measures implements {@code observe}; who builds a component builds on
     * {@code support}; the rest is for the suite.
     */
    @Test
    void commonIsThreePackagesByAudience() {
        String common = OURS + "common";
        knowsAlone(common, common + ".internal");
        knowsAlone(common + ".internal");
        knowsAlone(common + ".support.wire");
        knowsAlone(common + ".internal.transport", common + ".support.wire");
        knowsAlone(common + ".support.binding", common, common + ".internal");
        knowsAlone(common + ".observe", common);
        knowsAlone(common + ".internal.metrics", common, common + ".observe");
    }

    @Test
    void theTransportIsCommonsOwn() {
        noClasses().that().resideInAPackage("io.camelmessaging..").and().resideOutsideOfPackage(OURS + "common..")
                .should().dependOnClassesThat().resideInAPackage(OURS + "common.internal.transport..").check(Suite.CLASSES);
    }

    @Test
    void whatUsersSeeNamesNothingInternal() {
        assertThat(Suite.CLASSES.stream().filter(each -> each.getPackageName().equals("io.camelmessaging.common"))
                .flatMap(each -> each.getCodeUnits().stream())
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(unit -> Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()))
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .anyMatch(type -> type.getPackageName().startsWith("io.camelmessaging.common.internal"))))
                .isEmpty();
    }

    private static void knowsAlone(String packageName, String... others) {
        noClasses().that().resideInAPackage(packageName).should().dependOnClassesThat(
                JavaClass.Predicates.resideInAPackage("io.camelmessaging..")
                        .and(JavaClass.Predicates.resideOutsideOfPackage(packageName))
                        .and(JavaClass.Predicates.resideOutsideOfPackages(others)))
                .check(Suite.CLASSES);
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void aProviderKnowsCommonAlone(String provider) {
        mayNotKnow(provider, Stream.concat(
                PROVIDERS.stream().filter(other -> !other.equals(provider)), Stream.of("flows", "sandbox", "springboot")));
    }

    @Test
    void flowsKnowCommonAlone() {
        mayNotKnow("flows", Stream.concat(PROVIDERS.stream(), Stream.of("sandbox")));
    }

    /** Policies decide and know no engine; the engine knows no kind of flow, and the store neither. */
    @Test
    void flowsAreLayers() {
        String flows = OURS + "flows";
        String common = OURS + "common..";
        knowsAlone(flows + ".schema");
        knowsAlone(flows + ".store", common, flows + ".schema");
        knowsAlone(flows + ".optout", common, flows + ".store");
        knowsAlone(flows + ".policy", common, flows + ".store");
        knowsAlone(flows + ".engine", common, flows + ".store", flows + ".policy");
    }

    /** What is decided is decided by the flow and the signal alone. */
    @Test
    void policiesReadNoDatabaseAndNoClockAndNoExchange() {
        noClasses().that().resideInAPackage(OURS + "flows.policy..").should().dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.util.concurrent..", "org.apache.camel..")
                .orShould().callMethod(Instant.class, "now").orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(System.class, "currentTimeMillis").check(Suite.CLASSES);
    }

    @Test
    void theSandboxKnowsTheWireAlone() {
        noClasses().that().resideInAPackage(OURS + "sandbox..").should().dependOnClassesThat()
                .resideInAPackage("org.apache.camel..").check(Suite.CLASSES);
        noClasses().that().resideInAPackage(OURS + "sandbox..").should().dependOnClassesThat(
                JavaClass.Predicates.resideInAPackage("io.camelmessaging..").and(
                        JavaClass.Predicates.resideOutsideOfPackage(OURS + "sandbox..")))
                .check(Suite.CLASSES);
    }

    @Test
    void noTwoPackagesKnowEachOther() {
        slices().matching(OURS + "(**)").should().beFreeOfCycles().check(Suite.CLASSES);
    }
}
