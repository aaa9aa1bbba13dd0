package io.camelmessaging.sandbox;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What the providers of one sandbox share: handsets, money, time and the wire.
 */
public final class World {

    private static final BigDecimal START_BALANCE = new BigDecimal("1000000");

    private final MessageStore messages = new MessageStore();
    private final WireLog wire = new WireLog();
    private final Pace pace;
    private final MessageWalks walks;
    private final BadDays badDays;
    private final Callbacks callbacks = new Callbacks(wire);
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final Map<String, BigDecimal> balances = new ConcurrentHashMap<>();
    private final Map<String, String> inboundAddresses = new ConcurrentHashMap<>();
    private final Map<String, String> receiptAddresses = new ConcurrentHashMap<>();

    World(Pace pace) {
        this.pace = pace;
        this.walks = new MessageWalks(pace, messages);
        this.badDays = new BadDays(pace);
    }

    public MessageStore messages() {
        return messages;
    }

    public WireLog wire() {
        return wire;
    }

    public Pace pace() {
        return pace;
    }

    public Callbacks callbacks() {
        return callbacks;
    }

    public BadDays badDays() {
        return badDays;
    }

    /**
     * Takes a message through the stages of its fate, unless the day is one of those on which nothing more is heard.
     */
    public void walk(SentMessage message, Consumer<Stage> reached) {
        boolean unheard = badDays.strike(Trouble.Side.FATE, message.provider(), message.channel()).isPresent();
        walks.start(message, unheard ? Fate.NEVER : fate(message.to(), message.channel()), reached);
    }

    /** Takes a message to a stage at once; false if it is past it. */
    boolean reach(SentMessage message, Stage stage) {
        return walks.reach(message.key(), stage);
    }

    /** How far a message has come. */
    Optional<Stage> stage(SentMessage message) {
        return walks.stage(message.key());
    }

    /** What becomes of a message to a number or address on a channel. */
    public Fate fate(String recipient, String channel) {
        String key = Subscriber.key(recipient);
        return Optional.ofNullable(fates.get(key + " " + channel)).or(() -> Optional.ofNullable(fates.get(key)))
                .or(() -> Fate.ofNumber(recipientKey(recipient))).orElse(Fate.DELIVERED).on(channel);
    }

    void setFate(String recipient, String channel, Fate fate) {
        fates.put(channel == null ? Subscriber.key(recipient) : Subscriber.key(recipient) + " " + channel, fate);
    }

    /** Takes money from an account; false if there is not enough. */
    public boolean charge(String provider, BigDecimal price) {
        boolean[] paid = new boolean[1];
        balances.compute(provider, (name, balance) -> {
            BigDecimal before = balance == null ? START_BALANCE : balance;
            paid[0] = before.compareTo(price) >= 0;
            return paid[0] ? before.subtract(price) : before;
        });
        return paid[0];
    }

    /** What is left on an account. */
    public BigDecimal balance(String provider) {
        return balances.getOrDefault(provider, START_BALANCE);
    }

    void setBalance(String provider, BigDecimal amount) {
        balances.put(provider, amount);
    }

    /** Where a provider posts inbound messages, as set in its console. */
    public Optional<String> inboundAddress(String provider) {
        return Optional.ofNullable(inboundAddresses.get(provider));
    }

    void setInboundAddress(String provider, String address) {
        inboundAddresses.put(provider, address);
    }

    /** Where a provider posts all receipts, as set in its console. */
    public Optional<String> receiptAddress(String provider) {
        return Optional.ofNullable(receiptAddresses.get(provider));
    }

    void setReceiptAddress(String provider, String address) {
        receiptAddresses.put(provider, address);
    }

    /** Digits of a number, or an e-mail address in lower case: how recipients are compared. */
    public static String recipientKey(String recipient) {
        return recipient.indexOf('@') >= 0 ? recipient.toLowerCase(java.util.Locale.ROOT) : recipient.replaceAll("\\D", "");
    }

    void clear() {
        messages.clear();
        wire.clear();
        fates.clear();
        balances.clear();
        badDays.clear();
    }

    void close() {
        pace.close();
        callbacks.close();
    }
}
