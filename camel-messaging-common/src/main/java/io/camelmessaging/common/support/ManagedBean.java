/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import javax.management.ObjectName;

import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.spi.ManagementStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service with the annotations of Camel's management, which JMX shows where camel-management is. */
public final class ManagedBean {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedBean.class);

    private ManagedBean() {
    }

    /** Shows a service from the start of its context, or from now if that has started, until it stops. */
    public static void show(CamelContext context, Service service) {
        try {
            context.addStartupListener((started, already) -> register(started, service));
        } catch (Exception e) {
            LOG.debug("{} is not shown by JMX.", service.getClass().getName(), e);
        }
    }

    private static void register(CamelContext context, Service service) {
        ManagementStrategy management = context.getManagementStrategy();
        if (management == null || management.getManagementAgent() == null
                || management.getManagementObjectNameStrategy() == null) {
            return;
        }
        try {
            ObjectName name = management.getManagementObjectNameStrategy().getObjectNameForService(context, service);
            if (!management.getManagementAgent().isRegistered(name)) {
                management.getManagementAgent().register(service, name);
            }
        } catch (Exception e) {
            // nobody works the worse for it
            LOG.debug("{} is not shown by JMX.", service.getClass().getName(), e);
        }
    }
}
