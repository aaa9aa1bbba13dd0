package io.camelmessaging.clicksend.model;

/**
 * One message of a sending request.
 */
public sealed interface SendItem permits SmsRequest, MmsRequest, VoiceRequest, FaxRequest, PostItem {

    /** The recipient; null if it goes to a list. */
    String to();

    /** The caller's reference, or null. */
    String customString();

    /** The contact list, or null. */
    default Long listId() {
        return null;
    }
}
