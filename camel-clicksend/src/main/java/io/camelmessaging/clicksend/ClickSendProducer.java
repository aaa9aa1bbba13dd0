package io.camelmessaging.clicksend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.camelmessaging.clicksend.model.MessagesSent;
import io.camelmessaging.clicksend.model.Page;
import io.camelmessaging.clicksend.model.PriceQuote;
import io.camelmessaging.clicksend.model.SendItem;
import io.camelmessaging.clicksend.model.SmsRequest;
import io.camelmessaging.clicksend.model.Upload;
import io.camelmessaging.common.Failure;
import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.MessagingException;
import io.camelmessaging.common.MessagingProducer;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import io.camelmessaging.common.transport.ApiRequest;
import io.camelmessaging.common.transport.ApiResponse;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls one operation of ClickSend.
 */
final class ClickSendProducer extends MessagingProducer {

    private static final Logger LOG = LoggerFactory.getLogger(ClickSendProducer.class);

    private final ClickSendEndpoint endpoint;
    private final ClickSendOperation operation;
    private final ClickSendConfiguration configuration;
    private final ClickSendApi api;
    private final ClickSendUploads uploads;
    private final HistoryLookup lookup;

    ClickSendProducer(ClickSendEndpoint endpoint) {
        this(endpoint, new ClickSendApi(endpoint, endpoint.getOperation()));
    }

    private ClickSendProducer(ClickSendEndpoint endpoint, ClickSendApi api) {
        super(endpoint, api);
        this.endpoint = endpoint;
        this.operation = endpoint.getOperation();
        this.configuration = endpoint.getConfiguration();
        this.api = api;
        ClickSendApi uploadApi = new ClickSendApi(endpoint, ClickSendOperation.upload);
        this.uploads = new ClickSendUploads(
                endpoint, uploadApi, (response, thrown) -> answer(uploadApi, null, response, thrown));
        this.lookup = new HistoryLookup(endpoint);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        if (operation == ClickSendOperation.upload) {
            return upload(exchange, callback);
        }
        if (configuration.isAutoUpload() && ClickSendUploads.takesFiles(operation)) {
            return uploadAndSend(exchange, callback);
        }
        return super.process(exchange, callback);
    }

