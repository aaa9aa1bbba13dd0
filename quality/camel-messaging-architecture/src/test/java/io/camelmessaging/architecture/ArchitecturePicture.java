/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.architecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws modules on floors, with their packages on floors inside; an arrow leads to what is known, unless another one
 * leads there.
 */
final class ArchitecturePicture {

    private static final int WIDTH = 1080;
    private static final int GAP = 24;
    private static final int TITLE = 30;
    private static final int PACKAGE_HEIGHT = 28;
    private static final int PACKAGE_STEP = 52;
    private static final int ARROW_ROOM = 34;

    private record Box(double x, double y, double width, double height) {
        double middle() {
            return x + width / 2;
        }
    }

    private final PackageGraph packages;
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final StringBuilder shapes = new StringBuilder();
    private double bottom = GAP;

    ArchitecturePicture(PackageGraph packages) {
        this.packages = packages;
    }

    String svg() {
        PackageGraph modules = packages.modules();
        List<Set<String>> floors = new ArrayList<>(modules.floors().values());
        for (int floor = floors.size() - 1; floor >= 0; floor--) {
            drawFloor(floors.get(floor));
        }
        modules.reduced().edges().forEach((from, targets) -> targets.forEach(to -> drawArrow(boxes.get(from), boxes.get(to))));
        int height = (int) bottom - ARROW_ROOM + GAP;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" role="img" \
                aria-label="The modules of the suite on floors, with their packages; arrows lead down to what is known">
                  <style>
                    rect { fill: #ffffff; stroke: #33526e; stroke-width: 1.5; } .module { fill: #e8f1fb; }
                    text { fill: #16202b; text-anchor: middle; font-size: 12.5px; } .name { font-weight: 600; font-size: 12.5px; }
                    path { stroke: #33526e; stroke-width: 1.3; fill: none; marker-end: url(#known); }
                    marker path { fill: #33526e; stroke: none; marker-end: none; }
                  </style>
                  <defs><marker id="known" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
                <path d="M0 0 8 4 0 8z"/></marker></defs>
                  <rect width="%1$d" height="%2$d" style="stroke: none"/>
                %3$s</svg>
                """
                .formatted(WIDTH, height, shapes);
    }

    /** Modules side by side, those that most others know first and widest; all stand on the same ground. */
    private void drawFloor(Set<String> modules) {
        List<String> sorted = modules.stream().sorted(Comparator.comparing(this::knownBy).reversed()
                .thenComparing(Comparator.naturalOrder())).toList();
        double share = (WIDTH - GAP * (modules.size() + 1.0)) / modules.stream().mapToInt(this::share).sum();
        int highest = modules.stream().mapToInt(this::height).max().orElseThrow();
        double x = GAP;
        for (String module : sorted) {
            Box box = new Box(x, bottom + highest - height(module), share * share(module), height(module));
            boxes.put(module, box);
            drawModule(module, box);
            x += box.width() + GAP;
        }
        bottom += highest + ARROW_ROOM;
    }

    private int knownBy(String module) {
        return (int) packages.modules().edges().values().stream().filter(known -> known.contains(module)).count();
    }

    private int share(String module) {
        return packages.inside(module).floors().values().stream().mapToInt(Set::size).max().orElseThrow() + knownBy(module) / 2;
    }

    private int height(String module) {
        return TITLE + packages.inside(module).floors().size() * PACKAGE_STEP;
    }

    private void drawModule(String module, Box box) {
        drawBox(box, "module");
        drawText(box.middle(), box.y() + 20, "name", moduleName(module));
        PackageGraph inside = packages.inside(module);
        Map<String, Box> rooms = new LinkedHashMap<>();
        inside.floors().forEach((floor, names) -> {
            double column = box.width() / names.size();
            double x = box.x();
            for (String name : names) {
                rooms.put(name, new Box(
                        x + 8, box.y() + box.height() - (floor + 1) * PACKAGE_STEP + 8, column - 16,
                        PACKAGE_HEIGHT));
                x += column;
            }
        });
        // first, so that they go behind what stands between
        inside.reduced().edges().forEach((from, targets) -> targets.forEach(to -> drawArrow(rooms.get(from), rooms.get(to))));
        rooms.forEach((name, room) -> {
            drawBox(room, "package");
            drawText(room.middle(), room.y() + 19, "", name.equals(module) ? name : name.substring(module.length() + 1));
        });
    }

    private static String moduleName(String module) {
        return ModulesTest.PROVIDERS.contains(module)
                ? "camel-" + module
                : "camel-messaging-" + (module.equals("springboot") ? "spring-boot-starter" : module);
    }

    private void drawBox(Box box, String kind) {
        shapes.append("  <rect class=\"%s\" x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" rx=\"6\"/>\n"
                .formatted(kind, box.x(), box.y(), box.width(), box.height()));
    }

    private void drawText(double x, double y, String kind, String text) {
        shapes.append("  <text class=\"%s\" x=\"%.0f\" y=\"%.0f\">%s</text>\n".formatted(kind, x, y, text));
    }

    /** Straight down where the one stands over the other, and else as far to its side as it has to. */
    private void drawArrow(Box from, Box to) {
        double x = Math.max(to.x() + 12, Math.min(from.middle(), to.x() + to.width() - 12));
        shapes.append(
                "  <path d=\"M%.0f %.0f %.0f %.0f\"/>\n".formatted(from.middle(), from.y() + from.height(), x, to.y() - 1));
    }
}
