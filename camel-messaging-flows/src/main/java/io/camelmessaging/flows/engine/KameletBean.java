/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.RouteAware;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceSupport;

/** The bean of a Kamelet and a step of its route, set by the parameters that the Kamelet is called with. */
public abstract class KameletBean extends ServiceSupport implements Processor, CamelContextAware, RouteAware {

    private CamelContext camelContext;
    private Route route;

    /** The Kamelet, in the words that its error messages begin with. */
    protected abstract String template();

    /** Reads and checks the parameters; one that is not read here is refused. */
    protected abstract void configure(FlowParameters parameters);

    @Override
    public final CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public final void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public final Route getRoute() {
        return route;
    }

    @Override
    public final void setRoute(Route route) {
        this.route = route;
    }

    @Override
    protected void doInit() {
        Map<String, Object> given = ((RouteDefinition) route.getRoute()).getTemplateParameters();
        FlowParameters parameters = new FlowParameters(camelContext, template(), given == null ? Map.of() : given);
        configure(parameters);
        parameters.refuseUnread();
    }
}
