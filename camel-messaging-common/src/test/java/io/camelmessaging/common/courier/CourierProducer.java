package io.camelmessaging.common.courier;

import java.util.ArrayList;
import java.util.List;

import io.camelmessaging.common.MessagingProducer;
import io.camelmessaging.common.ProviderClient;
import io.camelmessaging.common.RecipientOutcome;
import io.camelmessaging.common.RejectionReason;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Calls one operation of the courier.
 */
final class CourierProducer extends MessagingProducer<CourierApi> {

    private final CourierEndpoint endpoint;

    CourierProducer(CourierEndpoint endpoint) {
        super(endpoint, new ProviderClient<>(endpoint, new CourierApi(endpoint)));
        this.endpoint = endpoint;
    }

    @Override
    protected List<Record> requests(Exchange exchange) {
        if (endpoint.getOperation() != CourierOperation.bulk) {
            return super.requests(exchange);
        }
        List<? extends Record> all = binder().bindAll(exchange);
        int size = endpoint.getConfiguration().getBatchSize();
        List<Record> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(new Wire.SmsBatch(
                    all.subList(from, Math.min(from + size, all.size())).stream().map(Wire.Sms.class::cast).toList()));
        }
        return batches;
    }

    @Override
    protected List<String> recipients(Record request) {
        if (request instanceof Wire.SmsBatch batch) {
            return batch.messages().stream().map(Wire.Sms::number).toList();
        }
        return request instanceof Wire.Sms sms ? List.of(sms.number()) : List.of();
    }

    @Override
    protected Object combine(List<Record> requests, List<Object> answers) {
        return answers.size() == 1
                ? answers.get(0) : new Wire.BulkResult(
                        answers.stream().flatMap(answer -> ((Wire.BulkResult) answer).results().stream()).toList());
    }

    @Override
    protected RejectionReason reason(RecipientOutcome refused) {
        return "BLOCKED".equals(refused.code()) ? RejectionReason.RECIPIENT : RejectionReason.OTHER;
    }

    @Override
    protected void writeHeaders(Message message, Object answer) {
        if (answer instanceof Wire.Accepted accepted && "poison".equals(accepted.id())) {
            throw new LinkageError("a class of the component is missing");
        }
    }
}
