/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterService;

/**
 * Decides by an advisory lock in PostgreSQL which node runs a {@code master:} route, such as a polling consumer of
 * receipts or replies: where a database is shared anyway nothing else is needed.
 * <p>
 * The leader holds one connection with the lock, out of the pool, for as long as it leads. When its process dies the
 * server frees the lock with the connection, and another node leads after {@code interval}. A leader that cannot reach
 * the database any more ends its route within {@code interval} and the time that the check of the connection takes;
 * there is no fencing, so that a last poll of it may go on beside the first of the next: keep what may come twice by an
 * {@code idempotentConsumer}, or in {@code flow-events}, which keeps each event once. The lock belongs to a session of
 * the server, so that a proxy such as PgBouncer has to pool sessions, not transactions.
 */
public class PostgresClusterService extends AbstractCamelClusterService<PostgresClusterView> {

    private DataSource dataSource;
    private Duration interval = Duration.ofSeconds(1);

    public DataSource getDataSource() {
        return dataSource;
    }

    /** The database, the same for all nodes; each led namespace takes a connection for good. */
    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Duration getInterval() {
        return interval;
    }

    /**
     * How often a node asks for the lock, and the leader whether it still has it; every second by default, at least
     * every 100 ms.
     */
    public void setInterval(Duration interval) {
        this.interval = interval;
    }

    /** A bean of this class makes itself known to its context, where the component {@code master} looks for it. */
    @Override
    public void setCamelContext(CamelContext camelContext) {
        boolean known = getCamelContext() != null;
        super.setCamelContext(camelContext);
        if (!known && camelContext.hasService(CamelClusterService.class) == null) {
            try {
                camelContext.addService(this);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeException(e);
            }
        }
    }

    @Override
    protected PostgresClusterView createView(String namespace) {
        if (dataSource == null) {
            throw new IllegalArgumentException("The option dataSource of PostgresClusterService is needed: a PostgreSQL.");
        }
        if (interval == null || interval.toMillis() < 100) {
            throw new IllegalArgumentException(
                    "The option interval of PostgresClusterService must be at least 100ms, not " + interval + ".");
        }
        return new PostgresClusterView(this, namespace, dataSource, interval);
    }
}
