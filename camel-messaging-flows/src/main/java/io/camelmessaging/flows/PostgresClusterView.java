/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.support.cluster.AbstractCamelClusterView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node knows of one namespace: whether it leads.
 */
final class PostgresClusterView extends AbstractCamelClusterView {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresClusterView.class);
    private static final int CHECK_SECONDS = 2;

    private final DataSource dataSource;
    private final Duration interval;
    private final Member local = new Member();
    private ScheduledExecutorService clock;
    /** Holds the lock; only the clock's thread looks at it, and whoever has stopped the clock. */
    private Connection held;
    private volatile boolean leading;
    private boolean told;

    PostgresClusterView(PostgresClusterService service, String namespace, DataSource dataSource, Duration interval) {
        super(service, namespace);
        this.dataSource = dataSource;
        this.interval = interval;
    }

    @Override
    public Optional<CamelClusterMember> getLeader() {
        return leading ? Optional.of(local) : Optional.empty();
    }

    @Override
    public CamelClusterMember getLocalMember() {
        return local;
    }

    @Override
    public List<CamelClusterMember> getMembers() {
        return List.of(local);
    }

    @Override
    protected void doStart() {
        clock = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this,
                "PostgresClusterView-" + getNamespace());
        clock.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        getCamelContext().getExecutorServiceManager().shutdownGraceful(clock);
        release();
    }

    private void look() {
        try {
            if (held == null) {
                ask();
            } else if (!held.isValid(CHECK_SECONDS)) {
                release();
            }
            told = false;
        } catch (SQLException | RuntimeException e) {
            release();
            if (!told) {
                told = true;
                LOG.warn("Which node leads {} cannot be found out, as the database fails: {}. No node leads until it answers.",
                        getNamespace(), e.getClass().getSimpleName());
            }
        }
    }

    private void ask() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
                lock.setString(1, "camel-messaging " + getNamespace());
                try (ResultSet got = lock.executeQuery()) {
                    if (got.next() && got.getBoolean(1)) {
                        held = connection;
                    }
                }
            }
        } finally {
            if (held == null) {
                connection.close();
            }
        }
        if (held != null) {
            leading = true;
            fireLeadershipChangedEvent(local);
        }
    }

    /** Leads no longer: ends the route, then frees the lock, as a pool would keep the connection with it. */
    private void release() {
        if (leading) {
            leading = false;
            fireLeadershipChangedEvent((CamelClusterMember) null);
        }
        if (held != null) {
            Connection connection = held;
            held = null;
            try (connection; PreparedStatement unlock = connection.prepareStatement("select pg_advisory_unlock_all()")) {
                unlock.execute();
            } catch (SQLException e) {
                LOG.debug("The lock of {} went with its connection", getNamespace(), e);
            }
        }
    }

    /** This node. */
    private final class Member implements CamelClusterMember {

        @Override
        public String getId() {
            return getClusterService().getId();
        }

        @Override
        public boolean isLeader() {
            return leading;
        }

        @Override
        public boolean isLocal() {
            return true;
        }
    }
}
