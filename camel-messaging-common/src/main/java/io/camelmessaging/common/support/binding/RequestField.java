/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support.binding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how a component of a request record is filled.
 * <p>
 * Without it a field is optional and goes by its wire name (that of Jackson's {@code JsonProperty}, else its own), its
 * camelCase form, the header {@code Camel<Scheme><Name>} and the option of its camelCase form.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface RequestField {

    /** The neutral name that it goes by too. */
    CommonField value() default CommonField.NONE;

    /** Whether a request without it is refused. */
    boolean required() default false;

    /** Whether it is a phone number, to be checked and formatted. */
    boolean phoneNumber() default false;

    /** Whether a body that is plain text goes there; so does that of {@link CommonField#TEXT}. */
    boolean body() default false;

    /** Whether it holds messages, each with a text of its own. */
    boolean message() default false;

    /** Whether it is a sender id, to be checked. */
    boolean sender() default false;

    /** Whether it is a number that stands for true (1) or false (0), and may be given as either. */
    boolean flag() default false;

    /** How many characters it may have; 0 for no limit that is known. */
    int maxLength() default 0;

    /** The least whole number that it may be. */
    long least() default Long.MIN_VALUE;

    /** The largest whole number that it may be. */
    long most() default Long.MAX_VALUE;

    /** Whether it is a country of two letters, given in any case and sent in capitals. */
    boolean country() default false;

    /** The words that it may be, given in any case and sent as they stand here; none for any text. */
    String[] words() default {};

    /** Whether its value may be named in an exception. */
    boolean personal() default false;
}
