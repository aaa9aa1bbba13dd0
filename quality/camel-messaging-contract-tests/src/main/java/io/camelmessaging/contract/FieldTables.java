/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.common.support.binding.CommonField;
import io.camelmessaging.common.support.binding.RequestField;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page's tables of the fields that go out and come back, made from the records of a component and their javadoc.
 */
final class FieldTables {

    private static final Pattern PARAM = Pattern.compile("@param\\s+(\\w+)\\s+(.*?)(?=\\s@\\w+\\s|$)");
    private static final String REQUIRED = "; required";

    private final List<Operation> operations;
    private final String ownPackage;

    /**
     * @param operations those of one component
     */
    FieldTables(List<Operation> operations) {
        this.operations = operations;
        this.ownPackage = operations.get(0).getClass().getPackageName();
    }

    /** A table for each record that a request is made of. */
    String requests() {
        return tables(reachable(Operation::requestType), Operation::requestType,
                List.of("Field", "Description", "Neutral name"),
                component -> List.of(
                        "*" + wireName(component) + "*" + (isRequired(component) ? " (required)" : ""),
                        description(component), neutralName(component)));
    }

    /**
     * A table for each record that is an answer, an event or a part of one.
     *
     * @param more records that no operation names, such as a page of rows
     */
    String answers(List<Class<?>> more) {
        Set<Class<?>> records = new LinkedHashSet<>();
        more.forEach(type -> reach(type, records));
        records.addAll(reachable(Operation::rowType));
        return tables(records, Operation::rowType, List.of("Field", "Description", "On the wire"),
                component -> List.of("*" + component.getName() + "*", description(component),
                        component.getAccessor().isAnnotationPresent(JsonIgnore.class) ? "" : "`" + wireName(component) + "`"));
    }

    /** What javadoc calls required is refused if it is missing, and nothing else is. */
    void checkRequired() {
        Set<Class<?>> requests = operations.stream().map(Operation::requestType).collect(Collectors.toSet());
        requests.remove(null);
        assertThat(requests).isNotEmpty().allSatisfy(request -> assertThat(request.getRecordComponents())
                .filteredOn(component -> isMarked(component) != text(component).endsWith(REQUIRED))
                .as("required in the annotation or in the javadoc alone").isEmpty());
    }

    private String tables(
            Set<Class<?>> records, Function<Operation, Class<?>> use, List<String> columns,
            Function<RecordComponent, List<String>> cells) {
        return records.stream().map(type -> {
            String rows = Arrays.stream(type.getRecordComponents()).filter(component -> !isForTheUnknown(component))
                    .map(component -> cells.apply(component).stream().map(cell -> cell.replace("|", "\\|"))
                            .collect(Collectors.joining(" | ", "| ", " | " + simpleName(component.getGenericType()))))
                    .map(String::stripTrailing).collect(Collectors.joining("\n"));
            return "." + title(type, use) + "\n[width=\"100%\",cols=\"2,5,2,2\",options=\"header\"]\n|===\n| "
                   + String.join(" | ", columns) + " | Type\n" + rows + "\n|===";
        }).collect(Collectors.joining("\n\n"));
    }

    private String title(Class<?> type, Function<Operation, Class<?>> use) {
        String used = operations.stream().filter(operation -> use.apply(operation) == type)
                .map(operation -> "`" + operation.name() + "`").collect(Collectors.joining(", "));
        return "`" + simpleName(type) + "`" + (used.isEmpty() ? "" : ": " + used);
    }

    private Set<Class<?>> reachable(Function<Operation, Class<?>> start) {
        Set<Class<?>> found = new LinkedHashSet<>();
        operations.forEach(operation -> reach(start.apply(operation), found));
        return found;
    }

    /** The component's own records that a type holds; a record of one value is what JSON has for it. */
    private void reach(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType parameterized) {
            reach(parameterized.getRawType(), found);
            Arrays.stream(parameterized.getActualTypeArguments()).forEach(argument -> reach(argument, found));
        } else if (type instanceof WildcardType wildcard) {
            Arrays.stream(wildcard.getUpperBounds()).forEach(bound -> reach(bound, found));
        } else if (type instanceof Class<?> one && one.isRecord() && one.getPackageName().startsWith(ownPackage)
                && Arrays.stream(one.getRecordComponents())
                        .noneMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class))
                && found.add(one)) {
            Arrays.stream(one.getRecordComponents()).forEach(component -> reach(component.getGenericType(), found));
        }
    }

    private static boolean isForTheUnknown(RecordComponent component) {
        return component.getName().equals("extraFields");
    }

    private static String wireName(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private static boolean isMarked(RecordComponent component) {
        RequestField field = component.getAnnotation(RequestField.class);
        return field != null && field.required();
    }

    /** Part of a request, such as a step of a chain, has no marks: it checks itself. */
    private static boolean isRequired(RecordComponent component) {
        return isMarked(component) || text(component).endsWith(REQUIRED);
    }

    private static String neutralName(RecordComponent component) {
        RequestField field = component.getAnnotation(RequestField.class);
        return field == null || field.value() == CommonField.NONE ? "" : "`" + field.value().key() + "`";
    }

    private static String description(RecordComponent component) {
        String text = text(component);
        String optional = text.endsWith(REQUIRED) ? text.substring(0, text.length() - REQUIRED.length()) : text;
        return optional.substring(0, 1).toUpperCase(Locale.ROOT) + optional.substring(1);
    }

    private static String text(RecordComponent component) {
        String text = params(component.getDeclaringRecord()).get(component.getName());
        assertThat(text).as("javadoc of %s", component).isNotBlank();
        return text;
    }

    private static Map<String, String> params(Class<?> type) {
        Class<?> file = type.getNestHost();
        Path source = Path.of("src/main/java", file.getName().replace('.', '/') + ".java");
        String text;
        try {
            text = Files.readString(source);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Matcher declaration = Pattern.compile("record " + type.getSimpleName() + "\\b").matcher(text);
        assertThat(declaration.find()).isTrue();
        String before = text.substring(0, declaration.start());
        String javadoc = before.substring(before.lastIndexOf("/**") + 3, before.lastIndexOf("*/"))
                .replaceAll("\\n\\s*\\*", "\n").replaceAll("\\s+", " ").strip()
                .replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("\\{@link #?([^}]*)}", "`$1`");
        Map<String, String> params = new LinkedHashMap<>();
        Matcher matcher = PARAM.matcher(javadoc);
        while (matcher.find()) {
            params.put(matcher.group(1), matcher.group(2).strip());
        }
        return params;
    }

    /** A type without its packages; one inside another is named by both. */
    private static String simpleName(Type type) {
        return type.getTypeName().replaceAll("\\b([a-z]\\w*\\.)+", "").replace('$', '.');
    }
}