    private boolean upload(Exchange exchange, AsyncCallback callback) {
        try {
            Conversion convert = ClickSendUploads.conversion(exchange, configuration);
            uploads.upload(exchange, exchange.getMessage().getBody(), convert).whenComplete((uploaded, thrown) -> goOn(() -> {
                if (thrown != null) {
                    failed(exchange, ClickSendUploads.cause(thrown), List.of());
                } else {
                    exchange.getMessage().setBody(uploaded);
                    exchange.getMessage().setHeader(MessagingConstants.PROVIDER, endpoint.scheme());
                    exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
                    writeHeaders(exchange.getMessage(), uploaded);
                }
                callback.done(false);
            }));
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void failed(Exchange exchange, Throwable thrown, List<String> notSent) {
        if (thrown instanceof MessagingException failure) {
            fail(exchange, failure.withOutcomes(notSent.stream()
                    .map(recipient -> RecipientOutcome.of(recipient, RecipientOutcome.State.NOT_SENT)).toList()));
        } else {
            exchange.setException(thrown);
        }
    }

    /** Nothing is uploaded for a request that is wrong, and a failure leaves the exchange as it was, to be repeated. */
    private boolean uploadAndSend(Exchange exchange, AsyncCallback callback) {
        try {
            Runnable restore = ClickSendUploads.restoring(exchange.getMessage(), operation);
            Exchange trial = exchange.copy();
            ClickSendUploads.pretendUpload(trial, operation);
            List<String> recipients = requests(trial).stream().flatMap(request -> recipients(request).stream()).toList();
            uploads.uploadFiles(exchange, operation).whenComplete((ignored, thrown) -> goOn(() -> {
                if (thrown != null) {
                    restore.run();
                    failed(exchange, nothingSent(ClickSendUploads.cause(thrown)), recipients);
                    callback.done(false);
                } else {
                    super.process(exchange, doneSync -> {
                        if (exchange.getException() != null) {
                            restore.run();
                        }
                        callback.done(false);
                    });
                }
            }));
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    /** Whether the file is there is not known, and does no harm: the message that it is for has not left. */
    private Throwable nothingSent(Throwable thrown) {
        return thrown instanceof OutcomeUnknownException unknown
                ? new ProviderUnavailableException(
                        null, new Failure(
                                endpoint.scheme(), operation.name(), unknown.getHttpResponseCode(), unknown.providerCode(),
                                unknown.providerText(),
                                "the upload of its file got no clear answer and no message was sent, so it may be sent again,"
                                                        + " with a new upload, or elsewhere",
                                unknown))
                : thrown;
    }

    @Override
    protected List<Record> requests(Exchange exchange) {
        if (operation.envelope() == null) {
            return super.requests(exchange);
        }
        ClickSendUploads.refuseFiles(exchange, operation);
        List<SendItem> items = new ArrayList<>();
        for (Record request : binder().bindAll(exchange)) {
            SendItem item = (SendItem) request;
            checkItem(item);
            items.add(item);
        }
        return batches(items);
    }

    private void checkItem(SendItem item) {
        if ((item.to() == null) == (item.listId() == null)) {
            throw new IllegalArgumentException(
                    "clicksend:" + operation.name() + (item.to() == null
                            ? " needs a recipient: give it as the key to of a Map body, the header CamelMessagingTo or the option"
                              + " to, or name a contact list as list_id (header CamelClicksendListId, option listId)."
                            : " got both a recipient and list_id: leave one out."));
        }
        if (item instanceof SmsRequest sms && TextLimits.mayBecomeUnicode(sms.body())) {
            LOG.warn(
                    "clicksend:{} sends a text of more than 536 characters with one of ^ { } [ ] ~ | \\ or the euro sign: ClickSend"
                     + " may count it as unicode, and cut it there; message_parts of the answer tells.",
                    operation.name());
        }
        if (!configuration.isAllowTruncation()) {
            TextLimits.check(operation.name(), item);
        }
    }

    /** As many at a time as a call takes; what differs in the fields of the request itself goes out apart. */
    private List<Record> batches(List<SendItem> items) {
        int most = configuration.getBatchSize() > 0 ? configuration.getBatchSize() : operation.envelope().batchSize();
        List<Record> requests = new ArrayList<>();
        List<SendItem> batch = new ArrayList<>();
        Map<String, Object> top = Map.of();
        for (SendItem item : items) {
            Map<String, Object> itsTop = binder().values((Record) item, operation.envelope().top());
            if (!batch.isEmpty() && (batch.size() == most || !itsTop.equals(top))) {
                requests.add(new Batch(List.copyOf(batch), top, false));
                batch.clear();
            }
            top = itsTop;
            batch.add(item);
        }
        requests.add(new Batch(List.copyOf(batch), top, true));
        return requests;
    }

    @Override
    protected List<String> recipients(Record request) {
        return request instanceof Batch batch ? batch.items().stream().map(Correlation::name).toList() : List.of();
    }

    @Override
    protected int segments(Record request) {
        int longest = ((Batch) request).items().stream()
                .mapToInt(item -> TextLimits.segments(((SmsRequest) item).body())).max().orElse(0);
        // more than that is refused, or cut there
        return Math.min(longest, TextLimits.SMS_SEGMENTS);
    }

    @Override
    protected CompletionStage<ApiResponse> send(Exchange exchange, Record request, ApiRequest call) {
        CompletionStage<ApiResponse> sent = super.send(exchange, request, call);
        return configuration.isLookup() && operation == ClickSendOperation.sms ? lookup.settle(sent, (Batch) request) : sent;
    }

    @Override
    protected RejectionReason reason(RecipientOutcome refused) {
        RejectionReason reason = ItemStatus.reason(refused.code());
        return reason == null ? RejectionReason.OTHER : reason;
    }

    @Override
    protected Object combine(List<Object> answers) {
        return answers.get(0) instanceof PriceQuote
                ? PriceQuote.all(answers.stream().map(PriceQuote.class::cast).toList())
                : MessagesSent.all(answers.stream().map(MessagesSent.class::cast).toList());
    }

    @Override
    protected void writeHeaders(Message message, Object answer) {
        if (answer instanceof Page<?> page) {
            message.setHeader(ClickSendConstants.TOTAL, page.total());
        } else if (answer instanceof AllPages all) {
            message.setHeader(ClickSendConstants.TOTAL, all.total());
        } else if (answer instanceof Upload upload) {
            message.setHeader(ClickSendConstants.URL, upload.url());
        }
    }
}
