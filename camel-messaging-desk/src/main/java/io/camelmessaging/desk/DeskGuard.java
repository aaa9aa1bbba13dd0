/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.camelmessaging.flows.guard.HeldMessage;
import io.camelmessaging.flows.guard.SendGuards;
import io.camelmessaging.flows.guard.Stop;
import io.camelmessaging.flows.guard.StopScope;
import org.apache.camel.CamelContext;

/** The send guard at the desk: what is stopped and held, and what people decide on it. */
final class DeskGuard {

    private static final int MAX_LISTED = 100;
    /** So that a browser gets its answer soon; the page asks again. */
    private static final int MAX_AT_ONCE = 50;
    private static final Pattern HELD = Pattern.compile("guard/held/([\\w-]{1,100})");

    private final CamelContext context;

    DeskGuard(CamelContext context) {
        this.context = context;
    }

    /** That of the application, which may have started after the desk; to look at it must not make one. */
    private Optional<SendGuards> guards() {
        boolean guarded = context.hasService(SendGuards.class) != null
                || !context.getRegistry().findByType(SendGuards.class).isEmpty();
        return guarded ? Optional.of(SendGuards.of(context)) : Optional.empty();
    }

    private SendGuards needed() {
        return guards().orElseThrow(() -> new DeskRefusal(
                404,
                "This application has no send guard: set camel.messaging.guard.enabled=true, and sends can be stopped here."));
    }

    /** What stands above the lists; empty without a guard. */
    Map<String, Object> summary() {
        return guards().map(guards -> {
            Map<HeldMessage.State, Long> counts = guards.heldCounts();
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("stops", guards.stops().size());
            summary.put("held", counts.getOrDefault(HeldMessage.State.HELD, 0L));
            summary.put("unknown", counts.getOrDefault(HeldMessage.State.UNKNOWN, 0L));
            return summary;
        }).orElse(Map.of());
    }

    /** What is stopped, how much is held, and the oldest of it. */
    Map<String, Object> overview(DeskUser user) {
        Optional<SendGuards> known = guards();
        if (known.isEmpty()) {
            return Map.of("guarded", false);
        }
        SendGuards guards = known.get();
        boolean sees = user.may(DeskRole.SEE);
        Map<String, Object> shown = new LinkedHashMap<>(summary());
        shown.put("guarded", true);
        shown.put("stops", guards.stops().stream().map(DeskGuard::facts).toList());
        shown.put("rules", guards.heldByRule());
        shown.put("messages", Stream.concat(guards.unknown(MAX_LISTED).stream(), guards.held(MAX_LISTED).stream())
                .limit(MAX_LISTED).map(message -> sees ? message : message.masked()).toList());
        return shown;
    }

    private static Map<String, Object> facts(Stop stop) {
        return Map.of("scope", stop.scope().toString(), "by", stop.stoppedBy(), "reason", stop.reason(), "at",
                stop.stoppedAt());
    }

    /** Whom a held message goes to and what it says; null if the path asks for none. */
    Object content(String path, DeskUser user) {
        Matcher held = HELD.matcher(path);
        if (!held.matches()) {
            return null;
        }
        if (!user.may(DeskRole.SEE)) {
            throw new DeskRefusal(403, "You may not see numbers and texts: the role 'see' is missing.");
        }
        return needed().content(held.group(1)).orElseThrow(DeskGuard::decided);
    }

    private static DeskRefusal decided() {
        return new DeskRefusal(404, "No message that waits has this id: somebody has decided it meanwhile.");
    }

    /** Whether this is one of the acts that need no reason. */
    static boolean isWithoutReason(String act) {
        return act.equals("lift");
    }

    /**
     * Acts.
     *
     * @param  act behind {@code guard/}
     * @param  why null for an act that needs no reason
     * @return     how much was done, and if nothing was, why
     */
    Map<String, Object> act(DeskCall call, String act, DeskUser user, String why) {
        SendGuards guards = needed();
        try {
            return switch (act) {
                case "stop" -> {
                    Map<String, Object> stopped = new LinkedHashMap<>(done(1, ""));
                    guards.stopped(scope(call), user.name(), why).ifPresent(doubt -> stopped.put("sentence", doubt));
                    yield stopped;
                }
                case "lift" -> done(guards.lift(scope(call), user.name()) ? 1 : 0, "Nobody has stopped it any more.");
                case "release" -> call.text("rule") == null
                        ? released(guards, field(call, "id"), user, why)
                        : done(guards.releaseAll(call.text("rule"), MAX_AT_ONCE, user.name(), why), "None went out.");
                case "drop" -> call.text("rule") == null
                        ? done(guards.drop(field(call, "id"), user.name(), why) ? 1 : 0, decided().getMessage())
                        : done(guards.dropAll(call.text("rule"), MAX_AT_ONCE, user.name(), why), decided().getMessage());
                case "sent", "not-sent" -> done(
                        guards.settle(field(call, "id"), act.equals("sent"), user.name(), why) ? 1 : 0,
                        decided().getMessage());
                default -> throw new DeskRefusal(
                        404, "There is no act '" + act + "': there are " + List.of("stop", "lift", "release", "drop", "sent",
                                "not-sent")
                             + ".");
            };
        } catch (IllegalStateException e) {
            return done(0, e.getMessage());
        }
    }

    private static Map<String, Object> released(SendGuards guards, String id, DeskUser user, String why) {
        HeldMessage.State state = guards.release(id, user.name(), why).orElseThrow(DeskGuard::decided);
        return switch (state) {
            case HELD -> done(0, "No provider took the message: it is held again.");
            case UNKNOWN -> done(0, "Nobody knows whether the message went out: ask the provider, and say so here.");
            default -> done(1, "");
        };
    }

    /** The page asks for more of a rule as long as this is full. */
    private static Map<String, Object> done(int count, String otherwise) {
        return Map.of("taken", count > 0, "done", count, "more", count == MAX_AT_ONCE, "sentence", count > 0 ? "" : otherwise);
    }

    private static StopScope scope(DeskCall call) {
        return StopScope.of(field(call, "scope"));
    }

    private static String field(DeskCall call, String name) {
        String value = call.text(name);
        if (value == null) {
            throw new IllegalArgumentException("The field " + name + " is missing.");
        }
        return value;
    }
}
