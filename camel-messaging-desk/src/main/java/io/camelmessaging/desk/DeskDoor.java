/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who a request is from, and keeps out whoever it does not know. It never locks anybody out who shows the right
 * token, so that a stranger cannot keep people from the desk by trying wrong ones.
 */
final class DeskDoor {

    static final String ACT_KEY = "X-Flow-Desk-Key";
    private static final Logger LOG = LoggerFactory.getLogger(DeskDoor.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MANY = 10;

    private final DeskAccess access;
    private final DeskSessions sessions;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Instant> wrong = new ArrayDeque<>();

    DeskDoor(DeskAccess access, DeskSessions sessions, Clock clock) {
        this.access = access;
        this.sessions = sessions;
        this.clock = clock;
    }

    DeskSessions sessions() {
        return sessions;
    }

    /** Who logs in with a token. */
    DeskUser login(DeskCall call, String token) {
        return known(checked(call, token).orElseThrow(this::wrongToken));
    }

    /** Who makes a request. */
    DeskUser enter(DeskCall call) {
        if (call.isForeign()) {
            throw new DeskRefusal(403, "Requests of another site are refused.");
        }
        Optional<DeskUser> user = call.session().flatMap(sessions::user);
        if (user.isPresent()) {
            return known(user.get());
        }
        Optional<String> token = call.bearer();
        return known(checked(call, token.orElse(null)).orElseThrow(
                () -> token.isPresent() ? wrongToken() : new DeskRefusal(401, "Log in first.")));
    }

    private Optional<DeskUser> checked(DeskCall call, String token) {
        try {
            return access.check(new DeskLogin(token, call::header));
        } catch (RuntimeException e) {
            // its message may hold what was shown
            LOG.warn("Nobody was let in to the flow desk, as the check of who it is failed: {}", e.getClass().getName());
            return Optional.empty();
        }
    }

    private static DeskUser known(DeskUser user) {
        if (!user.may(DeskRole.VIEW)) {
            throw new DeskRefusal(403, "You may not see the flows: the role 'view' is missing.");
        }
        return user;
    }

    /** Those who try are counted, told of, and sent away sooner; the right token is taken all the same. */
    private DeskRefusal wrongToken() {
        int count = count();
        if (count == MANY) {
            LOG.warn("Somebody tries wrong tokens at the flow desk: {} within a minute.", count);
        }
        return count >= MANY
                ? new DeskRefusal(429, "That is not a token of this desk, and there were too many wrong ones: wait a minute.")
                : new DeskRefusal(401, "That is not a token of this desk.");
    }

    private int count() {
        lock.lock();
        try {
            Instant now = clock.instant();
            while (!wrong.isEmpty() && wrong.peekFirst().isBefore(now.minus(WINDOW))) {
                wrong.removeFirst();
            }
            // no more than are needed to tell
            if (wrong.size() > MANY) {
                wrong.removeFirst();
            }
            wrong.addLast(now);
            return wrong.size();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses an act of somebody who may not act, or that the page has not sent. */
    void mayAct(DeskCall call, DeskUser user) {
        if (!user.may(DeskRole.ACT)) {
            throw new DeskRefusal(403, "You may see the flows and not act on them: the role 'act' is missing.");
        }
        checkActKey(call, user);
    }

    /** Refuses what another site may have sent. */
    void checkActKey(DeskCall call, DeskUser user) {
        if (!DeskSessions.isEqual(actKey(call, user), call.header(ACT_KEY))) {
            throw new DeskRefusal(
                    403, "The header " + ACT_KEY + " is missing or not the one that GET api/me gives: load the page again.");
        }
    }

    /** What has to come along with the acts of a user. */
    String actKey(DeskCall call, DeskUser user) {
        return sessions.actKey(user, call.session().filter(session -> sessions.user(session).isPresent()).orElse(null));
    }
}
