/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.faults;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * What became of the sends and of the events of each day, of all providers together, as one PNG.
 */
final class FaultChart {

    private static final int WIDTH = 1100;
    private static final int HEIGHT = 460;
    private static final double PERCENT = 100;
    private static final Color GREEN = new Color(0x4c, 0xaf, 0x50);
    private static final Color BLUE = new Color(0x42, 0x7f, 0xc1);
    private static final Color ORANGE = new Color(0xf5, 0xa6, 0x23);
    private static final Color GREY = new Color(0x9e, 0x9e, 0x9e);
    private static final Color RED = new Color(0xd3, 0x2f, 0x2f);

    private final List<Line> lines;

    private FaultChart(List<Line> lines) {
        this.lines = lines;
    }

    static void write(List<Line> lines, Path file) throws IOException {
        FaultChart sends = new FaultChart(lines.stream().filter(line -> line.path().equals("send")).toList());
        FaultChart events = new FaultChart(lines.stream().filter(line -> !line.path().equals("send")).toList());
        CategoryChart sent = chart("Sends: what the route was told");
        sends.add(sent, "accepted", GREEN, Line::accepted);
        sends.add(sent, "refused", BLUE, Line::refused);
        sends.add(sent, "unavailable", ORANGE, Line::unavailable);
        sends.add(sent, "unknown", GREY, Line::unknown);
        sends.add(sent, "lost or doubled", RED, line -> line.lost() + line.doubled());
        CategoryChart told = chart("Receipts and replies: what the route made of them, and above 100 what came again");
        events.add(told, "route succeeded", GREEN, line -> line.accepted() - line.unknown());
        events.add(told, "with unknown status", GREY, Line::unknown);
        events.add(told, "came again", ORANGE, Line::repeated);
        events.add(told, "lost or doubled", RED, line -> line.lost() + line.doubled());
        BitmapEncoder.saveBitmap(List.of(sent, told), 2, 1, file.toString(), BitmapFormat.PNG);
    }

    private static CategoryChart chart(String title) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title)
                .yAxisTitle("% of those of the day").build();
        chart.getStyler().setStacked(true).setXAxisLabelRotation(90).setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setYAxisMin(0.0);
        return chart;
    }

    private void add(CategoryChart chart, String name, Color color, Function<Line, Integer> number) {
        List<String> days = lines.stream().map(Line::day).distinct().toList();
        List<Double> shares = days.stream().map(day -> PERCENT * sum(day, number) / sum(day, Line::sent)).toList();
        chart.addSeries(name, days, shares).setFillColor(color);
    }

    private int sum(String day, Function<Line, Integer> number) {
        return lines.stream().filter(line -> line.day().equals(day)).map(number).filter(value -> value != null)
                .mapToInt(Integer::intValue).sum();
    }
}
