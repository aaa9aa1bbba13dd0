package io.camelmessaging.flows;

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.RouteAware;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceSupport;

/**
 * A step that reads or writes who opted out, set by the parameters of the Kamelet that it stands in.
 */
abstract class OptOutProcessor extends ServiceSupport implements Processor, CamelContextAware, RouteAware {

    private CamelContext camelContext;
    private Route route;
    private RecipientKeys keys;
    private OptOuts optOuts;

    /** The Kamelet, in the words that its error messages begin with. */
    protected abstract String template();

    /** Reads and checks the parameters of the Kamelet, other than {@code defaultRegion}. */
    protected abstract void configure(FlowParameters parameters);

    /** The form in which people are known. */
    protected final RecipientKeys keys() {
        return keys;
    }

    /** Who opted out. */
    protected final OptOuts optOuts() {
        return optOuts;
    }

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
        keys = new RecipientKeys(parameters.text("defaultRegion", null));
        configure(parameters);
        parameters.refuseUnread();
        optOuts = new OptOuts(MessagingFlows.of(camelContext).database());
    }
}
