/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.camelmessaging.flows.admin.FlowAdministration;
import io.camelmessaging.flows.admin.FlowCounts;
import io.camelmessaging.flows.admin.FlowDetail;
import io.camelmessaging.flows.admin.FlowPage;
import io.camelmessaging.flows.admin.FlowQuery;

/**
 * What the page, or any other client, can ask for and do: the calls under {@code api/}. What somebody may not see is
 * masked here, and never reaches the browser.
 */
final class DeskApi {

    private static final int PAGE = 50;
    private static final int DEFAULT_HOURS = 24;
    private static final int MAX_HOURS = 24 * 7;
    private static final int MAX_WHY = 200;
    private static final Pattern FLOW = Pattern.compile("flows/([\\w-]{1,100})");
    private static final Pattern GUARD_ACT = Pattern.compile("guard/([a-z-]{1,20})");
    private static final Pattern ACT = Pattern.compile("flows/([\\w-]{1,100})/([a-z-]{1,20})");
    private static final String CALLS
            = "GET me, POST login, POST logout, GET overview, POST flows, GET flows/{id}, POST flows/{id}/"
              + "{cancel, retry, release, sent, not-sent}, GET guard, GET guard/held/{id}, POST guard/"
              + "{stop, lift, release, drop, sent, not-sent}";

    /** What a list can show; those with a count are on the page with it. */
    private static final Map<String, UnaryOperator<FlowQuery>> VIEWS = Map.of("all", UnaryOperator.identity(), "open",
            FlowQuery::open, "overdue", FlowQuery::overdue, "doubt", FlowQuery::inDoubt, "parked", FlowQuery::parked, "failed",
            query -> query.outcome("failed"));

    /** What a text that is looked for may be, in this order. */
    private enum Meaning {
        CONVERSATION,
        REFERENCE,
        NUMBER;

        FlowQuery query(String text) {
            return switch (this) {
                case CONVERSATION -> FlowQuery.all().conversationId(text);
                case REFERENCE -> FlowQuery.all().reference(text);
                case NUMBER -> FlowQuery.all().recipient(text);
            };
        }
    }

    private final DeskDoor door;
    private final FlowAdministration flows;
    private final DeskActs acts;
    private final DeskGuard guard;

    DeskApi(DeskDoor door, FlowAdministration flows, DeskGuard guard) {
        this.door = door;
        this.flows = flows;
        this.guard = guard;
        this.acts = new DeskActs(flows);
    }

    /** @param path behind {@code api/} */
    DeskAnswer answer(DeskCall call, String path) {
        try {
            return switch (call.method() + " " + path) {
                case "POST login" -> login(call);
                case "POST logout" -> logout(call);
                case "GET me" -> me(call, door.enter(call));
                case "GET overview" -> {
                    door.enter(call);
                    yield overview(call);
                }
                case "POST flows" -> list(call, door.enter(call));
                case "GET guard" -> DeskAnswer.json(200, guard.overview(door.enter(call)));
                default -> path.startsWith("guard/")
                        ? ofGuard(call, path, door.enter(call)) : ofOne(call, path, door.enter(call));
            };
        } catch (IllegalArgumentException e) {
            return DeskAnswer.error(400, e.getMessage());
        }
    }

    private DeskAnswer login(DeskCall call) {
        if (call.isForeign()) {
            throw new DeskRefusal(403, "Requests of another site are refused.");
        }
        DeskUser user = door.login(call, call.text("token"));
        String session = door.sessions().open(user);
        return DeskAnswer.json(200, facts(user, door.sessions().actKey(user, session), true))
                .withHeader("Set-Cookie", cookie(call, session, door.sessions().timeout().toSeconds()));
    }

    private DeskAnswer logout(DeskCall call) {
        DeskUser user = door.enter(call);
        door.checkActKey(call, user);
        // of a session that let him in; one who showed a token has none
        call.session().filter(session -> door.sessions().user(session).isPresent()).ifPresent(door.sessions()::close);
        return DeskAnswer.json(200, Map.of()).withHeader("Set-Cookie", cookie(call, "", 0));
    }

    /** Without a path: the browser takes that of the request, which is right behind any proxy. */
    private static String cookie(DeskCall call, String session, long seconds) {
        return DeskCall.COOKIE + "=" + session + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
               + (call.isSecure() ? "; Secure" : "");
    }

    private DeskAnswer me(DeskCall call, DeskUser user) {
        return DeskAnswer.json(200, facts(user, door.actKey(call, user), call.session().isPresent()));
    }

