/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

import io.camelmessaging.boomerang.model.FeedPage;
import io.camelmessaging.boomerang.model.Receipt;
import io.camelmessaging.boomerang.model.ReceiptsQuery;
import io.camelmessaging.boomerang.model.WireTime;
import org.apache.camel.spi.StateRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery receipts: read from a cursor on, or, where reading consumes, by the same query until nothing is left.
 * <p>
 * The provider publishes no order. While more waits, a page in order of time is followed by what came since its last
 * receipt; one in order of messages, or whose receipts are all of one second, by what is about later messages. The
 * cursor passes only what is known to be read and done with.
 */
final class ReceiptsFeed implements Feed<ReceiptsQuery, Receipt> {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptsFeed.class);
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    private final BoomerangConfiguration configuration;
    private final ZoneId zone;
    private final boolean consuming;
    private final StateRepository<String, String> states;
    private final String stateKey;
    /** Up to here everything was read in this reading; null before it is known. */
    private Instant readTo;
    /** The newest receipt of this reading. */
    private Instant newest;
    /** The second of which a page could not hold all, while it is read by messages. */
    private Instant crowded;
    private Instant cursor;

    ReceiptsFeed(BoomerangConfiguration configuration) {
        this.configuration = configuration;
        this.zone = configuration.zone();
        this.consuming = configuration.getReadMode() == ReadMode.consume;
        this.states = configuration.getStateRepository();
        // some repositories take no equals sign in a key
        this.stateKey = ("boomerang:deliveryReceipts:" + configuration.account()).replaceAll("[=\\r\\n]", "_");
    }

    @Override
    public ReceiptsQuery begin() {
        newest = null;
        crowded = null;
        Instant first = WireTime.instant(configuration.getDrsAfter(), zone);
        Instant after = first;
        if (!consuming) {
            String stored = states == null ? null : states.getState(stateKey);
            Instant known = stored == null ? cursor : WireTime.instant(stored, ZoneId.of("UTC"));
            if (known != null) {
                Instant back = known.minusMillis(configuration.getCursorOverlap());
                after = back.isAfter(first) ? back : first;
            }
        }
        return new ReceiptsQuery(
                consuming, WireTime.text(after, zone), configuration.getStartTransactionId(), configuration.getExtraFields());
    }

    @Override
    public ReceiptsQuery next(ReceiptsQuery asked, FeedPage<Receipt> page, boolean fresh) {
        List<Instant> times = page.events().stream().map(this::time).toList();
        times.stream().filter(Objects::nonNull).filter(time -> newest == null || time.isAfter(newest))
                .forEach(time -> newest = time);
        if (consuming) {
            return page.moreWaits() && (fresh || warnOfTheSame()) ? asked : null;
        }
        Instant last = isAscending(times) ? times.get(times.size() - 1) : null;
        if (crowded != null && (!page.moreWaits() || last != null && !last.isBefore(crowded.plus(RESOLUTION)))) {
            // what came after that second about earlier messages is still to be read
            boolean again = crowded.equals(WireTime.instant(asked.drsAfter(), zone));
            ReceiptsQuery rest = from(asked, again ? crowded.plus(RESOLUTION) : crowded, configuration.getStartTransactionId());
            crowded = null;
            return rest;
        }
        if (!page.moreWaits()) {
            readTo = newest;
            return null;
        }
        Instant onward = last == null ? null : last.minus(RESOLUTION);
        if (fresh && crowded == null && onward != null && onward.isAfter(WireTime.instant(asked.drsAfter(), zone))) {
            readTo = onward;
            return from(asked, onward, configuration.getStartTransactionId());
        }
        Long message = highest(page.events());
        if (message == null || asked.startTransactionId() != null && message <= asked.startTransactionId()) {
            warnOfTheSame();
            return null;
        }
        if (last != null && crowded == null) {
            crowded = last.truncatedTo(ChronoUnit.SECONDS);
        }
        return from(asked, WireTime.instant(asked.drsAfter(), zone), message);
    }

    @Override
    public Receipt complete(Receipt event) {
        return event.datedIn(zone);
    }

    /** Moves the cursor to before the oldest receipt that is not done with. */
    @Override
    public void done(List<Receipt> open) {
        if (consuming || readTo == null) {
            return;
        }
        Instant to = readTo;
        for (Receipt receipt : open) {
            Instant time = time(receipt);
            if (time == null) {
                return;
            }
            if (!time.isAfter(to)) {
                to = time.minus(RESOLUTION);
            }
        }
        if (cursor == null || to.isAfter(cursor)) {
            if (states != null) {
                states.setState(stateKey, to.toString());
            }
            cursor = to;
        }
    }

    private ReceiptsQuery from(ReceiptsQuery asked, Instant after, Long message) {
        return asked.from(WireTime.text(after, zone), message);
    }

    private Instant time(Receipt receipt) {
        return WireTime.instant(receipt.statusDate(), zone);
    }

    private static boolean isAscending(List<Instant> times) {
        Instant before = Instant.MIN;
        for (Instant time : times) {
            if (time == null || time.isBefore(before)) {
                return false;
            }
            before = time;
        }
        return !times.isEmpty();
    }

    /** The highest message id; null if they are not in order, or no numbers. */
    private static Long highest(List<Receipt> receipts) {
        long before = Long.MIN_VALUE;
        try {
            for (Receipt receipt : receipts) {
                long id = Long.parseLong(String.valueOf(receipt.transactionId()));
                if (id < before) {
                    return null;
                }
                before = id;
            }
        } catch (NumberFormatException e) {
            return null;
        }
        return receipts.isEmpty() ? null : before;
    }

    private boolean warnOfTheSame() {
        LOG.warn("boomerang:deliveryReceipts: the provider says that more receipts wait and they cannot be reached with"
                 + " readMode={}.",
                consuming ? "consume" : "safe");
        return false;
    }
}
