/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * The figures that the flows have to reach.
 */
final class FlowTargets {

    private static final double ALLOWED_BY_DELAY = 512 / 0.2;
    private static final String FEW_OPEN = "1000";

    private FlowTargets() {
    }

    static List<Target> all(Results results) {
        List<Double> scheduler = rates(results, FlowsBenchmark.FREE, BareScheduler.NAME);
        List<Double> onSend = rates(results, FlowsBenchmark.FREE, FlowNode.ON_SEND);
        List<Double> onReceipt = rates(results, FlowsBenchmark.FREE, FlowNode.ON_RECEIPT);
        List<Target> targets = new ArrayList<>();
        targets.add(least("failover-on-send to db-scheduler", 0.6, ratio(onSend, scheduler)));
        targets.add(most("failover-on-send: commits a message", 3, commits(results, FlowNode.ON_SEND)));
        targets.add(least("failover-on-receipt to db-scheduler", 0.35, ratio(onReceipt, scheduler)));
        targets.add(most("failover-on-receipt: commits a message", 6, commits(results, FlowNode.ON_RECEIPT)));
        targets.add(
                least("failover-on-send with a provider of 200 ms to the same without delay, or to what 512 in flight allow",
                        0.9, Target.combined(rates(results, FlowsBenchmark.DELAYED, FlowNode.ON_SEND), onSend,
                                (delayed, free) -> delayed / Math.min(free, ALLOWED_BY_DELAY))));
        targets.add(most("failover-on-send on an idle node: intake to first send, p99 ms", 50,
                results.samples(FlowsBenchmark.NAME, FlowsBenchmark.IDLE, FlowNode.ON_SEND, FlowsBenchmark.FIRST_SEND_P99)));
        targets.add(least("two nodes on one database to one, where the provider's delay binds", 1.7,
                ratio(rates(results, FlowsBenchmark.NODES, FlowNode.ON_SEND + FlowsBenchmark.SECOND_NODE),
                        rates(results, FlowsBenchmark.NODES, FlowNode.ON_SEND))));
        results.settings(ConversationBenchmark.POSTGRES).forEach(open -> targets.add(most(
                "reply to answered with " + open + " open conversations on PostgreSQL, p99 ms", 50,
                results.samples(ConversationBenchmark.POSTGRES, open, Senders.COMPONENT, ConversationBenchmark.REPLY_P99))));
        onFile(results, targets);
        return targets;
    }

    private static void onFile(Results results, List<Target> targets) {
        List<String> open = results.settings(ConversationBenchmark.NAME);
        if (open.isEmpty()) {
            return;
        }
        String most = open.get(open.size() - 1);
        targets.add(most("H2 file with " + most + " open conversations to what it holds", 10,
                Target.combined(conversation(results, most, ConversationBenchmark.FILE),
                        conversation(results, most, ConversationBenchmark.LIVE), (file, live) -> file / live)));
        targets.add(most("reply to answered with " + most + " open conversations on H2, p50, to that with " + FEW_OPEN, 3,
                Target.combined(conversation(results, most, ConversationBenchmark.REPLY_P50),
                        conversation(results, FEW_OPEN, ConversationBenchmark.REPLY_P50), (many, few) -> many / few)));
    }

    private static List<Double> conversation(Results results, String open, String metric) {
        return results.samples(ConversationBenchmark.NAME, open, Senders.COMPONENT, metric);
    }

    private static Target least(String name, double bound, List<Double> samples) {
        return new Target(name, true, bound, samples);
    }

    private static Target most(String name, double bound, List<Double> samples) {
        return new Target(name, false, bound, samples);
    }

    private static List<Double> rates(Results results, String setting, String contestant) {
        return results.samples(FlowsBenchmark.NAME, setting, contestant, FlowsBenchmark.RATE);
    }

    private static List<Double> commits(Results results, String contestant) {
        return results.samples(FlowsBenchmark.NAME, FlowsBenchmark.FREE, contestant, FlowsBenchmark.COMMITS);
    }

    private static List<Double> ratio(List<Double> ours, List<Double> theirs) {
        return Target.combined(ours, theirs, (our, their) -> our / their);
    }
}
