/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.neutral;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonProperty.Access;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.camelmessaging.common.DryRunResult;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.SendResult;
import io.camelmessaging.common.support.ProviderBean;

/**
 * What a send through any provider came to, also one that failed; what is null is not in its JSON.
 *
 * @param provider the component's scheme
 * @param account  the account in short, or null
 * @param outcomes one for each recipient, its number in E.164 where it can be read so; those that are known, if the
 *                 send failed
 * @param failure  why the send failed as a whole; null if it did not
 */
@JsonPropertyOrder({
        "type", "provider", "account", "accepted", "rejected", "unknown", "notSent", "dryRun", "outcomes", "failure" })
public record NeutralResult(String provider, String account, List<RecipientOutcome> outcomes, NeutralFailure failure)
        implements
            SendResult,
            NeutralShape,
            ProviderBean {

    static final String TYPE = "result";

    public NeutralResult {
        outcomes = outcomes == null ? List.of() : List.copyOf(outcomes);
    }

    @Override
    @JsonProperty(access = Access.READ_ONLY)
    public String type() {
        return TYPE;
    }

    /** How many recipients the provider took. */
    @JsonProperty(access = Access.READ_ONLY)
    public int accepted() {
        return count(RecipientOutcome.State.ACCEPTED);
    }

    /** How many it refused. */
    @JsonProperty(access = Access.READ_ONLY)
    public int rejected() {
        return count(RecipientOutcome.State.REJECTED);
    }

    /** Of how many no clear answer came. */
    @JsonProperty(access = Access.READ_ONLY)
    public int unknown() {
        return count(RecipientOutcome.State.UNKNOWN);
    }

    /** How many were not sent, because an earlier part of the list failed. */
    @JsonProperty(access = Access.READ_ONLY)
    public int notSent() {
        return count(RecipientOutcome.State.NOT_SENT);
    }

    /** Whether nothing was sent because the send was a dry run. */
    @JsonProperty(access = Access.READ_ONLY)
    public boolean dryRun() {
        return outcomes.stream().anyMatch(outcome -> DryRunResult.isDryRun(outcome.messageId()));
    }

    /** Omits personal data. */
    @Override
    public String toString() {
        return "NeutralResult[" + provider + ", " + outcomes.size() + " recipients, " + accepted() + " accepted"
               + (failure == null ? "" : ", " + failure.kind()) + "]";
    }
}
