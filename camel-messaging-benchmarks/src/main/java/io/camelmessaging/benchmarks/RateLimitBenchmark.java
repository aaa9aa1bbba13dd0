package io.camelmessaging.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.camelmessaging.boomware.BoomwareComponent;
import io.camelmessaging.clicksend.ClickSendComponent;
import io.camelmessaging.clicksend.ClickSendConfiguration;
import io.camelmessaging.common.MessagingConstants;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Two accounts with a limit under ten times the load: how much of the limit is used, and whether it is ever passed.
 */
final class RateLimitBenchmark {

    static final String NAME = "rate limit";
    static final String USED = "share of the allowed rate";
    static final String ABOVE = "calls above the limit in any window";

    private static final int TIMES_THE_LIMIT = 10;
    private static final int TICKS_PER_SECOND = 10;
    private static final double NANOS = 1e9;

    /**
     * An account with a limit.
     *
     * @param name  as the report calls it
     * @param uri   sends below the limit
     * @param path  where the stub sees it
     * @param calls in a period
     */
    private record Limit(String name, String uri, String path, int calls, Duration period) {
    }

    private static final List<Limit> LIMITS = List.of(
            new Limit("30 in 1 s", "boomware:sms", "/boomware/v1/sms", 30, Duration.ofSeconds(1)),
            new Limit(
                    "100 in 60 s", "clicksend:sms?maxRequestsPerPeriod=100&requestPeriod=60s", "/clicksend/sms/send", 100,
                    Duration.ofSeconds(60)));

    private RateLimitBenchmark() {
    }

    static void measure(Stub stub, Duration time, Results results) throws Exception {
        stub.delay(20);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            BoomwareComponent boomware = context.getComponent("boomware", BoomwareComponent.class);
            boomware.getConfiguration().setBaseUrl(stub.url("/boomware"));
            boomware.getConfiguration().setAccessToken("bench:secret");
            ClickSendConfiguration clickSend = context.getComponent("clicksend", ClickSendComponent.class).getConfiguration();
            clickSend.setBaseUrl(stub.url("/clicksend"));
            clickSend.setUsername("bench");
            clickSend.setApiKey("secret");
            context.start();
            stub.record();
            ProducerTemplate template = context.createProducerTemplate();
            ScheduledExecutorService clock
                    = context.getExecutorServiceManager().newScheduledThreadPool(RateLimitBenchmark.class,
                            "load", LIMITS.size());
            for (Limit limit : LIMITS) {
                clock.scheduleAtFixedRate(new Offer(template, limit), 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
            }
            Load.pause(time);
            clock.shutdownNow();
        }
        for (Limit limit : LIMITS) {
            judge(limit, stub.arrivals(limit.path()), time, results);
        }
    }

    private static void judge(Limit limit, long[] arrivals, Duration time, Results results) {
        double allowed = limit.calls() * (time.toNanos() / NANOS) / (limit.period().toNanos() / NANOS);
        Arrays.sort(arrivals);
        int above = 0;
        int from = 0;
        for (int to = 0; to < arrivals.length; to++) {
            while (arrivals[to] - arrivals[from] >= limit.period().toNanos()) {
                from++;
            }
            above = Math.max(above, to - from + 1 - limit.calls());
        }
        results.add(NAME, limit.name(), Senders.COMPONENT, USED, arrivals.length / allowed);
        results.add(NAME, limit.name(), Senders.COMPONENT, ABOVE, above);
    }

    /**
     * Offers its share of ten times the limit with each tick; what the queue does not take fails, and is not repeated.
     */
    private static final class Offer implements Runnable {

        private final ProducerTemplate template;
        private final Limit limit;
        private double owed;

        Offer(ProducerTemplate template, Limit limit) {
            this.template = template;
            this.limit = limit;
        }

        @Override
        public void run() {
            owed += TIMES_THE_LIMIT * limit.calls() / (limit.period().toMillis() / 1000.0) / TICKS_PER_SECOND;
            while (owed >= 1) {
                owed--;
                template.asyncSend(limit.uri(), exchange -> {
                    exchange.getMessage().setBody("Your order has left the depot.");
                    exchange.getMessage().setHeader(MessagingConstants.TO, "+37255500101");
                });
            }
        }
    }
}
