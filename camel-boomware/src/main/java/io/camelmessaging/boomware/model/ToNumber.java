package io.camelmessaging.boomware.model;

/**
 * A request that goes to one phone number.
 */
public interface ToNumber {

    /** The recipient in E.164 form. */
    String number();
}
