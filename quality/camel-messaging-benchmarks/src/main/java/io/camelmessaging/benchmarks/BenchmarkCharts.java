/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The charts of the benchmarks as PNG.
 */
final class BenchmarkCharts {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 520;
    /** A logarithmic axis has no zero. */
    private static final double LEAST = 1;

    private BenchmarkCharts() {
    }

    static void write(Results results, Path directory) throws IOException {
        rates(results, directory.resolve("benchmarks-sends.png"));
        if (!results.settings(SizeBenchmark.NAME).isEmpty()) {
            sizes(results, directory.resolve("benchmarks-sizes.png"));
        }
    }

    private static void rates(Results results, Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT)
                .title("boomware:sms, messages a second (medians, logarithmic)").yAxisTitle("messages/s").build();
        chart.getStyler().setXAxisLabelRotation(45);
        chart.getStyler().setYAxisMin(LEAST);
        chart.getStyler().setYAxisLogarithmic(true).setLegendPosition(LegendPosition.OutsideE);
        List<String> settings = results.settings(Benchmarks.BOOMWARE);
        for (String contestant : List.of(Senders.COMPONENT, Senders.USUAL, Senders.TUNED, Senders.BARE)) {
            List<Double> rates = settings.stream()
                    .map(setting -> results.figure(Benchmarks.BOOMWARE, setting, contestant, SmsBenchmark.RATE)
                            .map(Results.Figure::median).map(rate -> Math.max(rate, LEAST)).orElse(LEAST))
                    .toList();
            chart.addSeries(contestant, settings, rates);
        }
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }

    private static void sizes(Results results, Path file) throws IOException {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title("Cost by size (medians, both axes logarithmic)")
                .xAxisTitle("size").yAxisTitle("ms").build();
        chart.getStyler().setYAxisLogarithmic(true).setXAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        for (String what : results.settings(SizeBenchmark.NAME)) {
            List<Double> sizes = new ArrayList<>();
            List<Double> costs = new ArrayList<>();
            for (String size : results.contestants(SizeBenchmark.NAME, what)) {
                sizes.add(Double.valueOf(size));
                costs.add(results.figure(SizeBenchmark.NAME, what, size, SizeBenchmark.MILLIS).orElseThrow().median());
            }
            chart.addSeries(what, sizes, costs);
        }
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
