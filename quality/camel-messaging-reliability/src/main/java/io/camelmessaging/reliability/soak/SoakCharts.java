/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Latency, heap and threads over time, as one PNG.
 */
final class SoakCharts {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 260;
    private static final double LEAST = 0.1;
    private static final double MINUTE = 60;

    private SoakCharts() {
    }

    static void write(List<Soak.Sample> samples, Path file) throws IOException {
        XYChart latency = chart("Latency of accepted sends (logarithmic)", "ms");
        latency.getStyler().setYAxisLogarithmic(true);
        add(latency, "p50", samples, sample -> Math.max(LEAST, sample.p50()));
        add(latency, "p99", samples, sample -> Math.max(LEAST, sample.p99()));
        XYChart heap = chart("Heap in use after a collection", "MiB");
        add(heap, "heap", samples, Soak.Sample::heap);
        XYChart threads = chart("Threads", "threads");
        add(threads, "threads", samples, Soak.Sample::threads);
        heap.getStyler().setYAxisMin(0.0);
        threads.getStyler().setYAxisMin(0.0);
        BitmapEncoder.saveBitmap(List.of(latency, heap, threads), 3, 1, file.toString(), BitmapFormat.PNG);
    }

    private static XYChart chart(String title, String unit) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle("minute").yAxisTitle(unit)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setXAxisDecimalPattern("0.0");
        return chart;
    }

    private static void add(XYChart chart, String name, List<Soak.Sample> samples, ToDoubleFunction<Soak.Sample> value) {
        chart.addSeries(name, samples.stream().map(sample -> sample.second() / MINUTE).toList(),
                samples.stream().map(value::applyAsDouble).toList()).setMarker(SeriesMarkers.NONE);
    }
}
