/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.springboot;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Starts applications without a web server; the auto-configuration is found as in any application. */
final class Applications {

    /**
     * What a test that starts applications locks: each start sets the logging up anew, which belongs to the whole JVM
     * and fails with a ConcurrentModificationException where two do so at a time.
     */
    static final String LOGGING = "the logging of Spring Boot";

    private Applications() {
    }

    static ConfigurableApplicationContext start(Map<String, Object> properties, Class<?>... sources) {
        return start(properties, Map.of(), sources);
    }

    /** With variables of the environment, which win over the properties. */
    static ConfigurableApplicationContext start(
            Map<String, Object> properties, Map<String, Object> variables, Class<?>... sources) {
        Map<String, Object> all = new HashMap<>(
                Map.of("spring.main.banner-mode", "off", "spring.jmx.enabled", "false", "logging.level.root", "warn"));
        all.putAll(properties);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addLast(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment.getPropertySources().addLast(new MapPropertySource("application", all));
        return new SpringApplicationBuilder(Application.class).sources(sources).environment(environment)
                .web(WebApplicationType.NONE).registerShutdownHook(false).run();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ CamelAutoConfiguration.class, MessagingAutoConfiguration.class })
    static class Application {
    }
}
