/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws what a flow does in each state. A state is a box, with a line for each state that it may be left for, which
 * says by which signals; what leads to the same state runs together beside the boxes.
 */
final class StateDiagram {

    private static final int LEFT = 16;
    private static final int BOX = 300;
    private static final int LANE = 18;
    private static final int HEADER = 28;
    private static final int LINE = 17;
    private static final int GAP = 20;
    private static final int LETTERS = 46;

    private final String flow;
    private final Map<String, Map<String, Set<String>>> transitions;
    private final StringBuilder svg = new StringBuilder();
    private final Map<String, Integer> entrances = new HashMap<>();
    private final Map<String, List<Integer>> exits = new LinkedHashMap<>();

    /** @param transitions by state, and by the state that follows, the signals; in the order in which they are drawn */
    StateDiagram(String flow, Map<String, Map<String, Set<String>>> transitions) {
        this.flow = flow;
        this.transitions = transitions;
    }

    String svg() {
        int y = LEFT + 44;
        for (Map.Entry<String, Map<String, Set<String>>> state : transitions.entrySet()) {
            y = box(y, state.getKey(), state.getValue()) + GAP;
        }
        lanes();
        int middle = LEFT + BOX / 2;
        int end = y - GAP;
        svg.append("""
                  <circle class="end" cx="%1$d" cy="%2$d" r="6"/>
                  <path d="M%1$d %3$d %1$d %4$d"/>
                  <text x="%5$d" y="%6$d">taken in</text>
                  <path d="M%1$d %7$d %1$d %8$d"/>
                  <text x="%5$d" y="%9$d">retention</text>
                  <circle class="end" cx="%1$d" cy="%10$d" r="6"/>
                  <circle cx="%1$d" cy="%10$d" r="9"/>
                """.formatted(middle, LEFT + 6, LEFT + 12, LEFT + 43, middle + 12, LEFT + 32, end, end + 31, end + 20,
                end + 41));
        int width = LEFT + BOX + (exits.size() + 1) * LANE;
        int height = end + 41 + 9 + LEFT;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" font-family="system-ui, sans-serif" role="img" aria-label="States of %3$s, and the signals by which each is left">
                  <style>
                    rect { fill: #ffffff; stroke: #33526e; stroke-width: 1.5; } .state { fill: #e8f1fb; }
                    text { fill: #16202b; font-size: 12px; } .name { font-weight: 600; font-size: 13px; }
                    path { stroke: #33526e; stroke-width: 1.3; fill: none; marker-end: url(#leads); } .joins { marker-end: none; }
                    marker path { fill: #33526e; stroke: none; marker-end: none; }
                    circle { fill: none; stroke: #33526e; stroke-width: 1.3; } .end, .joint { fill: #33526e; }
                  </style>
                  <defs><marker id="leads" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
                  <rect width="%1$d" height="%2$d" style="stroke: none"/>
                """
                .formatted(width, height, flow)
               + svg + "</svg>\n";
    }

    private int box(int y, String name, Map<String, Set<String>> next) {
        List<String> texts = new ArrayList<>();
        int at = y + HEADER;
        for (Map.Entry<String, Set<String>> one : next.entrySet()) {
            exits.computeIfAbsent(one.getKey(), to -> new ArrayList<>()).add(at + LINE / 2 + 2);
            for (String line : lines(one.getValue())) {
                at += LINE;
                texts.add("  <text x=\"%d\" y=\"%d\">%s</text>\n".formatted(LEFT + 10, at - 2, line));
            }
            at += 4;
        }
        int bottom = next.isEmpty() ? at : at + 4;
        entrances.put(name, y + HEADER / 2);
        svg.append("""
                  <rect x="%1$d" y="%2$d" width="%3$d" height="%4$d" rx="6"/>
                  <rect class="state" x="%1$d" y="%2$d" width="%3$d" height="%5$d" rx="6"/>
                  <text class="name" x="%6$d" y="%7$d">%8$s</text>
                """.formatted(LEFT, y, BOX, bottom - y, HEADER, LEFT + 10, y + 19, name));
        texts.forEach(svg::append);
        return bottom;
    }

    private static List<String> lines(Set<String> signals) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String signal : signals) {
            if (!line.isEmpty()) {
                line.append(',');
                if (line.length() + 1 + signal.length() > LETTERS) {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    line.append(' ');
                }
            }
            line.append(signal);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Whatever leads to one state has one lane, the shortest of them nearest to the boxes. */
    private void lanes() {
        int x = LEFT + BOX;
        List<String> targets = exits.keySet().stream().sorted(Comparator.comparingInt(this::length)).toList();
        for (String target : targets) {
            x += LANE;
            int entrance = entrances.get(target);
            List<Integer> from = exits.get(target);
            for (int exit : from) {
                svg.append("  <path class=\"joins\" d=\"M%d %d %d %d\"/>\n".formatted(LEFT + BOX, exit, x, exit));
                svg.append("  <circle class=\"joint\" cx=\"%d\" cy=\"%d\" r=\"2.5\"/>\n".formatted(x, exit));
            }
            int top = Math.min(entrance, from.get(0));
            int bottom = Math.max(entrance, from.get(from.size() - 1));
            svg.append("  <path class=\"joins\" d=\"M%d %d %d %d\"/>\n".formatted(x, top, x, bottom));
            svg.append("  <path d=\"M%d %d %d %d\"/>\n".formatted(x, entrance, LEFT + BOX + 1, entrance));
        }
    }

    private int length(String target) {
        List<Integer> from = exits.get(target);
        int entrance = entrances.get(target);
        return Math.max(entrance, from.get(from.size() - 1)) - Math.min(entrance, from.get(0));
    }
}