    private static Map<String, Object> facts(DeskUser user, String actKey, boolean session) {
        return Map.of("name", user.name(), "roles", user.roles().stream().map(Enum::name).sorted().toList(), "actKey", actKey,
                "session", session);
    }

    private DeskAnswer overview(DeskCall call) {
        int hours = number(call, "hours", DEFAULT_HOURS, MAX_HOURS);
        FlowCounts counts = flows.counts();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("open", counts.open());
        shown.put("overdue", counts.overdue());
        shown.put("inDoubt", counts.inDoubt());
        shown.put("parked", counts.parked());
        shown.put("oldestDue", counts.oldestDue());
        return DeskAnswer.json(200, Map.of("at", counts.countedAt(), "counts", shown, "guard", guard.summary(), "rates",
                HourlySends.of(flows.sends(hours), hours, counts.countedAt())));
    }

    private static int number(DeskCall call, String name, int other, int max) {
        String given = call.parameter(name);
        if (given == null) {
            return other;
        }
        if (!given.matches("\\d{1,4}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > max) {
            throw new IllegalArgumentException("The parameter " + name + " must be a number from 1 to " + max + ".");
        }
        return Integer.parseInt(given);
    }

    /** Asked for with a body: a number that is looked for stands in no URL, and so in no log of a server. */
    private DeskAnswer list(DeskCall call, DeskUser user) {
        String text = call.text("text");
        String after = call.text("after");
        return DeskAnswer.json(200, seen(user, text == null ? view(call, after) : found(text, after)));
    }

    private FlowPage view(DeskCall call, String after) {
        String name = Objects.requireNonNullElse(call.text("view"), "open");
        UnaryOperator<FlowQuery> view = VIEWS.get(name);
        if (view == null) {
            throw new IllegalArgumentException(
                    "The field view must be one of " + Set.copyOf(VIEWS.keySet()).stream().sorted()
                            .toList() + ".");
        }
        return flows.list(view.apply(FlowQuery.all()), after, PAGE);
    }

    private FlowPage found(String text, String after) {
        int colon = after == null ? -1 : after.indexOf(':');
        for (Meaning meaning : Meaning.values()) {
            boolean begun = colon > 0 && after.substring(0, colon).equals(meaning.name());
            if (colon < 0 || begun) {
                FlowPage page = flows.list(meaning.query(text), begun ? after.substring(colon + 1) : null, PAGE);
                if (begun || !page.flows().isEmpty()) {
                    return new FlowPage(page.flows(), page.next() == null ? null : meaning + ":" + page.next());
                }
            }
        }
        return new FlowPage(List.of(), null);
    }

    private static FlowPage seen(DeskUser user, FlowPage page) {
        return user.may(DeskRole.SEE) ? page : page.masked();
    }

    private DeskAnswer ofGuard(DeskCall call, String path, DeskUser user) {
        Object content = call.method().equals("GET") ? guard.content(path, user) : null;
        if (content != null) {
            return DeskAnswer.json(200, content);
        }
        Matcher act = GUARD_ACT.matcher(path);
        if (call.method().equals("POST") && act.matches()) {
            door.mayAct(call, user);
            return DeskAnswer.json(200,
                    guard.act(call, act.group(1), user, DeskGuard.isWithoutReason(act.group(1)) ? null : why(call)));
        }
        throw noCall();
    }

    private static DeskRefusal noCall() {
        return new DeskRefusal(404, "The desk has: " + CALLS + ".");
    }

    private DeskAnswer ofOne(DeskCall call, String path, DeskUser user) {
        Matcher one = FLOW.matcher(path);
        if (call.method().equals("GET") && one.matches()) {
            FlowDetail detail = flows.show(one.group(1)).filter(flow -> flow.flow().id().equals(one.group(1)))
                    .orElseThrow(DeskApi::noFlow);
            return DeskAnswer.json(200, user.may(DeskRole.SEE) ? detail : detail.masked());
        }
        Matcher act = ACT.matcher(path);
        if (call.method().equals("POST") && act.matches()) {
            door.mayAct(call, user);
            return DeskAnswer.json(200, acts.act(act.group(2), act.group(1), user, why(call)));
        }
        throw noCall();
    }

    private static String why(DeskCall call) {
        String why = call.text("why");
        if (why == null || why.length() > MAX_WHY) {
            throw new IllegalArgumentException(
                    "The field why must have 1 to " + MAX_WHY + " characters: it is kept with the act.");
        }
        return why;
    }

    private static DeskRefusal noFlow() {
        return new DeskRefusal(404, "There is no such flow; it may have ended and been deleted after its retention.");
    }
}
