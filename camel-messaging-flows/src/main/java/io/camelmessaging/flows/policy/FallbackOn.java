/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.policy;

/**
 * After what a failover tries its next step, besides a provider that is away. Nobody who opted out is sent anything by
 * another step, whatever this says.
 *
 * @param rejected whether after a provider said no
 * @param unknown  whether after a send of which nobody knows if the provider took it: the recipient may get the message
 *                 twice then, rather than never
 */
public record FallbackOn(boolean rejected, boolean unknown) {
}
