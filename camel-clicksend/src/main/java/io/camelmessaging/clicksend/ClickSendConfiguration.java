/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options of the ClickSend component.
 * <p>
 * One that is a field of a request has no caller in Java: the request is bound to it by its name.
 */
@UriParams
public class ClickSendConfiguration extends FeedConfiguration {

    static final int MIN_PAGE_SIZE = 15;
    static final int MAX_PAGE_SIZE = 100;

    @UriParam(label = "security", secret = true)
    private String username;
    @UriParam(label = "security", secret = true)
    private String apiKey;
    @UriParam(label = "producer")
    private String reference;
    @UriParam(label = "producer", defaultValue = "camel")
    private String source = "camel";
    @UriParam(label = "producer")
    private String country;
    @UriParam(label = "producer")
    private Long listId;
    @UriParam(label = "producer")
    private int batchSize;
    @UriParam(label = "producer", defaultValue = "false")
    private boolean allowTruncation;
    @UriParam(label = "producer", defaultValue = "false")
    private boolean lookup;
    @UriParam(label = "producer", defaultValue = "false")
    private boolean byReference;
    @UriParam(label = "producer")
    private String lang;
    @UriParam(label = "producer", enums = "female,male")
    private String voice;
    @UriParam(label = "producer")
    private String subject;
    @UriParam(label = "producer")
    private String mediaFile;
    @UriParam(label = "producer")
    private String fileUrl;
    @UriParam(label = "producer")
    private String colour;
    @UriParam(label = "producer")
    private String duplex;
    @UriParam(label = "producer")
    private String templateUsed;
    @UriParam(label = "producer")
    private String priorityPost;
    @UriParam(label = "producer")
    private Long returnAddressId;
    @UriParam(label = "producer", defaultValue = "false")
    private boolean autoUpload;
    @UriParam(label = "producer")
    private Conversion convert;
    @UriParam(label = "producer")
    private Integer page;
    @UriParam(label = "producer", defaultValue = "100")
    private Integer limit = MAX_PAGE_SIZE;
    @UriParam(label = "producer", defaultValue = "false")
    private boolean allPages;
    @UriParam(label = "producer", defaultValue = "false")
    private boolean ignoreMissing;

    public ClickSendConfiguration() {
        setBaseUrl("https://rest.clicksend.com/v3");
    }

    @Override
    public ClickSendConfiguration clone() {
        return (ClickSendConfiguration) super.clone();
    }

    @Override
    public String account() {
        return username + "@" + getBaseUrl();
    }

    @Override
    public String credentialsProblem() {
        if (username == null || username.isBlank() || apiKey == null || apiKey.isBlank()) {
            return "The component clicksend needs credentials: set the options username and apiKey.";
        }
        return username.indexOf(':') < 0 ? null : "The option username holds a colon, which HTTP Basic cannot carry.";
    }

    @Override
    public void validate() {
        super.validate();
        if (limit != null && (limit < MIN_PAGE_SIZE || limit > MAX_PAGE_SIZE)) {
            throw new IllegalArgumentException("The option limit takes 15 to 100, and got " + limit + ".");
        }
        oneOf("voice", voice == null ? null : voice.strip().toLowerCase(Locale.ROOT), List.of("female", "male"));
        if (batchSize < 0 || batchSize > Envelope.MAX_ITEMS) {
            throw new IllegalArgumentException(
                    "The option batchSize takes 1 to 1000, or 0 for the default, and got " + batchSize + ".");
        }
    }

    /** The value of the Authorization header. */
    String basicAuthorization() {
        return "Basic " + Base64.getEncoder().encodeToString((username + ":" + apiKey).getBytes(StandardCharsets.UTF_8));
    }

    public String getUsername() {
        return username;
    }

    /**
     * The user name of the account or subaccount. It may be an e-mail address; set it on the component, where @ and +
     * need no escaping.
     */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getApiKey() {
        return apiKey;
    }

    /**
     * The API key of the account or subaccount.
     */
    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getReference() {
        return reference;
    }

    /**
     * The custom_string of messages, unless body or header CamelMessagingReference names one: the caller's reference of
     * at most 50 characters, which comes back in answers, receipts and replies.
     */
    public void setReference(String reference) {
        this.reference = reference;
    }

    public String getSource() {
        return source;
    }

    /**
     * The name of the sending program.
     */
    public void setSource(String source) {
        this.source = source;
    }

    public String getCountry() {
        return country;
    }

    /**
     * The two-letter country by which the provider reads local numbers.
     */
    public void setCountry(String country) {
        this.country = country;
    }

    public Long getListId() {
        return listId;
    }

    /**
     * The contact list: to send to instead of a recipient, or to read and change.
     */
    public void setListId(Long listId) {
        this.listId = listId;
    }

    public int getBatchSize() {
        return batchSize;
    }

    /**
     * How many messages of a List body go out in one call: at most 1000. 0 takes 1000 for SMS, MMS and voice, and 50
     * for fax and post, whose limit the provider does not publish.
     */
    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public boolean isAllowTruncation() {
        return allowTruncation;
    }

