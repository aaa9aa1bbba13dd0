/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.boomerang;

import java.time.ZoneId;

import io.camelmessaging.boomerang.model.FeedPage;
import io.camelmessaging.boomerang.model.RepliesQuery;
import io.camelmessaging.boomerang.model.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replies: read page by page, or, where reading consumes, by the same query until nothing is left.
 */
final class RepliesFeed implements Feed<RepliesQuery, Reply> {

    private static final Logger LOG = LoggerFactory.getLogger(RepliesFeed.class);

    private final RepliesQuery all;
    private final ZoneId zone;
    private final boolean consuming;

    RepliesFeed(BoomerangConfiguration configuration) {
        this.zone = configuration.zone();
        this.consuming = configuration.getReadMode() == ReadMode.consume;
        this.all = new RepliesQuery(
                consuming, consuming, configuration.getUniqueIdentifier(), configuration.getCustomParameter(),
                configuration.getCampaignName(), configuration.getTransactionId(), configuration.getConversationId(), null,
                configuration.getExtraFields());
    }

    @Override
    public RepliesQuery begin() {
        return all;
    }

    @Override
    public RepliesQuery next(RepliesQuery asked, FeedPage<Reply> page, boolean fresh) {
        if (!page.moreWaits()) {
            return null;
        }
        if (!fresh) {
            LOG.warn("boomerang:replies: the provider says that more replies wait and brings the same again; they cannot be"
                     + " read with readMode={}.",
                    consuming ? "consume" : "safe");
            return null;
        }
        return consuming ? asked : asked.nextPage();
    }

    @Override
    public Reply complete(Reply event) {
        return event.datedIn(zone);
    }
}
