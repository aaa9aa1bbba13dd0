/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.time.Duration;
import java.time.Instant;

import io.camelmessaging.common.support.ExchangeFailure;
import io.camelmessaging.flows.store.ColumnText;
import io.camelmessaging.flows.store.Database;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Remembers keys in the database of the flows, for {@code idempotentConsumer} on one or several nodes.
 * <p>
 * Of several that add a key at once exactly one gets it. A key that was added and never confirmed, because the process
 * was killed while its exchange was on the way, may be added again after the claim time: the exchange is then repeated
 * instead of lost. Keys are forgotten after the retention time of the flows.
 */
public class FlowIdempotentRepository extends ServiceSupport implements IdempotentRepository, CamelContextAware {

    private static final int MAX_KEY = 500;
    private static final int MAX_NAME = 100;

    private CamelContext camelContext;
    private Database database;
    private String name = "default";
    private Duration claimTime = Duration.ofMinutes(5);

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public String getName() {
        return name;
    }

    /** Keeps the keys of several repositories apart; {@code default} by default. */
    public void setName(String name) {
        this.name = name;
    }

    public Duration getClaimTime() {
        return claimTime;
    }

    /** How long a key that is not confirmed holds; longer than an exchange takes at most. 5 minutes by default. */
    public void setClaimTime(Duration claimTime) {
        this.claimTime = claimTime;
    }

    @Override
    protected void doInit() {
        database = MessagingFlows.of(camelContext).database();
    }

    private String repository() {
        return ColumnText.key(name, MAX_NAME);
    }

    private static String column(String key) {
        return ColumnText.key(key, MAX_KEY);
    }

    /** Takes a key; false if it is taken or confirmed. */
    @Override
    public boolean add(String key) {
        boolean fresh = database.transaction(sql -> sql.insertOnce(
                "insert into messaging_seen (repository, seen_key, confirmed, seen_at) values (?, ?, false, current_timestamp)",
                repository(), column(key)));
        return fresh || database.transaction(sql -> {
            Instant now = sql.now();
            return sql.update("update messaging_seen set seen_at = ? where repository = ? and seen_key = ? and not confirmed"
                              + " and seen_at < ?",
                    now, repository(), column(key), now.minus(claimTime));
        }) == 1;
    }

    @Override
    public boolean contains(String key) {
        return database.transaction(sql -> sql.query(
                "select 1 from messaging_seen where repository = ? and seen_key = ? and (confirmed or seen_at >= ?)",
                row -> true, repository(), column(key), sql.now().minus(claimTime))).size()
               == 1;
    }

    @Override
    public boolean remove(String key) {
        return database.transaction(
                sql -> sql.update("delete from messaging_seen where repository = ? and seen_key = ?", repository(),
                        column(key)))
               == 1;
    }

    /**
     * A mark for rollback leaves no exception, and Camel asks for the key of its exchange to be confirmed all the same.
     */
    @Override
    public boolean confirm(Exchange exchange, String key) {
        if (ExchangeFailure.of(exchange).isPresent()) {
            remove(key);
            return false;
        }
        return confirm(key);
    }

    @Override
    public boolean confirm(String key) {
        return database.transaction(sql -> sql.update(
                "update messaging_seen set confirmed = true where repository = ? and seen_key = ?", repository(), column(key)))
               == 1;
    }

    @Override
    public void clear() {
        database.transaction(sql -> sql.update("delete from messaging_seen where repository = ?", repository()));
    }
}