    /**
     * Whether a text that is longer than the provider takes is sent and cut there; otherwise it is refused before
     * sending. The limits are 1,224 characters for SMS (536 if one is not of GSM-7), 1,500 (500) for MMS, 1,200 (600)
     * for voice, and 20 for the subject of an MMS.
     */
    public void setAllowTruncation(boolean allowTruncation) {
        this.allowTruncation = allowTruncation;
    }

    public boolean isLookup() {
        return lookup;
    }

    /**
     * Whether sms, if a call ends without a clear answer, looks for its messages in the history by their custom_string
     * and recipient. A row counts for one message, with its own status, if it is not older than the call; what is not
     * found stays of unknown outcome, since the history may lag.
     */
    public void setLookup(boolean lookup) {
        this.lookup = lookup;
    }

    public boolean isByReference() {
        return byReference;
    }

    /**
     * Whether smsHistory tells of one message instead of a page: the one with the reference of the header
     * CamelMessagingReference among the newest hundred of a day. It sets CamelMessagingMessageId and
     * CamelMessagingStatus, and neither if it is not there, since the history may lag. A flow takes it as the lookup of
     * a step.
     */
    public void setByReference(boolean byReference) {
        this.byReference = byReference;
    }

    public String getLang() {
        return lang;
    }

    /**
     * The language of voice, such as en-us, in any case; the component's page lists them.
     */
    public void setLang(String lang) {
        this.lang = lang;
    }

    public String getVoice() {
        return voice;
    }

    /**
     * The voice: female or male.
     */
    public void setVoice(String voice) {
        this.voice = voice;
    }

    public String getSubject() {
        return subject;
    }

    /**
     * The subject of an MMS or e-mail, unless body or header CamelMessagingSubject names one.
     */
    public void setSubject(String subject) {
        this.subject = subject;
    }

    public String getMediaFile() {
        return mediaFile;
    }

    /**
     * The public URL of the picture or clip of an MMS: 250 kB, as GIF 100 kB.
     */
    public void setMediaFile(String mediaFile) {
        this.mediaFile = mediaFile;
    }

    public String getFileUrl() {
        return fileUrl;
    }

    /**
     * The public URL of the PDF of a fax (4 MB) or letter (10 MB).
     */
    public void setFileUrl(String fileUrl) {
        this.fileUrl = fileUrl;
    }

    public String getColour() {
        return colour;
    }

    /**
     * 1 for a letter in colour, 0 for black and white.
     */
    public void setColour(String colour) {
        this.colour = colour;
    }

    public String getDuplex() {
        return duplex;
    }

    /**
     * 1 for a letter printed on both sides, 0 for one side.
     */
    public void setDuplex(String duplex) {
        this.duplex = duplex;
    }

    public String getTemplateUsed() {
        return templateUsed;
    }

    /**
     * 1 if the letter leaves room for the address, 0 if not; 0 probably adds a cover page.
     */
    public void setTemplateUsed(String templateUsed) {
        this.templateUsed = templateUsed;
    }

    public String getPriorityPost() {
        return priorityPost;
    }

    /**
     * 1 for priority post, 0 for ordinary post.
     */
    public void setPriorityPost(String priorityPost) {
        this.priorityPost = priorityPost;
    }

    public Long getReturnAddressId() {
        return returnAddressId;
    }

    /**
     * The return address of a letter or postcard, of those that returnAddresses lists.
     */
    public void setReturnAddressId(Long returnAddressId) {
        this.returnAddressId = returnAddressId;
    }

    public boolean isAutoUpload() {
        return autoUpload;
    }

    /**
     * Whether mms, fax, letter and postcard upload the file that the body, the header CamelClicksendFile or their field
     * for a URL holds, convert it for their channel, and send its URL.
     */
    public void setAutoUpload(boolean autoUpload) {
        this.autoUpload = autoUpload;
    }

    public Conversion getConvert() {
        return convert;
    }

    /**
     * What upload converts a file for: fax, mms, csv (contact import), post (letters) or postcard.
     */
    public void setConvert(Conversion convert) {
        this.convert = convert;
    }

    public Integer getPage() {
        return page;
    }

    /**
     * The page of a listing, from 1.
     */
    public void setPage(Integer page) {
        this.page = page;
    }

    public Integer getLimit() {
        return limit;
    }

    /**
     * How many rows a page of a listing has: 15 to 100.
     */
    public void setLimit(Integer limit) {
        this.limit = limit;
    }

    public boolean isAllPages() {
        return allPages;
    }

    /**
     * Whether a listing gives an Iterator over the rows of all pages, read as they are asked for: for the split EIP in
     * streaming mode.
     */
    public void setAllPages(boolean allPages) {
        this.allPages = allPages;
    }

    public boolean isIgnoreMissing() {
        return ignoreMissing;
    }

    /**
     * Whether deleting what does not exist is a success.
     */
    public void setIgnoreMissing(boolean ignoreMissing) {
        this.ignoreMissing = ignoreMissing;
    }
}
