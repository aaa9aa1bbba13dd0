/**
 * The meters of the suite; loaded only where Micrometer is.
 */
package io.camelmessaging.common.internal.metrics;
