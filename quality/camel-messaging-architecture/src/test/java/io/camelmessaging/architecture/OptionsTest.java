/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.camelmessaging.common.support.binding.CommonField;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An option does something: it is read, or it is a field of a request, to which it is bound by its name.
 */
class OptionsTest {

    private static final String CONFIGURATION = "io.camelmessaging.common.support.MessagingConfiguration";
    private static final String WIRE_NAME = "com.fasterxml.jackson.annotation.JsonProperty";

    @Test
    void eachIsReadOrIsAFieldOfARequest() {
        Set<String> bound = Stream.concat(Arrays.stream(CommonField.values()).map(CommonField::key).filter(Objects::nonNull),
                Suite.CLASSES.stream().filter(each -> each.isRecord() && each.getSimpleName().endsWith("Request"))
                        .flatMap(each -> each.getFields().stream()).flatMap(OptionsTest::names))
                .collect(Collectors.toSet());

        Set<String> idle = Suite.CLASSES.stream().filter(each -> each.isAssignableTo(CONFIGURATION))
                .flatMap(each -> each.getMethods().stream()).filter(OptionsTest::isGetter)
                .filter(getter -> !bound.contains(option(getter)))
                .filter(getter -> getter.getAccessesToSelf().stream().noneMatch(call -> isReader(call.getOriginOwner())))
                .filter(getter -> !isUsedByItsOwner(getter))
                .map(JavaMethod::getFullName).collect(Collectors.toSet());

        assertThat(idle).isEmpty();
    }

    private static Stream<String> names(JavaField field) {
        String wire = field.tryGetAnnotationOfType(WIRE_NAME).flatMap(name -> name.get("value")).map(String::valueOf)
                .orElse(field.getName());
        return Stream.of(field.getName(), StringHelper.dashToCamelCase(wire.replace('_', '-')));
    }

    private static boolean isGetter(JavaMethod method) {
        return method.getName().matches("(get|is)[A-Z].*") && method.getRawParameterTypes().isEmpty();
    }

    private static String option(JavaMethod getter) {
        return StringHelper.decapitalize(getter.getName().replaceFirst("^(get|is)", ""));
    }

    /** Whether another method than getter and setter uses the field, as one that makes credentials of it. */
    private static boolean isUsedByItsOwner(JavaMethod getter) {
        String accessors = getter.getName().replaceFirst("^(get|is)", "(get|is|set)") + "|<init>";
        return getter.getOwner().tryGetField(option(getter))
                .filter(field -> field.getAccessesToSelf().stream()
                        .anyMatch(access -> !access.getOrigin().getName().matches(accessors)))
                .isPresent();
    }

    /** What is generated only passes on. */
    private static boolean isReader(JavaClass caller) {
        return !caller.getSimpleName().endsWith("Configurer");
    }
}
