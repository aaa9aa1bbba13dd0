/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code DataSource} of an application, and whether its pool is large enough. */
public final class ConnectionPool {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);
    /** What pools call their size: HikariCP, DBCP, c3p0 and UCP, H2, Tomcat. */
    private static final List<String> SIZES
            = List.of("maximumPoolSize", "maxTotal", "maxPoolSize", "maxConnections", "maxActive");
    /** Agroal's is the one of its configuration, which has no getters. */
    private static final String AGROAL_SIZE = "${body.getConfiguration.connectionPoolConfiguration.maxSize}";

    private ConnectionPool() {
    }

    /**
     * The {@code DataSource} of a registry; null if there is none.
     *
     * @throws IllegalArgumentException if there are several, and the registry prefers none of them
     */
    public static DataSource find(CamelContext context) {
        // by type, since those of CDI may have no name
        DataSource single = context.getRegistry().findSingleByType(DataSource.class);
        if (single != null) {
            return single;
        }
        Set<DataSource> known = context.getRegistry().findByType(DataSource.class);
        if (known.size() > 1) {
            Set<String> names = context.getRegistry().findByTypeWithName(DataSource.class).keySet();
            throw new IllegalArgumentException(
                    "The registry holds " + known.size() + " DataSources"
                                               + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
                                               + ": set the option dataSource of a MessagingFlows bean to the one for the flows.");
        }
        return known.isEmpty() ? null : known.iterator().next();
    }

    /** A pool that is too small makes workers wait for connections, which looks like a slow provider. */
    public static void warnIfSmall(CamelContext context, DataSource pool, int threads) {
        size(context, pool).filter(size -> size < threads).ifPresent(size -> LOG.warn(
                "The pool of the flows' DataSource has {} connections for {} threads: make it as large, or lower the option"
                                                                                      + " threads of MessagingFlows.",
                size, threads));
    }

    public static Optional<Integer> size(CamelContext context, DataSource pool) {
        BeanIntrospection beans = PluginHelper.getBeanIntrospection(context);
        return SIZES.stream().map(name -> beans.getOrElseProperty(pool, name, null, false))
                .filter(Integer.class::isInstance).map(Integer.class::cast).filter(size -> size > 0).findFirst()
                .or(() -> sizeOfAgroal(context, pool));
    }

    private static Optional<Integer> sizeOfAgroal(CamelContext context, DataSource pool) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(pool);
        try {
            return Optional.ofNullable(
                    context.resolveLanguage("simple").createExpression(AGROAL_SIZE).evaluate(exchange, Integer.class));
        } catch (RuntimeException e) {
            LOG.debug("The size of the flows' pool is not known.", e);
            return Optional.empty();
        }
    }
}
