/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A stateful stand-in for the messaging providers on one local port.
 *
 * <p>
 * In a JUnit test the extension of {@code camel-messaging-test} runs it; elsewhere {@code start()} and {@code close()}.
 * Each instance has its own port and state, so instances in parallel do not disturb each other.
 */
public final class MessagingSandbox implements AutoCloseable {

    private static final String ENDED = "ended";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int LAST_PORT = 65535;

    private final Set<String> hostNames = new LinkedHashSet<>();
    private String bindAddress = "127.0.0.1";
    private int port;
    private Duration second = Duration.ofMillis(20);
    private Long seed;
    private SandboxState state;
    private List<Provider> providers;
    private WireServer server;

    private MessagingSandbox() {
    }

    /** A sandbox on a free port of the loopback interface, not yet started. */
    public static MessagingSandbox create() {
        return new MessagingSandbox();
    }

    /** The port to listen on; 0, the default, takes a free one. */
    public MessagingSandbox port(int newPort) {
        if (newPort < 0 || newPort > LAST_PORT) {
            throw new IllegalArgumentException("The port must be a number from 0 to 65535, not " + newPort + ".");
        }
        this.port = newPort;
        return this;
    }

    /** The address to listen on; {@code 127.0.0.1} by default. Anyone who reaches it may use the sandbox. */
    public MessagingSandbox bindAddress(String address) {
        this.bindAddress = address;
        return this;
    }

    /**
     * A further host name that it may be called by, as in a network of containers. Its address, {@code localhost} and
     * the bind address need none; under any other name a call is refused, as a web site could let a name of its own
     * lead here.
     */
    public MessagingSandbox hostName(String name) {
        hostNames.add(name.toLowerCase(Locale.ROOT));
        return this;
    }

