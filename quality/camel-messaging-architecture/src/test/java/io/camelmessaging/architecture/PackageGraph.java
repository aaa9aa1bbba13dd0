/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

/**
 * Who knows whom, without circles: each name, and the names it depends on.
 */
record PackageGraph(Map<String, Set<String>> edges) {

    private static final String OURS = "io.camelmessaging.";

    /** The packages of the suite, named without what all of them begin with. */
    static PackageGraph of(JavaClasses classes) {
        Map<String, Set<String>> edges = new TreeMap<>();
        for (JavaClass each : classes) {
            Set<String> known = edges.computeIfAbsent(name(each), any -> new TreeSet<>());
            each.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass).map(JavaClass::getBaseComponentType)
                    .filter(target -> target.getPackageName().startsWith(OURS)).map(PackageGraph::name)
                    .filter(target -> !target.equals(name(each))).forEach(known::add);
        }
        return new PackageGraph(edges);
    }

    private static String name(JavaClass each) {
        return each.getPackageName().substring(OURS.length());
    }

    /** The module of a package: the first part of its name. */
    static String module(String packageName) {
        return packageName.split("\\.")[0];
    }

    PackageGraph modules() {
        return map(PackageGraph::module);
    }

    /** What a module has inside, and who knows whom there. */
    PackageGraph inside(String module) {
        return new PackageGraph(
                edges.entrySet().stream().filter(each -> module(each.getKey()).equals(module))
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().stream()
                                .filter(target -> module(target).equals(module)).collect(Collectors.toCollection(TreeSet::new)),
                                (one, other) -> one, TreeMap::new)));
    }

    private PackageGraph map(UnaryOperator<String> name) {
        Map<String, Set<String>> mapped = new TreeMap<>();
        edges.forEach((from, targets) -> targets.stream().map(name).filter(target -> !target.equals(name.apply(from)))
                .forEach(mapped.computeIfAbsent(name.apply(from), any -> new TreeSet<>())::add));
        return new PackageGraph(mapped);
    }

    /** Without what goes by way of another: who knows B, which knows C, may know C too. */
    PackageGraph reduced() {
        Map<String, Set<String>> reduced = new TreeMap<>();
        edges.forEach((from, targets) -> reduced.put(from, targets.stream()
                .filter(target -> targets.stream().noneMatch(by -> !by.equals(target) && reaches(by, target)))
                .collect(Collectors.toCollection(TreeSet::new))));
        return new PackageGraph(reduced);
    }

    private boolean reaches(String from, String to) {
        return known(from).stream().anyMatch(next -> next.equals(to) || reaches(next, to));
    }

    private Collection<String> known(String from) {
        return edges.getOrDefault(from, Set.of());
    }

    /** The floors, the lowest first: each name stands over all that it knows. */
    Map<Integer, Set<String>> floors() {
        return edges.keySet().stream().collect(Collectors.groupingBy(this::floor, TreeMap::new,
                Collectors.toCollection(TreeSet::new)));
    }

    private int floor(String name) {
        return known(name).stream().mapToInt(known -> floor(known) + 1).max().orElse(0);
    }
}
