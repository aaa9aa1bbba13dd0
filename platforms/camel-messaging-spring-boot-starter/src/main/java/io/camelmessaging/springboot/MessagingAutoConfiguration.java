/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.util.function.Consumer;

import javax.sql.DataSource;

import io.camelmessaging.common.support.MessagingComponent;
import io.camelmessaging.common.support.MessagingDefaults;
import io.camelmessaging.flows.MessagingFlows;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Binds {@code camel.component.<scheme>.*} to the messaging components and {@code camel.messaging.flows.*} to the
 * flows.
 * <p>
 * A property that no component has stops the start; the sentence names the nearest.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnClass({ CamelAutoConfiguration.class, MessagingComponent.class })
@ConditionalOnBean(CamelAutoConfiguration.class)
public class MessagingAutoConfiguration {

    /** Sets the options of each messaging component that a context makes, by the name that the component has there. */
    @Bean
    static ComponentOptionsCustomizer messagingComponentOptions(ConfigurableEnvironment environment) {
        return new ComponentOptionsCustomizer(environment);
    }

    /** Looks at the names of the properties before any route is started, be the component used or not. */
    @Bean
    static CamelContextConfiguration messagingPropertyNames(ConfigurableEnvironment environment) {
        return beforeStart(context -> {
            MessagingDefaults.refuseMisspelt(
                    new PrefixedProperties(environment, "camel.messaging").other(MessagingDefaults.names()));
            MessagingComponents.onClassPath(context.getApplicationContextClassLoader())
                    .forEach(options -> new PrefixedProperties(environment, options.prefix()).check(options));
        });
    }

    private static CamelContextConfiguration beforeStart(Consumer<CamelContext> check) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                check.accept(context);
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing to do
            }
        };
    }

    /** The flows, where their jar is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MessagingFlows.class)
    static class FlowsConfiguration {

        /**
         * The flows with the options {@code camel.messaging.flows.*} and the application's {@code DataSource}: its only
         * one, its primary one, or the one that {@code data-source} names. It is started by the first flow.
         */
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean
        static MessagingFlows messagingFlows(
                ConfigurableEnvironment environment, BeanFactory beans, ObjectProvider<DataSource> dataSources) {
            return FlowsOptions.bind(new MessagingFlows(), environment, beans, dataSources);
        }

        /** Refuses properties that nothing would read. */
        @Bean
        static CamelContextConfiguration messagingFlowsPropertyNames(
                ConfigurableEnvironment environment, BeanFactory beans) {
            return beforeStart(context -> FlowsOptions.check(environment, beans.containsBean("messagingFlows")
                    && beans.getType("messagingFlows") == MessagingFlows.class));
        }
    }
}