    /** How long one second of the providers' time lasts here; 20 ms by default. Rate limits count in real time. */
    public MessagingSandbox second(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("A second must last longer than nothing, not " + duration + ".");
        }
        this.second = duration;
        return this;
    }

    /** Starts listening. */
    public MessagingSandbox start() {
        state = new SandboxState(new VirtualClock(second));
        if (seed != null) {
            state.faults().seed(seed);
        }
        providers = standIns(state);
        Set<String> names = new LinkedHashSet<>(hostNames);
        names.add(bindAddress.toLowerCase(Locale.ROOT));
        server = new WireServer(bindAddress, port, providers, state, new SandboxApi(this), new Door(Set.copyOf(names)));
        server.listen();
        return this;
    }

    private static List<Provider> standIns(SandboxState state) {
        return ServiceLoader.load(ProviderFactory.class, ProviderFactory.class.getClassLoader()).stream()
                .map(factory -> factory.get().create(state)).sorted(Comparator.comparing(Provider::name)).toList();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            state.close();
            server = null;
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** The names of the providers it stands in for. */
    public List<String> providers() {
        return providers.stream().map(Provider::name).toList();
    }

    /** The value for a component's {@code baseUrl}. */
    public String baseUrl(String provider) {
        return "http://%s:%d/%s".formatted(bindAddress, port(), provider(provider).name());
    }

    /** All messages that were accepted, oldest first. */
    public List<SentMessage> messages() {
        return state.messages().all(message -> true);
    }

    /** The messages to a number or address, oldest first; numbers are compared by their digits. */
    public List<SentMessage> messagesTo(String recipient) {
        return state.messages().all(to(recipient));
    }

    /** Waits for the first message to a number or address. Fails after 30 seconds. */
    public SentMessage awaitMessage(String recipient) throws InterruptedException {
        return awaitMessages(to(recipient), 1).get(0);
    }

    /** Waits until so many messages match, and gives all that do. Fails after 30 seconds. */
    public List<SentMessage> awaitMessages(Predicate<SentMessage> filter, int count) throws InterruptedException {
        return state.messages().await(filter, count, PATIENCE);
    }

    /** Waits until a message to the recipient has a status. Fails after 30 seconds. */
    public SentMessage awaitStatus(String recipient, String status) throws InterruptedException {
        return awaitMessages(to(recipient).and(message -> message.status().equals(status)), 1).get(0);
    }

    /** The code in the newest verification of a number. */
    public String verificationCode(String recipient) {
        return state.messages().newest(to(recipient).and(message -> message.fields().containsKey("code")))
                .map(message -> message.fields().get("code").toString())
                .orElseThrow(() -> new IllegalStateException("no verification was started for this number"));
    }

    /** Answers the newest message to a number, as its owner would on the handset. */
    public void reply(String recipient, String text) {
        reply(newest(to(recipient)), text);
    }

    private SentMessage newest(Predicate<SentMessage> filter) {
        return state.messages().newest(filter)
                .orElseThrow(() -> new IllegalStateException("this number has got no message to answer"));
    }

    /** Answers one message, as the recipient would on the handset. */
    public void reply(SentMessage message, String text) {
        state.messages().note(message.key(), "reply", text);
        provider(message.provider()).reply(message, text);
    }

    /**
     * Presses a key in a call, which ends it.
     *
     * @throws IllegalStateException if the message is no call, or the call has ended
     */
    public void press(SentMessage call, char key) {
        checkCall(call);
        state.messages().note(call.key(), "key", String.valueOf(key));
        state.messages().note(call.key(), ENDED, "key " + key);
        provider(call.provider()).keyPressed(call, String.valueOf(key));
    }

    /** Presses a key in the newest call to a number, which ends it. */
    public void press(String recipient, char key) {
        press(newest(to(recipient).and(MessagingSandbox::isCall)), key);
    }

    /**
     * Hangs up a call.
     *
     * @throws IllegalStateException if the message is no call, or the call has ended
     */
    public void hangUp(SentMessage call) {
        checkCall(call);
        state.messages().note(call.key(), ENDED, "hung up");
    }

    private void checkCall(SentMessage call) {
        if (!isCall(call)) {
            throw new IllegalStateException("a message of the channel " + call.channel() + " is no call");
        }
        boolean ended = state.messages().find(call.key())
                .filter(now -> now.events().stream().anyMatch(event -> event.name().equals(ENDED))).isPresent();
        if (ended) {
            throw new IllegalStateException("the call has ended");
        }
    }

    private static boolean isCall(SentMessage message) {
        return message.channel().equals("voice") || message.channel().equals("call");
    }

    /**
     * Takes a message to a stage now, as if the network had said so.
     *
     * @throws IllegalStateException if the message is past it
     */
    public void report(SentMessage message, Stage stage) {
        if (!state.reach(message, stage)) {
            throw new IllegalStateException(
                    "a message that is " + message.status() + " cannot become " + stage
                                            + " any more: set the delivery script of the number to NEVER before it is sent");
        }
    }

    /** Switches a fault on, until its calls are over or it is switched off; gives the number that names it. */
    public long addFault(Fault fault) {
        if (fault.provider() != null) {
            provider(fault.provider());
        }
        return state.faults().add(fault);
    }

    /** Switches a fault off. */
    public void removeFault(long number) {
        state.faults().remove(number);
    }

    /** Switches all faults off. */
    public void clearFaults() {
        state.faults().clear();
    }

    /** The faults that are on, with how often each has struck. */
    public List<Faults.Active> faults() {
        return state.faults().all();
    }

    /** Makes faults repeatable: the same calls in the same order meet the same faults. */
    public MessagingSandbox seed(long seed) {
        this.seed = seed;
        if (state != null) {
            state.faults().seed(seed);
        }
        return this;
    }

    /** Refuses connections, and ends those that are open, until {@link #endOutage()}. */
    public void startOutage() {
        server.stopListening();
    }

    /** Takes connections again, on the same port. */
    public void endOutage() {
        server.listen();
    }

    /** Refuses connections for some time, as it passes here. */
    public void startOutage(Duration time) {
        server.stopListening();
        state.clock().after(time, this::endOutage);
    }

    /** Moves the clock: what is due within that much of the providers' time happens at once, in its order. */
    public void advanceClock(Duration providersTime) {
        state.clock().advance(providersTime);
    }

    /** What time it is here: that of the machine, and by how much the clock was moved. */
    public Instant now() {
        return state.clock().now();
    }

    /** When something happens next by itself, such as a receipt; empty if nothing is planned. */
    public Optional<Instant> nextEvent() {
        return state.clock().next();
    }

    /** Whether nothing that is due is still to happen, such as a receipt that is being posted. */
    public boolean isIdle() {
        return state.clock().isIdle() && state.callbacks().isIdle();
    }

    /** Sends a message to the account's own number out of the blue. */
    public void inbound(String provider, String from, String to, String text) {
        provider(provider).inbound(from, to, text);
    }

    /** Sets where a provider posts inbound messages, as one does in its console. */
    public MessagingSandbox inboundUrl(String provider, String url) {
        state.setInboundAddress(provider(provider).name(), webAddress("inboundUrl", url));
        return this;
    }

    /** Sets where a provider posts all delivery receipts, as one does in its console. */
    public MessagingSandbox receiptUrl(String provider, String url) {
        state.setReceiptAddress(provider(provider).name(), webAddress("receiptUrl", url));
        return this;
    }

    private static String webAddress(String name, String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // refused below, as what has another scheme or no host
        }
        throw new IllegalArgumentException(
                name + " must be an address such as http://127.0.0.1:8080/receipts, not " + url + ".");
    }

    /** Sets what becomes of every message to a number from now on. */
    public MessagingSandbox deliveryScript(String recipient, DeliveryScript script) {
        state.setDeliveryScript(recipient, null, script);
        return this;
    }

    /** Sets what becomes of messages to a number on one channel. */
    public MessagingSandbox deliveryScript(String recipient, String channel, DeliveryScript script) {
        state.setDeliveryScript(recipient, channel, script);
        return this;
    }

    /** Sets what is left on a provider's account. */
    public MessagingSandbox balance(String provider, BigDecimal amount) {
        state.setBalance(provider(provider).name(), amount);
        return this;
    }

    /** What is left on a provider's account. */
    public BigDecimal balance(String provider) {
        return state.balance(provider);
    }

    /**
     * Makes a contact list at ClickSend, as an import in its console does.
     *
     * @param  name    the list's name
     * @param  numbers its contacts; a number that comes twice is taken once
     * @return         the list's id
     */
    public long contactList(String name, Iterable<String> numbers) {
        return provider("clicksend").contactList(name, numbers);
    }

    SandboxState state() {
        return state;
    }

    /** The address of the page with the handsets. */
    public String pageUrl() {
        return "http://%s:%d/".formatted(bindAddress, port());
    }

    String bindAddress() {
        return bindAddress;
    }

    /** How many connections of clients are open: a client that was closed leaves none. */
    public int connections() {
        return server.connections();
    }

    /** The calls in both directions, oldest first; of an answer of more than 64 Ki characters the beginning. */
    public List<WireEntry> wire() {
        return state.wire().entries();
    }

    /** What was sent although no document of the provider knows it. */
    public List<String> contractViolations() {
        return state.wire().contractViolations();
    }

    /** Fails if anything was sent that the provider's documents do not know. */
    public void assertCleanWire() {
        if (!contractViolations().isEmpty()) {
            throw new AssertionError("sent what the provider does not know: " + contractViolations());
        }
    }

    /** Forgets messages, delivery scripts, balances, faults and the wire log. */
    public void reset() {
        state.clear();
    }

    Provider provider(String name) {
        return providers.stream().filter(provider -> provider.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the sandbox has no provider " + name + Suggestions.hint(name, providers())));
    }

    private static Predicate<SentMessage> to(String recipient) {
        String key = Subscriber.key(recipient);
        return message -> Subscriber.key(message.to()).equals(key);
    }
}
