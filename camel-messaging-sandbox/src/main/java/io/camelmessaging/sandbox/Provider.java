package io.camelmessaging.sandbox;

/**
 * The stand-in of one provider.
 */
public interface Provider {

    /** Path prefix of its API and its name everywhere in the sandbox. */
    String name();

    /** Answers a request as the provider would. */
    WireAnswer answer(WireRequest request);

    /** Hands on what the recipient of a message answered. */
    void reply(SentMessage message, String text);

    /** Posts a message that nobody asked for to the account's own number. */
    void inbound(String from, String to, String text);
}
