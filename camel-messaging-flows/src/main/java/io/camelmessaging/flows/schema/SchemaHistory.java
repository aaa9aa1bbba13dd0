/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has been applied to a schema, as its table {@code messaging_schema_history} tells. It is the table that Flyway
 * kept for earlier versions, and still has its columns, so that such a version finds its way too.
 *
 * @param schema  where it is
 * @param applied in the order in which it was applied
 */
record SchemaHistory(String schema, List<Applied> applied) {

    private static final String BASELINE = "BASELINE";
    private static final String SCRIPT = "SQL";

    /**
     * A row of the table.
     *
     * @param version  of the script; null of a mark that is none
     * @param type     {@code SQL} of a script, {@code BASELINE} of a version that was there before; others are marks
     * @param checksum null if it is not known
     * @param success  false if the script failed in the middle
     */
    record Applied(String version, String type, Integer checksum, boolean success) {
    }

    /** The newest version that was applied; 0 if none was. */
    int version() {
        return applied.stream().filter(one -> one.type().equals(SCRIPT) || one.type().equals(BASELINE))
                .mapToInt(this::version).max().orElse(0);
    }

    /**
     * The scripts that are to be applied, in their order.
     *
     * @throws IllegalStateException if what was applied is not the beginning of the scripts
     */
    List<SchemaScript> pending(List<SchemaScript> scripts) {
        Map<Integer, SchemaScript> known = new HashMap<>();
        scripts.forEach(script -> known.put(script.version(), script));
        int newest = scripts.get(scripts.size() - 1).version();
        int baseline = 0;
        List<Integer> done = new ArrayList<>();
        for (Applied one : applied) {
            if (one.type().equals(BASELINE)) {
                baseline = Math.max(baseline, version(one));
            } else if (one.type().equals(SCRIPT)) {
                check(one, known.get(version(one)), newest);
                done.add(version(one));
            }
        }
        int from = baseline;
        List<SchemaScript> pending = scripts.stream()
                .filter(script -> script.version() > from && !done.contains(script.version())).toList();
        for (SchemaScript script : pending) {
            if (script.version() < version()) {
                throw wrong(
                        "lack the script " + script.file() + ", although later ones were applied",
                        "Restore a backup, or ask who changed the table " + TableNames.HISTORY + ".");
            }
        }
        return pending;
    }

    private void check(Applied one, SchemaScript script, int newest) {
        int version = version(one);
        if (version > newest) {
            throw wrong(
                    "are of the later version " + version + ", and this one knows them up to " + newest,
                    "Start the version that upgraded them, or a later one; schemaMode=none starts this one at your own risk.");
        }
        if (script == null) {
            throw wrong("have a script of version " + version + " that no release has", "Use a jar of a release.");
        }
        if (!one.success()) {
            throw wrong(
                    "were left in the middle of the script " + script.file() + " by an earlier version",
                    "Restore a backup; or undo what of it is there, delete its row from " + TableNames.HISTORY
                                                                                                         + ", and start again.");
        }
        if (one.checksum() != null && one.checksum() != script.checksum()) {
            throw wrong(
                    "were made by another " + script.file() + " than the one of this jar (checksum " + one.checksum()
                        + ", not " + script.checksum() + ")",
                    "Use a jar of a release, whose scripts are never changed.");
        }
    }

    private int version(Applied one) {
        try {
            return Integer.parseInt(one.version());
        } catch (NumberFormatException e) {
            throw wrong("have the version '" + one.version() + "' that no release has", "Use a jar of a release.");
        }
    }

    private IllegalStateException wrong(String what, String remedy) {
        return new IllegalStateException("The tables of the flows in the schema " + schema + " " + what + ". " + remedy);
    }
}
