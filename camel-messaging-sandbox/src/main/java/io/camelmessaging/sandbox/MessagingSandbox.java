package io.camelmessaging.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.camelmessaging.sandbox.boomerang.BoomerangProvider;
import io.camelmessaging.sandbox.boomware.BoomwareProvider;
import io.camelmessaging.sandbox.clicksend.ClickSendProvider;
import io.camelmessaging.sandbox.sendmode.SendmodeProvider;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A stateful stand-in for the messaging providers on one local port.
 *
 * <p>
 * In a JUnit test: {@code @RegisterExtension static MessagingSandbox sandbox = MessagingSandbox.create();}. Elsewhere:
 * {@code start()} and {@code close()}. Each instance has its own port and state, so instances in parallel do not
 * disturb each other.
 */
public final class MessagingSandbox implements AutoCloseable, BeforeAllCallback, AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private String bindAddress = "127.0.0.1";
    private int port;
    private Duration second = Duration.ofMillis(20);
    private World world;
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
        this.port = newPort;
        return this;
    }

    /** The address to listen on; {@code 127.0.0.1} by default. Anyone who reaches it may use the sandbox. */
    public MessagingSandbox bindAddress(String address) {
        this.bindAddress = address;
        return this;
    }

    /** How long one second of the providers' time lasts here; 20 ms by default. Rate limits count in real time. */
    public MessagingSandbox second(Duration duration) {
        this.second = duration;
        return this;
    }

    /** Starts listening. */
    public MessagingSandbox start() {
        world = new World(new Pace(second));
        providers = List.of(new BoomerangProvider(world), new BoomwareProvider(world), new ClickSendProvider(world),
                new SendmodeProvider(world));
        server = new WireServer(bindAddress, port, providers, world.wire());
        server.listen();
        return this;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            world.close();
            server = null;
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
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
        return world.messages().all(message -> true);
    }

    /** The messages to a number or address, oldest first; numbers are compared by their digits. */
    public List<SentMessage> messagesTo(String recipient) {
        return world.messages().all(to(recipient));
    }

    /** Waits for the first message to a number or address. Fails after 30 seconds. */
    public SentMessage awaitMessage(String recipient) throws InterruptedException {
        return awaitMessages(to(recipient), 1).get(0);
    }

    /** Waits until so many messages match, and gives all that do. Fails after 30 seconds. */
    public List<SentMessage> awaitMessages(Predicate<SentMessage> filter, int count) throws InterruptedException {
        return world.messages().await(filter, count, PATIENCE);
    }

    /** Waits until a message to the recipient has a status. Fails after 30 seconds. */
    public SentMessage awaitStatus(String recipient, String status) throws InterruptedException {
        return awaitMessages(to(recipient).and(message -> message.status().equals(status)), 1).get(0);
    }

    /** The code in the newest verification of a number. */
    public String verificationCode(String recipient) {
        return world.messages().newest(to(recipient).and(message -> message.fields().containsKey("code")))
                .map(message -> message.fields().get("code").toString())
                .orElseThrow(() -> new IllegalStateException("no verification was started for this number"));
    }

    /** Answers the newest message to a number, as its owner would on the handset. */
    public void reply(String recipient, String text) {
        SentMessage message = world.messages().newest(to(recipient))
                .orElseThrow(() -> new IllegalStateException("this number has got no message to answer"));
        reply(message, text);
    }

    /** Answers one message, as the recipient would on the handset. */
    public void reply(SentMessage message, String text) {
        world.messages().note(message.key(), "reply", text);
        provider(message.provider()).reply(message, text);
    }

    /** Sends a message to the account's own number out of the blue. */
    public void inbound(String provider, String from, String to, String text) {
        provider(provider).inbound(from, to, text);
    }

    /** Sets where a provider posts inbound messages, as one does in its console. */
    public MessagingSandbox inboundUrl(String provider, String url) {
        world.setInboundAddress(provider, url);
        return this;
    }

    /** Sets where a provider posts all delivery receipts, as one does in its console. */
    public MessagingSandbox receiptUrl(String provider, String url) {
        world.setReceiptAddress(provider, url);
        return this;
    }

    /** Sets what becomes of every message to a number from now on. */
    public MessagingSandbox fate(String recipient, Fate fate) {
        world.setFate(recipient, null, fate);
        return this;
    }

    /** Sets what becomes of messages to a number on one channel. */
    public MessagingSandbox fate(String recipient, String channel, Fate fate) {
        world.setFate(recipient, channel, fate);
        return this;
    }

    /** Sets what is left on a provider's account. */
    public MessagingSandbox balance(String provider, BigDecimal amount) {
        world.setBalance(provider, amount);
        return this;
    }

    /** What is left on a provider's account. */
    public BigDecimal balance(String provider) {
        return world.balance(provider);
    }

    /** The calls in both directions, oldest first. */
    public List<WireEntry> wire() {
        return world.wire().entries();
    }

    /** What was sent although no document of the provider knows it. */
    public List<String> complaints() {
        return world.wire().complaints();
    }

    /** Fails if anything was sent that the provider's documents do not know. */
    public void assertCleanWire() {
        if (!complaints().isEmpty()) {
            throw new AssertionError("sent what the provider does not know: " + complaints());
        }
    }

    /** Forgets messages, fates, balances and the wire log. */
    public void reset() {
        world.clear();
    }

    private Provider provider(String name) {
        return providers.stream().filter(provider -> provider.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the sandbox has no provider " + name + ", only "
                                                                + String.join(", ",
                                                                        providers.stream().map(Provider::name).toList())));
    }

    private static Predicate<SentMessage> to(String recipient) {
        String key = World.recipientKey(recipient);
        return message -> message.to().equals(key);
    }
}
