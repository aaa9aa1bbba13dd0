/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.engine;

import java.util.List;

import io.camelmessaging.flows.policy.Decision;
import io.camelmessaging.flows.policy.FlowPolicy;
import io.camelmessaging.flows.policy.Next;
import io.camelmessaging.flows.policy.Situation;
import io.camelmessaging.flows.store.Flow;
import org.apache.camel.Consumer;
import org.apache.camel.Message;

/** The route of a flow, as the engine sees it. */
public interface FlowRoute {

    /** The name of the flow. */
    String name();

    /** The rules of the flow. */
    FlowPolicy policy();

    /** The steps of the flow. */
    SendingSteps steps();

    /** Where its exchanges begin; null while the route is not there. */
    Consumer consumer();

    /**
     * The endpoint for what is to be told.
     *
     * @return null if nobody is to be told
     */
    String endpoint(Situation at, Next next);

    /** Adds what one kind of flow tells besides to the message of a call. */
    void complete(Message message, Situation at, Next next);

    /** Records an opt-out; the same one may come again. */
    void heard(Decision.HeardOptOut optOut);

    /**
     * A step was called for the first time.
     *
     * @return the endpoints that are told of it
     */
    List<String> called(Flow flow);
}
