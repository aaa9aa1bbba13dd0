/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox.clicksend;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

import io.camelmessaging.sandbox.Provider;
import io.camelmessaging.sandbox.ProviderFactory;
import io.camelmessaging.sandbox.SandboxState;
import io.camelmessaging.sandbox.SentMessage;
import io.camelmessaging.sandbox.WireAnswer;
import io.camelmessaging.sandbox.WireRequest;

/**
 * ClickSend's API: sends, contacts, uploads, history, feeds, and the rules that push.
 */
public final class ClickSendProvider implements Provider {

    /** The user name and API key that work; it holds the characters that break careless clients. */
    public static final String USERNAME = "sandbox+user@example.org";
    public static final String API_KEY = "5AB0B0C5-0000-4000-8000-5A9DB0C5CAFE";

    static final String NAME = "clicksend";
    private static final String BANNED = "banned";

    private final ClickSendFeeds feeds;
    private final ClickSendContacts contacts;
    private final List<ClickSendRoute> routes = new ArrayList<>();

    /** Brings the stand-in into a sandbox. */
    public static final class Factory implements ProviderFactory {

        @Override
        public Provider create(SandboxState state) {
            return new ClickSendProvider(state);
        }
    }

    ClickSendProvider(SandboxState state) {
        this.feeds = new ClickSendFeeds(state);
        ClickSendMessages messages = new ClickSendMessages(state, feeds);
        routes.addAll(messages.routes());
        routes.addAll(feeds.routes());
        contacts = new ClickSendContacts(state);
        routes.addAll(contacts.routes());
        routes.addAll(new ClickSendAccount(state).routes());
    }

    @Override
    public long contactList(String name, Iterable<String> numbers) {
        return contacts.importList(name, numbers);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WireAnswer answer(WireRequest request) {
        try {
            authenticate(request);
            boolean known = false;
            for (ClickSendRoute route : routes) {
                Matcher path = route.path().matcher(request.path());
                if (path.matches()) {
                    if (route.method().equals(request.method())) {
                        return route.handler().apply(request, groups(path));
                    }
                    known = true;
                }
            }
            throw new ClickSendAnswer.Refusal(known ? 405 : 404, "NOT_FOUND", "Not found");
        } catch (ClickSendAnswer.Refusal refusal) {
            return refusal.answer();
        }
    }

    private static void authenticate(WireRequest request) {
        String credentials = request.basicCredentials().orElse("");
        String user = credentials.substring(0, Math.max(0, credentials.indexOf(':')));
        if (!credentials.equals(user + ":" + API_KEY)
                || !List.of(USERNAME, ClickSendMessages.NO_CREDIT, ClickSendMessages.NOT_ACTIVE,
                        BANNED).contains(user)) {
            throw new ClickSendAnswer.Refusal(401, "UNAUTHORIZED", "Authorization failed.");
        }
        if (user.equals(BANNED)) {
            throw new ClickSendAnswer.Refusal(403, "FORBIDDEN", "The account is banned.");
        }
    }

    private static List<String> groups(Matcher path) {
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= path.groupCount(); i++) {
            groups.add(URLDecoder.decode(path.group(i), StandardCharsets.UTF_8));
        }
        return groups;
    }

    @Override
    public void reply(SentMessage message, String text) {
        feeds.inbound(message.to(), message.from(), text, message);
    }

    @Override
    public void keyPressed(SentMessage call, String key) {
        feeds.digits(call, key);
    }

    @Override
    public Optional<Runnable> feedGrowth(WireRequest request) {
        return request.method().equals("GET") ? feeds.growth(request.path()) : Optional.empty();
    }

    @Override
    public void inbound(String from, String to, String text) {
        feeds.inbound(SandboxState.recipientKey(from), to, text, null);
    }
}
