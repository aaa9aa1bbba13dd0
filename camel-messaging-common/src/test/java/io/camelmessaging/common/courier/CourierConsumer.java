package io.camelmessaging.common.courier;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.camelmessaging.common.MessagingEvent;
import io.camelmessaging.common.MessagingPollingConsumer;
import io.camelmessaging.common.transport.ApiRequest;
import io.camelmessaging.common.transport.ApiResponse;
import io.camelmessaging.common.transport.HttpMethod;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Polls the courier's receipts and takes those that are done with from its feed.
 */
final class CourierConsumer extends MessagingPollingConsumer {

    private final CourierEndpoint endpoint;
    private final CourierApi api;

    CourierConsumer(CourierEndpoint endpoint, Processor processor) {
        super(endpoint, processor, endpoint.getIdempotentRepository());
        this.endpoint = endpoint;
        this.api = new CourierApi(endpoint);
    }

    @Override
    protected List<Item> fetch() throws Exception {
        ApiResponse response = null;
        Throwable thrown = null;
        try {
            response = call(api.call(null));
        } catch (Exception e) {
            thrown = e.getCause() == null ? e : e.getCause();
        }
        Wire.Feed feed = (Wire.Feed) api.answer(null, response, thrown);
        return feed.receipts().stream().map(receipt -> new Item(receipt, () -> acknowledge(receipt))).toList();
    }

    @Override
    protected void writeHeaders(Message message, MessagingEvent event) {
        message.setHeader("CamelCourierRaw", ((Wire.Receipt) event).rawStatus());
    }

    private void acknowledge(Wire.Receipt receipt) throws Exception {
        ApiRequest list = api.call(null);
        ApiResponse response = call(new ApiRequest(
                HttpMethod.DELETE, URI.create(list.uri() + "/" + receipt.id()), Map.of(), null,
                Duration.ofSeconds(5), Duration.ofSeconds(5)));
        if (!response.isSuccess()) {
            throw new IllegalStateException("not acknowledged: " + receipt.id());
        }
    }

    private ApiResponse call(ApiRequest request) throws Exception {
        return endpoint.getComponent().send(request, endpoint.getConfiguration()).toCompletableFuture().get();
    }
}
