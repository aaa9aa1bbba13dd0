/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.optout;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.camelmessaging.flows.store.ColumnText;
import io.camelmessaging.flows.store.Database;

/**
 * Who opted out, in the database. What happened last counts, and when in doubt the opt-out.
 */
public final class OptOuts {

    private static final int KEYS_PER_QUERY = 500;
    private static final int MAX_CAUSE = 200;
    private static final int MAX_RECIPIENT = 320;

    /** By how much two providers' times may be apart without telling which came first. */
    private static final Duration DOUBT = Duration.ofDays(1);

    private final Database database;

    public OptOuts(Database database) {
        this.database = database;
    }

    /**
     * That a person opted out.
     *
     * @param cause      what told so, without personal data
     * @param happenedAt when
     */
    public record OptOut(String cause, Instant happenedAt) {
    }

    /**
     * Records that a person opted out or in; if something newer is known, nothing changes. Providers' clocks and time
     * zones are wrong by hours, so an opt-out counts against an opt-in that was told before it and is up to a day
     * newer.
     *
     * @param  key        of {@link RecipientKeys}
     * @param  optedOut   whether out or in
     * @param  cause      what told so, without personal data
     * @param  happenedAt when; null for now
     * @return            whether it is what counts now
     */
    public boolean record(String key, boolean optedOut, String cause, Instant happenedAt) {
        return database.transaction(transaction -> {
            Instant now = transaction.now();
            // a provider's clock that runs ahead must not outvote what people say until then
            Instant moment = happenedAt == null || happenedAt.isAfter(now) ? now : happenedAt;
            return transaction.insertOnce(
                    "insert into messaging_opt_out (recipient, opted_out, cause, happened_at, recorded_at) values (?, ?, ?, ?, ?)",
                    column(key), optedOut, ColumnText.cut(cause, MAX_CAUSE), moment, now)
                    || transaction.update(
                            "update messaging_opt_out set opted_out = ?, cause = ?, recorded_at = ?, "
                                          // a repeat of the opt-in that was overruled must not count as newer
                                          + "happened_at = case when happened_at > ? then happened_at else ? end "
                                          + "where recipient = ? and (happened_at < ? or happened_at <= ? and ?)",
                            optedOut, ColumnText.cut(cause, MAX_CAUSE), now, moment, moment, column(key), moment,
                            moment.plus(DOUBT),
                            optedOut)
                       == 1;
        });
    }

    /** Those of the keys that are opted out, with what is known of it. */
    public Map<String, OptOut> among(List<String> keys) {
        return database.transaction(transaction -> {
            List<String> columns = keys.stream().map(OptOuts::column).toList();
            Map<String, OptOut> found = new HashMap<>();
            for (int i = 0; i < keys.size(); i += KEYS_PER_QUERY) {
                found.putAll(among(transaction, columns.subList(i, Math.min(i + KEYS_PER_QUERY, keys.size()))));
            }
            Map<String, OptOut> optedOut = new HashMap<>();
            keys.stream().filter(key -> found.containsKey(column(key)))
                    .forEach(key -> optedOut.put(key, found.get(column(key))));
            return optedOut;
        });
    }

    /** What is no number and no address may have any length. */
    private static String column(String key) {
        return ColumnText.key(key, MAX_RECIPIENT);
    }

    private static Map<String, OptOut> among(Database.Transaction transaction, List<String> keys) throws SQLException {
        Map<String, OptOut> found = new HashMap<>();
        transaction.query(
                "select recipient, cause, happened_at from messaging_opt_out where opted_out and recipient in ("
                          + String.join(", ", Collections.nCopies(keys.size(), "?")) + ")",
                row -> found.put(row.getString("recipient"),
                        new OptOut(row.getString("cause"), Database.instant(row, "happened_at"))),
                new ArrayList<>(keys).toArray());
        return found;
    }
}
