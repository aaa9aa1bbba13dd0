/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.reliability.guard;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.flows.MessagingFlows;
import io.camelmessaging.flows.guard.GuardConstants;
import io.camelmessaging.sandbox.MessagingSandbox;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The stop switch and what is held, as a person sees them by JMX. */
class StopByJmxTest {

    private static final String NUMBER = "+37255500123";

    private final MessagingSandbox sandbox = MessagingSandbox.create().start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private ObjectName guards;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        MessagingFlows flows = new MessagingFlows();
        flows.setDatabaseFile(folder.resolve("flows").toString());
        context.getRegistry().bind("flows", flows);
        BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
        boomware.getConfiguration().setBaseUrl(sandbox.baseUrl("boomware"));
        boomware.getConfiguration().setAccessToken(BoomwareProvider.ACCESS_TOKEN);
        Properties properties = new Properties();
        properties.setProperty("camel.messaging.guard.enabled", "true");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.start();
        guards = beans.queryNames(new ObjectName(
                "org.apache.camel:context=*" + context.getManagementName()
                                                 + "*,type=services,name=*SendGuards*"),
                null).iterator().next();
    }

    @AfterEach
    void stop() {
        context.stop();
        sandbox.close();
    }

    private Object call(String operation, Object... arguments) throws Exception {
        String[] types = new String[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Boolean ? "boolean" : String.class.getName();
        }
        return beans.invoke(guards, operation, arguments, types);
    }

    private String held() {
        Exchange sent = context.createProducerTemplate().request("boomware:sms?from=Depot",
                exchange -> exchange.getMessage().setBody(Map.of("to", NUMBER, "text", "a")));
        assertThat(sent.getException()).isNull();
        return sent.getMessage().getHeader(GuardConstants.HELD, String.class);
    }

    @Test
    void oneActStopsAndPeopleDecide() throws Exception {
        call("stopSends", "country:EE", "ann", "pumping");
        assertThat((Iterable<?>) beans.getAttribute(guards, "Stopped")).singleElement().asString().contains("country:EE", "ann",
                "pumping");
        String released = held();
        String dropped = held();
        held();
        assertThat(beans.getAttribute(guards, "Held")).isEqualTo(3L);
        assertThat(sandbox.messages()).isEmpty();

        assertThat(call("liftStop", "country:EE", "ann")).isEqualTo(true);
        assertThat(call("releaseHeld", released, "ann", "a customer")).isEqualTo("RELEASED");
        assertThat(call("dropHeld", dropped, "ann", "fraud")).isEqualTo(true);
        assertThat(call("dropAllHeld", "stop country:EE", "ann", "fraud")).isEqualTo(1);

        assertThat(beans.getAttribute(guards, "Held")).isEqualTo(0L);
        assertThat(beans.getAttribute(guards, "Unknown")).isEqualTo(0L);
        assertThat(sandbox.messagesTo(NUMBER)).hasSize(1);
        assertThat(held()).isNull();
    }
}
