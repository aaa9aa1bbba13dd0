/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.admin;

import java.util.List;

/**
 * One page of a list of flows, newest first.
 *
 * @param flows what is on it
 * @param next  the key of the page after it, for {@link FlowAdministration#list}; null if it is the last
 */
public record FlowPage(List<FlowSummary> flows, String next) {

    public FlowPage {
        flows = List.copyOf(flows);
    }

    /** The same for those who may not see numbers. */
    public FlowPage masked() {
        return new FlowPage(flows.stream().map(FlowSummary::masked).toList(), next);
    }
}
