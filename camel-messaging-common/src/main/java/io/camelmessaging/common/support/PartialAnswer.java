/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.util.List;

/**
 * The answer to one of several calls that an exchange needed.
 *
 * @param <T> the answer itself
 */
public interface PartialAnswer<T extends PartialAnswer<T>> {

    /**
     * The one answer that all make.
     *
     * @param following those of the calls after this one, in their order
     */
    T followedBy(List<T> following);
}
