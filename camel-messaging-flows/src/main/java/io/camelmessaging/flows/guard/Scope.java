/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.guard;

import java.util.Optional;

/** Whose messages a budget counts. */
enum Scope {
    /** All that the guard sees. */
    ALL("", "in all") {
        @Override
        Optional<String> of(GuardedSend send) {
            return Optional.of("");
        }
    },
    /** Those of one account at a provider. */
    ACCOUNT("PerAccount", "for the account") {
        @Override
        Optional<String> of(GuardedSend send) {
            return send.provider() == null ? Optional.empty() : Optional.of(send.provider() + ":" + send.account());
        }
    },
    /** Those of one campaign. */
    CAMPAIGN("PerCampaign", "for the campaign") {
        @Override
        Optional<String> of(GuardedSend send) {
            return Optional.ofNullable(send.campaign());
        }
    };

    private final String suffix;
    private final String words;

    Scope(String suffix, String words) {
        this.suffix = suffix;
        this.words = words;
    }

    /** Ends the names of its parameters. */
    String suffix() {
        return suffix;
    }

    String words() {
        return words;
    }

    /** Which of its kind a send belongs to; empty if to none. */
    abstract Optional<String> of(GuardedSend send);
}
