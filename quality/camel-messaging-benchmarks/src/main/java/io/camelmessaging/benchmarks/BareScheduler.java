/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;

/**
 * What a durable message costs at least: a job scheduler of the field, db-scheduler, with tasks that do nothing.
 */
final class BareScheduler implements FlowContestant {

    static final String NAME = "db-scheduler";

    private static final int THREADS = 20;
    /** So many tasks a thread are fetched when fewer than so many wait; the best of what was tried. */
    private static final double LEAST_FETCHED = 1.0;
    private static final double MOST_FETCHED = 4.0;

    private final HikariDataSource pool;
    private final OneTimeTask<Void> task;
    private final Scheduler scheduler;

    BareScheduler(HikariDataSource pool, FlowLoad load) throws SQLException {
        this.pool = pool;
        createTable();
        task = Tasks.oneTime("message").execute((instance, context) -> load.ended());
        scheduler = Scheduler.create(pool, task).threads(THREADS).pollUsingLockAndFetch(LEAST_FETCHED, MOST_FETCHED)
                .pollingInterval(Duration.ofMillis(100)).enableImmediateExecution().build();
        scheduler.start();
    }

    private void createTable() throws SQLException {
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table scheduled_tasks (
                      task_name text not null,
                      task_instance text not null,
                      task_data bytea,
                      execution_time timestamp with time zone not null,
                      picked boolean not null,
                      picked_by text,
                      last_success timestamp with time zone,
                      last_failure timestamp with time zone,
                      consecutive_failures int,
                      last_heartbeat timestamp with time zone,
                      version bigint not null,
                      priority smallint,
                      primary key (task_name, task_instance))""");
            statement.execute("create index execution_time_idx on scheduled_tasks (execution_time)");
            statement.execute("create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin(long number) {
        scheduler.schedule(task.instance(Long.toString(number)), Instant.now());
    }

    @Override
    public void close() {
        scheduler.stop();
        pool.close();
    }
}
