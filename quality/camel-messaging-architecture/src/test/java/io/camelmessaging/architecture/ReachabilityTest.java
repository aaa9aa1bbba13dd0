/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import io.camelmessaging.common.DeliveryReceipt;
import io.camelmessaging.common.InboundMessage;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.SmsMessage;
import io.camelmessaging.common.support.Operation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a native image cannot find by itself is named in the jars: whatever Jackson makes of a call or an answer, and
 * what is looked up by its name.
 */
class ReachabilityTest {

    private static final List<String> MODULES = List.of("camel-messaging-common", "camel-boomerang", "camel-boomware",
            "camel-clicksend", "camel-sendmode", "camel-messaging-flows");

    @Test
    void whatOperationsSendAndAnswerIsNamed() throws Exception {
        Set<Class<?>> reached = new HashSet<>();
        Deque<Type> open = new ArrayDeque<>(
                List.of(SendResult.class, DeliveryReceipt.class, InboundMessage.class, SmsMessage.class));
        Suite.CLASSES.stream().filter(each -> each.isEnum() && each.isAssignableTo(Operation.class))
                .flatMap(each -> Stream.of((Operation[]) each.reflect().getEnumConstants()))
                .flatMap(operation -> Stream.of(operation.requestType(), operation.responseType(), operation.rowType()))
                .filter(Objects::nonNull).forEach(open::add);
        while (!open.isEmpty()) {
            Type type = open.pop();
            if (type instanceof ParameterizedType generic) {
                open.addAll(List.of(generic.getActualTypeArguments()));
            } else if (type instanceof Class<?> found && found.getName().startsWith("io.camelmessaging.")
                    && reached.add(found)) {
                if (found.isRecord()) {
                    Stream.of(found.getRecordComponents()).map(RecordComponent::getGenericType).forEach(open::add);
                } else if (found.isSealed()) {
                    open.addAll(List.of(found.getPermittedSubclasses()));
                }
            }
        }

        assertThat(reached).hasSizeGreaterThan(50);
        // without its components Jackson cannot make a record
        assertThat(named("reflect-config.json", "\"name\": \"([^\"]+)\".*\"allRecordComponents\": true"))
                .containsAll(reached.stream().filter(type -> type.isRecord() || type.isEnum()).map(Class::getName).toList());
    }

    @Test
    void whatJacksonIsToldByAnnotationsIsNamed() throws IOException {
        Set<String> annotated = Suite.CLASSES.stream()
                .filter(each -> each.getPackageName()
                        .matches("io\\.camelmessaging\\.(common|boom\\w+|clicksend|sendmode|flows)(\\..*)?"))
                .filter(each -> Stream.concat(Stream.of(each), each.getMembers().stream())
                        .anyMatch(ReachabilityTest::isJacksons))
                // interfaces and abstract classes that add annotations to others are read from these
                .filter(each -> each.isRecord() || each.isEnum())
                .map(JavaClass::getName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(annotated).isNotEmpty();
        assertThat(named("reflect-config.json", "\"name\": \"([^\"]+)\"")).containsAll(annotated);
    }

    @Test
    void whatIsNamedIsThere() throws Exception {
        for (String type : named("reflect-config.json", "\"name\": \"([^\"]+)\"")) {
            assertThat(Class.forName(type, false, getClass().getClassLoader())).as(type).isNotNull();
        }
        Set<String> resources = named("resource-config.json", "\\\\\\\\Q([^\"]+)\\\\\\\\E");
        assertThat(resources).contains("kamelets/failover-on-send.kamelet.yaml",
                "io/camelmessaging/flows/migrations/V1__flows.sql",
                "META-INF/services/org/apache/camel/component/boomware");
        for (String resource : resources) {
            assertThat(getClass().getClassLoader().getResource(resource)).as(resource).isNotNull();
        }
    }

    private static boolean isJacksons(CanBeAnnotated element) {
        return element.isAnnotatedWith(DescribedPredicate.describe("Jackson's",
                annotation -> annotation.getRawType().getPackageName().startsWith("com.fasterxml.jackson")));
    }

    private Set<String> named(String file, String pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : MODULES) {
            List<URL> found = Collections.list(getClass().getClassLoader()
                    .getResources("META-INF/native-image/io.camelmessaging/" + module + "/" + file));
            assertThat(found).as(module).hasSize(1);
            try (InputStream in = found.get(0).openStream()) {
                Pattern.compile(pattern).matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8)).results()
                        .map((MatchResult name) -> name.group(1)).forEach(names::add);
            }
        }
        return names;
    }
}
