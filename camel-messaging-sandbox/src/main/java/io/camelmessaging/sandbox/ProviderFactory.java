/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.sandbox;

/**
 * Makes the stand-in of one provider for a sandbox. Every jar may bring some: the sandbox takes all that
 * {@link java.util.ServiceLoader} finds.
 */
public interface ProviderFactory {

    /**
     * @param  state what the providers of one sandbox share
     * @return       the stand-in, for this sandbox alone
     */
    Provider create(SandboxState state);
}
