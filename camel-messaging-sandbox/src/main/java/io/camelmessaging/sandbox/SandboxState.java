/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What the providers of one sandbox share: handsets, money, time and the wire.
 */
public final class SandboxState {

    private static final BigDecimal START_BALANCE = new BigDecimal("1000000");

    private final MessageStore messages;
    private final WireLog wire = new WireLog();
    private final UploadedFiles files = new UploadedFiles();
    private final VirtualClock clock;
    private final DeliveryLifecycle deliveries;
    private final Faults faults;
    private final Callbacks callbacks = new Callbacks(wire);
    private final Map<String, DeliveryScript> scripts = new ConcurrentHashMap<>();
    private final Map<String, BigDecimal> balances = new ConcurrentHashMap<>();
    private final Map<String, String> inboundAddresses = new ConcurrentHashMap<>();
    private final Map<String, String> receiptAddresses = new ConcurrentHashMap<>();

    SandboxState(VirtualClock clock) {
        this.clock = clock;
        this.messages = new MessageStore(clock::now);
        this.deliveries = new DeliveryLifecycle(clock, messages);
        this.faults = new Faults(clock);
    }

    public MessageStore messages() {
        return messages;
    }

    public WireLog wire() {
        return wire;
    }

    public UploadedFiles files() {
        return files;
    }

    public VirtualClock clock() {
        return clock;
    }

    public Callbacks callbacks() {
        return callbacks;
    }

    public Faults faults() {
        return faults;
    }

    /**
     * Takes a message through the stages of its delivery script, unless a fault lets nothing more be heard of it.
     */
    public void deliver(SentMessage message, Consumer<Stage> reached) {
        boolean unheard = faults.strike(FaultType.Side.DELIVERY, message.provider(), message.channel()).isPresent();
        deliveries.start(message, unheard ? DeliveryScript.NEVER : deliveryScript(message.to(), message.channel()), reached);
    }

    /** Takes a message to a stage at once; false if it is past it. */
    boolean reach(SentMessage message, Stage stage) {
        return deliveries.reach(message.key(), stage);
    }

    /** How far a message has come. */
    Optional<Stage> stage(SentMessage message) {
        return deliveries.stage(message.key());
    }

    /** What becomes of a message to a number or address on a channel. */
    public DeliveryScript deliveryScript(String recipient, String channel) {
        String key = Subscriber.key(recipient);
        return Optional.ofNullable(scripts.get(key + " " + channel)).or(() -> Optional.ofNullable(scripts.get(key)))
                .or(() -> DeliveryScript.ofNumber(recipientKey(recipient))).orElse(DeliveryScript.DELIVERED).on(channel);
    }

    void setDeliveryScript(String recipient, String channel, DeliveryScript script) {
        scripts.put(channel == null ? Subscriber.key(recipient) : Subscriber.key(recipient) + " " + channel, script);
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
        files.clear();
        scripts.clear();
        balances.clear();
        faults.clear();
    }

    void close() {
        clock.close();
        callbacks.close();
    }
}
