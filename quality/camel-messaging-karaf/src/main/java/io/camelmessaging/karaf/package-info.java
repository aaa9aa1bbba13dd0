/** An application of the suite as an OSGi bundle, for the test alone. */
package io.camelmessaging.karaf;
