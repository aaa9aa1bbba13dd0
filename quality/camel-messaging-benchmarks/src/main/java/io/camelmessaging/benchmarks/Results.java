/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured: each figure once a round.
 */
final class Results {

    static final String HEADER = "benchmark,setting,contestant,metric,median,lowest,highest,rounds";

    /**
     * What a figure is of.
     *
     * @param benchmark  such as {@code boomware:sms}
     * @param setting    such as {@code 64 in flight, 0 ms}
     * @param contestant who was measured
     * @param metric     what was measured, with its unit
     */
    record Key(String benchmark, String setting, String contestant, String metric) {
    }

    /** A figure over all rounds. */
    record Figure(double median, double lowest, double highest, int rounds) {
    }

    private final Map<Key, List<Double>> samples = new LinkedHashMap<>();

    void add(String benchmark, String setting, String contestant, String metric, double value) {
        samples.computeIfAbsent(new Key(benchmark, setting, contestant, metric), key -> new ArrayList<>()).add(value);
    }

    /** The values of a figure, one a round; none if it was not measured. */
    List<Double> samples(String benchmark, String setting, String contestant, String metric) {
        return samples.getOrDefault(new Key(benchmark, setting, contestant, metric), List.of());
    }

    Optional<Figure> figure(String benchmark, String setting, String contestant, String metric) {
        List<Double> values = samples(benchmark, setting, contestant, metric);
        return values.isEmpty() ? Optional.empty() : Optional.of(figure(values));
    }

    /** The settings of a benchmark, in the order of their first measurement. */
    List<String> settings(String benchmark) {
        return samples.keySet().stream().filter(key -> key.benchmark().equals(benchmark)).map(Key::setting).distinct().toList();
    }

    List<String> contestants(String benchmark, String setting) {
        return samples.keySet().stream().filter(key -> key.benchmark().equals(benchmark) && key.setting().equals(setting))
                .map(Key::contestant).distinct().toList();
    }

    static Figure figure(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Figure(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    void write(Path file) throws IOException {
        StringBuilder lines = new StringBuilder(HEADER).append('\n');
        samples.forEach((key, values) -> {
            Figure figure = figure(values);
            lines.append(String.format(Locale.ROOT, "%s,\"%s\",%s,%s,%.4f,%.4f,%.4f,%d%n", key.benchmark(), key.setting(),
                    key.contestant(), key.metric(), figure.median(), figure.lowest(), figure.highest(), figure.rounds()));
        });
        Files.writeString(file, lines);
    }

    /** The medians of an earlier run's file; none if there is no file. */
    static Map<Key, Double> medians(Path file) throws IOException {
        Map<Key, Double> medians = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
                if (cells.length == 8 && !line.equals(HEADER)) {
                    List<String> texts = Arrays.stream(cells).map(cell -> cell.replace("\"", "")).toList();
                    medians.put(new Key(texts.get(0), texts.get(1), texts.get(2), texts.get(3)),
                            Double.valueOf(texts.get(4)));
                }
            }
        }
        return medians;
    }
}
