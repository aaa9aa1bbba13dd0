/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.internal;

import java.time.Clock;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * The leases of a context's consumers whose repository no other process can share: they are kept here, and nothing of
 * them is written to the repository.
 */
public final class ProcessLeases {

    private final Map<IdempotentRepository, Map<String, Long>> held = Collections.synchronizedMap(new IdentityHashMap<>());

    /**
     * The leases of a consumer.
     *
     * @param repository what it remembers events by, or null
     */
    public static EventLeases of(CamelContext context, IdempotentRepository repository) {
        if (repository == null) {
            return new EventLeases(new ConcurrentHashMap<>());
        }
        boolean local = repository instanceof MemoryIdempotentRepository || repository instanceof FileIdempotentRepository;
        return local
                ? new EventLeases(in(context).held.computeIfAbsent(repository, known -> new ConcurrentHashMap<>()))
                : new EventLeases(repository, Clock.systemUTC());
    }

    private static ProcessLeases in(CamelContext context) {
        ProcessLeases known = context.getCamelContextExtension().getContextPlugin(ProcessLeases.class);
        if (known == null) {
            known = new ProcessLeases();
            context.getCamelContextExtension().addContextPlugin(ProcessLeases.class, known);
        }
        return known;
    }
}
