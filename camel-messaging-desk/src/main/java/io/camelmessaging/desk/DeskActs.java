package io.camelmessaging.desk;

import java.util.Map;

import io.camelmessaging.flows.admin.FlowAdministration;

/** The acts of people on flows. */
final class DeskActs {

    private final FlowAdministration flows;

    DeskActs(FlowAdministration flows) {
        this.flows = flows;
    }

    /** What became of it. */
    Map<String, Object> act(String act, String id, DeskUser user, String why) {
        throw new DeskRefusal(404, "The desk does not act yet.");
    }
}
