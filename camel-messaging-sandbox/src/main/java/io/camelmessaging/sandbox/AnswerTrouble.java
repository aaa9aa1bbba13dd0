package io.camelmessaging.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as a provider does on its bad days.
 */
final class AnswerTrouble {

    /** How long the receipts of a message take at most, in the provider's seconds, and as time passes here. */
    private static final double RECEIPTS = 10;
    private static final Duration RECEIPTS_CALLED = Duration.ofMillis(500);

    private final World world;

    /**
     * @param wire  what is answered
     * @param reset whether the connection is reset instead
     * @param delay how long the answer takes
     */
    record Answer(WireAnswer wire, boolean reset, Duration delay) {
    }

    AnswerTrouble(World world) {
        this.world = world;
    }

    Answer answer(Provider provider, WireRequest request) {
        Optional<BadDay> struck = world.badDays().strike(Trouble.Side.ANSWER, provider.name(), request.path());
        WireAnswer right = struck.isPresent() && !struck.get().accepted() ? null : provider.answer(request);
        provider.feedGrowth(request)
                .filter(growth -> world.badDays().strike(Trouble.Side.FEED, provider.name(), request.path()).isPresent())
                .ifPresent(Runnable::run);
        return struck.map(day -> spoilt(day, right)).orElseGet(() -> new Answer(right, false, Duration.ZERO));
    }

    private Answer spoilt(BadDay day, WireAnswer right) {
        return switch (day.trouble()) {
            case RESET_BEFORE_ACCEPTANCE, RESET_AFTER_ACCEPTANCE -> new Answer(null, true, Duration.ZERO);
            case STALLED -> new Answer(right, false, day.delay());
            case SLOW -> new Answer(right, false, world.badDays().around(day.delay()));
            case RECEIPT_BEFORE_ANSWER -> new Answer(right, false, world.pace().lasting(RECEIPTS).plus(RECEIPTS_CALLED));
            case TOO_MANY_REQUESTS -> now(tooManyRequests(day));
            case NOT_OFFERED, SERVER_ERROR_JSON -> now(WireAnswer.json(day.status(),
                    Map.of("message", day.trouble() == Trouble.NOT_OFFERED ? "Not found" : "Something went wrong")));
            case SERVER_ERROR_HTML -> now(new WireAnswer(
                    day.status(), "text/html",
                    "<html><head><title>%1$d</title></head><body><h1>%1$d from the proxy</h1></body></html>"
                            .formatted(day.status()),
                    Map.of()));
            case SERVER_ERROR_EMPTY -> now(WireAnswer.text(day.status(), ""));
            case TRUNCATED_JSON -> now(right.withBody(SpoiltJson.truncated(right.body())));
            case OVERSIZED_JSON -> now(right.withBody(SpoiltJson.oversized(right.body())));
            case WRONG_TYPES -> now(right.withBody(SpoiltJson.wrongTypes(right.body())));
            case NULL_ARRAYS -> now(right.withBody(SpoiltJson.nullArrays(right.body())));
            case RECEIPT_LATE, RECEIPT_TWICE, RECEIPTS_OUT_OF_ORDER, RECEIPT_OF_UNKNOWN_STATUS, NO_FINAL_RECEIPT,
                    INBOUND_TWICE, FEED_GROWS ->
                throw new IllegalStateException(day.trouble() + " strikes no answer");
        };
    }

    private static WireAnswer tooManyRequests(BadDay day) {
        WireAnswer answer = WireAnswer.json(429, Map.of("message", "Too many requests"));
        return day.retryAfter() == null
                ? answer : answer.withHeader("Retry-After", String.valueOf(day.retryAfter().toSeconds()));
    }

    private static Answer now(WireAnswer answer) {
        return new Answer(answer, false, Duration.ZERO);
    }
}
