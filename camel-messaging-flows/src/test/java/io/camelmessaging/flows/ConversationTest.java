package io.camelmessaging.flows;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.camelmessaging.common.DeliveryStatus;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.flows.StandIn.Answer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Every way that a conversation can take. */
class ConversationTest {

    private static final String NUMBER = "+37255500123";
    private static final String ENDS = "&answered=mock:answered&handover=mock:handover&expired=mock:expired"
                                       + "&failed=mock:failed&unknown=mock:unknown&optedOut=mock:optedOut&late=mock:late&ambiguous=mock:ambiguous";
    private static final List<String> OUTCOMES = List.of("answered", "handover", "expired", "failed", "unknown", "optedOut");

    private final DataSource dataSource = Databases.h2();
    private final StandIn asking = new StandIn("one");
    private final StandIn reminding = new StandIn("one");
    private final StandIn calling = new StandIn("two");
    private final StandIn askingAgain = new StandIn("one");
    private final AtomicInteger replies = new AtomicInteger();
    private DefaultCamelContext context;

    @BeforeEach
    void newContext() {
        context = FlowContexts.on(dataSource);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void start(String parameters) throws Exception {
        start("visits", parameters);
    }

    private void start(String name, String parameters) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + name).to("kamelet:conversation?name=" + name + "&ask=direct:ask" + ENDS + parameters
                                          + (parameters.contains("settleDelay") ? "" : "&settleDelay=50ms"));
                if (context.getRoute("ask") == null) {
                    from("direct:ask").routeId("ask").process(asking);
                    from("direct:remind").process(reminding);
                    from("direct:call").process(calling);
                    from("direct:again").process(askingAgain);
                    from("direct:replies").to("kamelet:flow-events");
                }
            }
        });
        context.start();
    }

    private String ask(String number, Map<String, Object> headers) {
        return ask("visits", number, headers);
    }

    private String ask(String name, String number, Map<String, Object> headers) {
        Exchange taken = context.createProducerTemplate().request("direct:" + name, exchange -> {
            exchange.getMessage().setBody("Can you make it on Friday?");
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.getMessage().setHeader(MessagingConstants.TO, number);
        });
        assertThat(taken.getException()).isNull();
        return taken.getMessage().getHeader(FlowConstants.FLOW_ID, String.class);
    }

    private String ask() {
        String id = ask(NUMBER, Map.of());
        awaitState(id, "WAIT");
        return id;
    }

    private void awaitState(String id, String state) {
        await().until(() -> flow(id).state().equals(state));
    }

    private Flow flow(String id) {
        return MessagingFlows.of(context).store().find(id).orElseThrow();
    }

    /** A reply as a provider reports it; the header that ties it, if any, is the caller's. */
    private Message reply(String text, Map<String, Object> headers) {
        return context.createProducerTemplate().request("direct:replies", exchange -> {
            exchange.getMessage().setBody(text);
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "one");
            exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, "reply" + replies.incrementAndGet());
            exchange.getMessage().setHeader(MessagingConstants.SENDER, NUMBER.substring(1));
            exchange.getMessage().setHeader(MessagingConstants.TIMESTAMP, Instant.now());
            exchange.getMessage().getHeaders().putAll(headers);
        }).getMessage();
    }

    /** As a provider reports it that does not say who wrote. */
    private static Map<String, Object> withoutSender(String reference) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(MessagingConstants.REFERENCE, reference);
        headers.put(MessagingConstants.SENDER, null);
        return headers;
    }

    private Message reply(String text) {
        return reply(text, Map.of());
    }

    private void receipt(String reference, DeliveryStatus status) {
        context.createProducerTemplate().send("direct:replies", exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "one");
            exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, reference + status);
            exchange.getMessage().setHeader(MessagingConstants.REFERENCE, reference);
            exchange.getMessage().setHeader(MessagingConstants.STATUS, status);
        });
    }

    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    /** Waits for the end of a conversation, and that it has no other. */
    private Message theEnd(String id, String outcome) {
        awaitState(id, Flow.ENDED);
        List<Exchange> ends = OUTCOMES.stream().flatMap(one -> mock(one).getExchanges().stream())
                .filter(end -> id.equals(end.getMessage().getHeader(FlowConstants.FLOW_ID))).toList();
        assertThat(ends).hasSize(1);
        assertThat(ends.get(0).getMessage().getHeader(FlowConstants.OUTCOME)).isEqualTo(outcome);
        assertThat(mock(outcome).getExchanges()).contains(ends.get(0));
        return ends.get(0).getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = { "reference", "message id", "conversation id", "number" })
    void theAnswerEndsIt(String tie) throws Exception {
        start("&keepHeaders=visit");
        String id = ask(NUMBER, Map.of("visit", 118, FlowConstants.CONVERSATION_ID, "visit-118"));
        awaitState(id, "WAIT");

        Message told = reply(" Yes ", switch (tie) {
            case "reference" -> Map.of(MessagingConstants.REFERENCE, asking.lastReference());
            case "message id" -> Map.of(MessagingConstants.IN_REPLY_TO, "one-1");
            case "conversation id" -> Map.of(FlowConstants.CONVERSATION_ID, "visit-118", MessagingConstants.SENDER, "50123");
            default -> Map.of();
        });

        assertThat(told.getHeader(FlowConstants.FLOW_ID)).isEqualTo(id);
        Message answered = theEnd(id, "answered");
        assertThat(answered.getBody()).isEqualTo("Yes");
        assertThat(answered.getHeaders()).containsEntry("visit", 118).containsEntry(MessagingConstants.TO, NUMBER)
                .containsEntry(FlowConstants.CONVERSATION_ID, "visit-118")
                .containsKeys(MessagingConstants.SENDER, MessagingConstants.TIMESTAMP, MessagingConstants.EVENT_ID);
        assertThat(asking.calls()).singleElement().extracting(StandIn.Call::body).isEqualTo("Can you make it on Friday?");
    }

    @ParameterizedTest
    @ValueSource(strings = { "STOP", "Stop!", "STOP ⛔️", "ＳＴＯＰ", "QUİT", "Baja.", "cancel" })
    void aStopEndsItAndCountsEverywhere(String stop) throws Exception {
        start("&answer=YES|NO&invalid=direct:again&remind=direct:remind&escalate=direct:call&wait=1h");
        String id = ask();

        reply(stop);

        assertThat(theEnd(id, "optedOut").getBody()).isEqualTo(stop);
        assertThat(new OptOuts(MessagingFlows.of(context).database()).among(List.of(NUMBER))).containsKey(NUMBER);
        assertThat(askingAgain.calls()).isEmpty();
        assertThat(reminding.calls()).isEmpty();
        assertThat(calling.calls()).isEmpty();
    }

    @Test
    void aStopThatIsHeardElsewhereEndsTheReminders() throws Exception {
        start("&remind=direct:remind&escalate=direct:call&wait=500ms");
        String id = ask();
        new OptOuts(MessagingFlows.of(context).database()).record(NUMBER, true, "told on the phone", null);

        theEnd(id, "optedOut");
        assertThat(reminding.calls()).isEmpty();
        assertThat(calling.calls()).isEmpty();
    }

    @Test
    void aStopIsAboutAllOpenConversations() throws Exception {
        start("&remind=direct:remind&wait=2s");
        start("surveys", "&remind=direct:remind&wait=2s");
        String visit = ask();
        String survey = ask("surveys", NUMBER, Map.of());
        awaitState(survey, "WAIT");

        reply("STOP");

        theEnd(visit, "optedOut");
        theEnd(survey, "optedOut");
        assertThat(reminding.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "please stop texting me", "Stop. Thank you", "No mas", "YES\nand then stop texting" })
    void aPersonTakesOverWhatMayBeAnOptOut(String reply) throws Exception {
        start("&answer=YES|NO&invalid=direct:again");
        String id = ask();

        reply(reply);

        Message end = theEnd(id, "handover");
        assertThat(end.getBody()).isEqualTo(reply);
        assertThat(end.getHeader(FlowConstants.REASON)).isEqualTo("the reply may be an opt-out");
        assertThat(askingAgain.calls()).isEmpty();
    }

    @Test
    void anOptOutWordThatTheAnswerNamesIsAnAnswer() throws Exception {
        start("&answer=CONFIRM|CANCEL");
        String id = ask();

        reply("Cancel.");

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("Cancel");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Yes.", "Yes 👍", "YES\u00A0", "\u00A0yes", "yes!!!", "\"Yes\"", "yes ✅", "Yes 👍🏽", "Yes ❤️", "¡yes!", "yes,",
            "yes\u200B",
            "Yes\n\nSent from my iPhone", "yes.\r\nJane", "(yes)", "…yes" })
    void anAnswerIsFoundInItsTrimmings(String reply) throws Exception {
        start("&answer=YES|NO");
        String id = ask();

        reply(reply);

        assertThat(theEnd(id, "answered").getBody().toString()).isEqualToIgnoringCase("yes");
    }

    @Test
    void exactMatchingTakesAReplyAsItCame() throws Exception {
        start("&answer=YES|NO&answerMatching=exact");
        String id = ask();

        reply("Yes.");

        theEnd(id, "handover");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&answer=YES|NO" })
    void aReactionIsNoAnswer(String answer) throws Exception {
        start(answer);
        String id = ask();
        reply("Liked “How was your visit?”");
        reply("Reacted 👍 to “How was your visit?”");
        assertThat(flow(id).state()).isEqualTo("WAIT");

        reply("yes");

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("yes");
    }

    @Test
    void aReplyWithoutSenderIsTiedByItsReference() throws Exception {
        start("");
        String id = ask(NUMBER, Map.of());
        awaitState(id, "WAIT");

        assertThat(reply("Yes", withoutSender(asking.lastReference())).getHeader(FlowConstants.FLOW_ID)).isEqualTo(id);
        Message answered = theEnd(id, "answered");
        assertThat(answered.getBody()).isEqualTo("Yes");
        assertThat(answered.getHeader(MessagingConstants.SENDER)).isNull();
    }

    @Test
    void aReplyWithoutSenderIsTiedByTheConversationIdThatTheRouteKnows() throws Exception {
        start("");
        String id = ask(NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "visit-118"));
        awaitState(id, "WAIT");
        Map<String, Object> headers = withoutSender(" ");
        headers.put(FlowConstants.CONVERSATION_ID, "visit-118");

        assertThat(reply("Yes", headers).getHeader(FlowConstants.FLOW_ID)).isEqualTo(id);
        theEnd(id, "answered");
    }

    @ParameterizedTest
    @CsvSource({ "DELIVERED, true", "SENT, true", "DELIVERED, false", "UNKNOWN, true" })
    void aPressedKeyIsAReply(DeliveryStatus status, boolean byReference) throws Exception {
        start("&answer=yes|1&wait=100ms&escalateWait=1h&escalate=direct:call");
        String id = ask(NUMBER, Map.of());
        await().until(() -> calling.calls().size() == 1);
        awaitState(id, "WAIT");

        // what tells of the key comes twice, and the second time with the last status
        for (DeliveryStatus one : List.of(status, DeliveryStatus.DELIVERED)) {
            context.createProducerTemplate().send("direct:replies", exchange -> {
                exchange.getMessage().setHeader(MessagingConstants.PROVIDER, "two");
                exchange.getMessage().setHeader(MessagingConstants.EVENT_ID, "receipt" + one);
                exchange.getMessage().setHeader(MessagingConstants.MESSAGE_ID, "two-1");
                exchange.getMessage().setHeader(MessagingConstants.REFERENCE, byReference ? calling.lastReference() : null);
                exchange.getMessage().setHeader(MessagingConstants.STATUS, one);
                exchange.getMessage().setHeader(MessagingConstants.KEYS_PRESSED, "1");
            });
        }

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("1");
        assertThat(mock("late").getReceivedCounter()).isZero();
    }

    @Test
    void conversationsWithOneNumberDoNotMix() throws Exception {
        start("");
        String first = ask();
        String firstReference = asking.lastReference();
        String second = ask();
        String secondReference = asking.lastReference();

        reply("for the second", Map.of(MessagingConstants.REFERENCE, secondReference));
        assertThat(theEnd(second, "answered").getBody()).isEqualTo("for the second");
        assertThat(flow(first).state()).isEqualTo("WAIT");

        reply("for the first", Map.of(MessagingConstants.REFERENCE, firstReference));
        assertThat(theEnd(first, "answered").getBody()).isEqualTo("for the first");
    }

    @Test
    void aReplyThatMayBelongToSeveralIsNotGuessed() throws Exception {
        start("&keepHeaders=visit");
        start("surveys", "&keepHeaders=visit");
        String visit = ask(NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "visit-118", "visit", 118));
        awaitState(visit, "WAIT");
        String survey = ask("surveys", NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "survey, 4", "visit", 4,
                MessagingConstants.REFERENCE, "order-7"));
        awaitState(survey, "WAIT");

        reply("4");

        await().until(() -> mock("ambiguous").getReceivedCounter() == 1);
        Message told = mock("ambiguous").getExchanges().get(0).getMessage();
        assertThat(told.getBody()).isEqualTo("4");
        assertThat(told.getHeaders()).containsOnlyKeys(FlowConstants.REASON, FlowConstants.CANDIDATES,
                MessagingConstants.SENDER, MessagingConstants.TIMESTAMP, MessagingConstants.EVENT_ID,
                MessagingConstants.PROVIDER)
                .containsEntry(FlowConstants.CANDIDATES, List.of("survey, 4", "visit-118"))
                .containsEntry(FlowConstants.REASON, "ambiguous").containsEntry(MessagingConstants.SENDER, NUMBER.substring(1));
        assertThat(flow(visit).state()).isEqualTo("WAIT");
        assertThat(flow(survey).state()).isEqualTo("WAIT");
    }

    @Test
    void aReplyToANumberBelongsToTheQuestionThatIsOpen() throws Exception {
        start("");
        String first = ask();
        reply("yes");
        theEnd(first, "answered");
        String second = ask();

        reply("no");

        assertThat(theEnd(second, "answered").getBody()).isEqualTo("no");
    }

    @Test
    void whatWasWrittenBeforeTheQuestionIsNoAnswer() throws Exception {
        start("");
        String id = ask();

        Message told = reply("hello", Map.of(MessagingConstants.TIMESTAMP, Instant.now().minusSeconds(3600)));

        assertThat(told.getHeaders()).doesNotContainKey(FlowConstants.FLOW_ID);
        assertThat(flow(id).state()).isEqualTo("WAIT");
    }

    @ParameterizedTest
    @ValueSource(strings = { MessagingConstants.REFERENCE, MessagingConstants.IN_REPLY_TO })
    void aReplyToAnotherMessageIsNoAnswer(String tie) throws Exception {
        start("");
        String id = ask();

        assertThat(reply("yes", Map.of(tie, "order-7")).getHeaders()).doesNotContainKey(FlowConstants.FLOW_ID);
        assertThat(flow(id).state()).isEqualTo("WAIT");
    }

    @Test
    void aReplyThatComesBeforeTheAnswerOfTheProviderIsKept() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:slow").process(exchange -> reply("yes", Map.of(MessagingConstants.IN_REPLY_TO, "one-1")))
                        .to("direct:ask");
                from("direct:hasty").to("kamelet:conversation?name=hasty&ask=direct:slow" + ENDS);
            }
        });
        start("");

        theEnd(ask("hasty", NUMBER, Map.of()), "answered");
    }

    @Test
    void somebodyElsesReplyIsNobodys() throws Exception {
        start("");
        ask();

        assertThat(reply("yes", Map.of(MessagingConstants.SENDER, "37255500124")).getHeaders())
                .doesNotContainKey(FlowConstants.FLOW_ID);
    }

    @Test
    void anInvalidAnswerIsAskedForAgainAndThenHandedOver() throws Exception {
        start("&answer=yes|no&invalid=direct:again&invalidTimes=2");
        String id = ask();

        reply("maybe");
        await().until(() -> askingAgain.calls().size() == 1);
        awaitState(id, "WAIT");
        reply("who knows", Map.of(MessagingConstants.REFERENCE, askingAgain.lastReference()));
        await().until(() -> askingAgain.calls().size() == 2);
        awaitState(id, "WAIT");
        reply("ask my sister");

        Message handover = theEnd(id, "handover");
        assertThat(handover.getBody()).isEqualTo("ask my sister");
        assertThat(handover.getHeader(FlowConstants.REASON)).isEqualTo("the reply is no valid answer");
        assertThat(askingAgain.calls()).hasSize(2).extracting(StandIn.Call::body).containsOnly("Can you make it on Friday?");
        assertThat(asking.calls()).hasSize(1);
    }

    @Test
    void theEndpointForInvalidAnswersKnowsTheReply() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:not-understood").to("mock:not-understood").process(askingAgain);
            }
        });
        start("&answer=\\d{1,2}&invalid=direct:not-understood");
        String id = ask();

        reply("three");
        await().until(() -> mock("not-understood").getReceivedCounter() == 1);
        assertThat(mock("not-understood").getExchanges().get(0).getMessage().getHeader(FlowConstants.REPLY)).isEqualTo("three");
        awaitState(id, "WAIT");
        reply("3");
        assertThat(theEnd(id, "answered").getBody()).isEqualTo("3");
    }

    @Test
    void aPredicateMayJudgeTheAnswer() throws Exception {
        context.getRegistry().bind("even", (Predicate) new Predicate() {
            @Override
            public boolean matches(Exchange exchange) {
                return Integer.parseInt(exchange.getMessage().getBody(String.class)) % 2 == 0;
            }
        });
        start("&answerPredicate=#even");
        String odd = ask();
        reply("3", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));
        theEnd(odd, "handover");
        String even = ask();
        reply("4", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));
        theEnd(even, "answered");
    }

    @Test
    void itRemindsEscalatesAndExpires() throws Exception {
        start("&wait=100ms&remind=direct:remind&reminders=2&escalate=direct:call");
        String id = ask(NUMBER, Map.of());

        Message expired = theEnd(id, "expired");

        assertThat(expired.getBody()).isEqualTo("Can you make it on Friday?");
        assertThat(expired.getHeader(FlowConstants.REASON)).isEqualTo("no answer in time");
        assertThat(expired.getHeader(FlowConstants.ATTEMPTS)).isEqualTo(4);
        assertThat(asking.calls()).hasSize(1);
        assertThat(reminding.calls()).hasSize(2);
        assertThat(calling.calls()).hasSize(1);
        assertThat(Stream.of(asking, reminding, calling).flatMap(one -> one.calls().stream()).map(StandIn.Call::reference))
                .doesNotHaveDuplicates();
    }

    @Test
    void anAnswerToTheReminderOrTheCallCounts() throws Exception {
        start("&wait=100ms&escalateWait=1h&escalate=direct:call");
        String id = ask(NUMBER, Map.of());
        await().until(() -> calling.calls().size() == 1);
        awaitState(id, "WAIT");

        reply("1", Map.of(MessagingConstants.REFERENCE, calling.lastReference(), MessagingConstants.PROVIDER, "two"));

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aLateReplyIsReported(boolean byReference) throws Exception {
        start("&wait=50ms");
        String id = ask(NUMBER, Map.of());
        theEnd(id, "expired");

        Message told = reply("yes", byReference
                ? Map.of(MessagingConstants.REFERENCE, asking.lastReference())
                : Map.of(MessagingConstants.IN_REPLY_TO, "one-1"));

        assertThat(told.getHeader(FlowConstants.FLOW_ID)).isEqualTo(id);
        await().until(() -> mock("late").getReceivedCounter() == 1);
        Message late = mock("late").getExchanges().get(0).getMessage();
        assertThat(late.getBody()).isEqualTo("yes");
        assertThat(late.getHeaders()).containsEntry(FlowConstants.OUTCOME, "expired")
                .containsEntry(FlowConstants.REASON, "late")
                .containsEntry(FlowConstants.CONVERSATION_ID, flow(id).conversationId());
        theEnd(id, "expired");
    }

    @Test
    void ofTwoAnswersTheFirstCountsAndTheOtherIsReported() throws Exception {
        start("");
        String id = ask();
        reply("yes", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));
        reply("no", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));

        assertThat(theEnd(id, "answered").getBody()).isEqualTo("yes");
        await().until(() -> mock("late").getReceivedCounter() == 1);
        assertThat(mock("late").getExchanges().get(0).getMessage().getBody()).isEqualTo("no");
    }

    @Test
    void aReplyThatComesTwiceIsOneReply() throws Exception {
        start("&answer=yes&invalid=direct:again");
        ask();
        reply("hm", Map.of(MessagingConstants.EVENT_ID, "same"));
        reply("hm", Map.of(MessagingConstants.EVENT_ID, "same"));

        await().until(() -> askingAgain.calls().size() == 1);
        String id = MessagingFlows.of(context).store().open("visits", NUMBER).get(0).id();
        awaitState(id, "WAIT");
        reply("yes");
        theEnd(id, "answered");
        assertThat(askingAgain.calls()).hasSize(1);
    }

    @Test
    void aQuestionOfUnknownOutcomeIsNotRepeatedButItsAnswerCounts() throws Exception {
        asking.next(Answer.UNKNOWN);
        start("&remind=direct:remind");
        String id = ask(NUMBER, Map.of());
        awaitState(id, "DOUBT");

        reply("yes", Map.of(MessagingConstants.REFERENCE, asking.lastReference()));

        theEnd(id, "answered");
        assertThat(asking.calls()).hasSize(1);
        assertThat(reminding.calls()).isEmpty();
    }

    @Test
    void aQuestionOfUnknownOutcomeWithoutReplyEndsAsUnknown() throws Exception {
        asking.next(Answer.UNKNOWN);
        start("&wait=100ms&remind=direct:remind&escalate=direct:call");
        String id = ask(NUMBER, Map.of());

        theEnd(id, "unknown");
        assertThat(asking.calls()).hasSize(1);
        assertThat(reminding.calls()).isEmpty();
        assertThat(calling.calls()).isEmpty();
    }

    @Test
    void aQuestionOfUnknownOutcomeIsRepeatedWhereRepeatsAreDropped() throws Exception {
        asking.next(Answer.UNKNOWN, Answer.UNKNOWN);
        start("&askRepeat=true");
        String id = ask();

        assertThat(asking.calls()).hasSize(3).extracting(StandIn.Call::idempotencyKey).containsOnly(
                asking.calls().get(0).idempotencyKey());
        reply("yes");
        theEnd(id, "answered");
    }

    @Test
    void aReceiptSettlesADoubt() throws Exception {
        asking.next(Answer.UNKNOWN);
        start("&wait=300ms&remind=direct:remind");
        String id = ask(NUMBER, Map.of());
        awaitState(id, "DOUBT");
        receipt(asking.lastReference(), DeliveryStatus.DELIVERED);

        theEnd(id, "expired");
        assertThat(reminding.calls()).hasSize(1);
    }

    @Test
    void aProviderThatIsAwayIsWaitedFor() throws Exception {
        asking.next(Answer.UNAVAILABLE, Answer.UNAVAILABLE);
        start("");
        String id = ask(NUMBER, Map.of());
        await().until(() -> asking.calls().size() == 3);
        awaitState(id, "WAIT");

        assertThat(asking.calls()).extracting(StandIn.Call::reference).containsOnly(asking.lastReference());
        reply("yes");
        theEnd(id, "answered");
    }

    @Test
    void aProviderThatIsAwayUntilTheDeadlineEndsIt() throws Exception {
        asking.always(Answer.UNAVAILABLE);
        start("&deadline=200ms");

        theEnd(ask(NUMBER, Map.of()), "expired");
    }

    @Test
    void aReplyIsNoAnswerToAQuestionThatWasNotAsked() throws Exception {
        asking.always(Answer.UNAVAILABLE);
        start("&settleDelay=1h");
        String id = ask(NUMBER, Map.of());
        await().until(() -> !asking.calls().isEmpty());
        awaitState(id, "NEXT");

        assertThat(reply("yes").getHeaders()).doesNotContainKey(FlowConstants.FLOW_ID);
    }

    @ParameterizedTest
    @CsvSource({ "'', failed, 0", "&escalate=direct:call, answered, 1" })
    void aRefusalLeadsToTheOtherChannel(String parameters, String outcome, int calls) throws Exception {
        asking.next(Answer.REJECTED);
        start(parameters);
        String id = ask(NUMBER, Map.of());
        if (calls == 1) {
            await().until(() -> calling.calls().size() == 1);
            awaitState(id, "WAIT");
            reply("1");
        }

        theEnd(id, outcome);
        assertThat(calling.calls()).hasSize(calls);
        assertThat(asking.calls()).hasSize(1);
    }

    @Test
    void whoOptedOutIsNotCalledEither() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:guarded").to("kamelet:opt-out-guard").to("direct:ask");
                from("direct:stops").to("kamelet:opt-out-listener");
                from("direct:reminders")
                        .to("kamelet:conversation?name=reminders&ask=direct:guarded&escalate=direct:call" + ENDS);
            }
        });
        start("");
        context.createProducerTemplate().sendBodyAndHeaders("direct:stops", "STOP",
                Map.of(MessagingConstants.PROVIDER, "one", MessagingConstants.SENDER, NUMBER));

        String id = ask("reminders", NUMBER, Map.of());

        theEnd(id, "failed");
        assertThat(asking.calls()).isEmpty();
        assertThat(calling.calls()).isEmpty();
    }

    @Test
    void aQuestionThatCannotBeDeliveredLeadsToTheOtherChannel() throws Exception {
        start("&escalate=direct:call");
        String id = ask();
        receipt(asking.lastReference(), DeliveryStatus.SENT);
        receipt(asking.lastReference(), DeliveryStatus.UNDELIVERED);

        await().until(() -> calling.calls().size() == 1);
        awaitState(id, "WAIT");
        reply("1");
        theEnd(id, "answered");
    }

    @Test
    void aDeadlineEndsItWhateverItsState() throws Exception {
        start("&deadline=150ms");

        Message expired = theEnd(ask(NUMBER, Map.of()), "expired");
        assertThat(expired.getHeader(FlowConstants.REASON)).isEqualTo("the total time is over");
    }

    @Test
    void anEndpointThatFailsIsToldAgain() throws Exception {
        AtomicInteger tellings = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:answered").process(exchange -> {
                    if (tellings.incrementAndGet() == 1) {
                        throw new IllegalStateException("not now");
                    }
                }).to("mock:answered");
            }
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:again-and-again").to("kamelet:conversation?name=again&ask=direct:ask&answered=direct:answered"
                                                  + "&failed=mock:failed");
            }
        });
        start("");
        String id = ask("again-and-again", NUMBER, Map.of());
        awaitState(id, "WAIT");
        reply("yes");

        theEnd(id, "answered");
        assertThat(tellings).hasValue(2);
    }

    @Test
    void itGoesOnAfterARestart() throws Exception {
        start("&remind=direct:remind");
        String id = ask();
        context.stop();

        newContext();
        start("&remind=direct:remind");
        reply("yes");

        theEnd(id, "answered");
        assertThat(asking.calls()).hasSize(1);
    }

    @Test
    void aReminderMayBeAddedWhileConversationsAreOpen() throws Exception {
        start("&escalate=direct:call&wait=500ms&escalateWait=1h");
        String id = ask(NUMBER, Map.of());
        await().until(() -> calling.calls().size() == 1);
        awaitState(id, "WAIT");
        context.stop();

        newContext();
        start("&escalate=direct:call&remind=direct:remind&wait=500ms&escalateWait=1h");
        reply("hm", Map.of(MessagingConstants.REFERENCE, calling.lastReference(), MessagingConstants.PROVIDER, "two"));

        Message answered = theEnd(id, "answered");
        assertThat(answered.getHeader(FlowConstants.STEP)).isEqualTo(3);
        assertThat(reminding.calls()).isEmpty();
        assertThat(calling.calls()).hasSize(1);
    }

    @Test
    void aConversationIdStartsOne() throws Exception {
        start("");
        String first = ask(NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "visit-118"));
        String again = ask(NUMBER, Map.of(FlowConstants.CONVERSATION_ID, "visit-118"));
        awaitState(first, "WAIT");

        assertThat(again).isEqualTo(first);
        assertThat(asking.calls()).hasSize(1);
    }

    @Test
    void whomToAskHasToBeKnown() throws Exception {
        start("");

        assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:visits", "Can you?"))
                .cause().hasMessageContaining("needs to know whom to ask").hasMessageContaining("CamelMessagingTo");
        assertThatThrownBy(() -> context.createProducerTemplate().requestBodyAndHeader("direct:visits", "Can you?",
                MessagingConstants.TO, "0871234567")).cause().hasMessageContaining("set defaultRegion")
                .hasMessageNotContaining("0871234567");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "reminders=2 | conversation: the value '2' of the parameter reminders needs the parameter remind, which is missing.",
            "invalidTimes=2 | conversation: the value '2' of the parameter invalidTimes needs the parameter invalid, which is missing.",
            "answer=( | conversation: the value '(' of the parameter answer is not a regular expression",
            "answerPredicate=#none | conversation: the value '#none' of the parameter answerPredicate names no bean",
            "answer=yes&answerPredicate=#none | is never used together with answer: choose one",
            "wait=soon | conversation: the value 'soon' of the parameter wait is not a time above zero",
            "reminder=direct:remind | conversation has no parameter 'reminder'",
            "remind=nothing:here | conversation has no use for its parameter remind" })
    void wrongParametersAreToldAtStart(String parameters, String sentence) {
        assertThatThrownBy(() -> start("&" + parameters)).hasStackTraceContaining(sentence);
    }
}
