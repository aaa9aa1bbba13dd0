package io.camelmessaging.sendmode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.camelmessaging.common.MessagingProducer;
import io.camelmessaging.common.PhoneNumbers;
import io.camelmessaging.common.ProviderClient;
import io.camelmessaging.sendmode.model.ImportRequest;
import io.camelmessaging.sendmode.model.OptOutRequest;
import io.camelmessaging.sendmode.model.SmsAccepted;
import io.camelmessaging.sendmode.model.SmsRequest;
import io.camelmessaging.sendmode.model.VerifyCheckResult;
import io.camelmessaging.sendmode.model.VerifyRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Calls one operation of Sendmode.
 */
final class SendmodeProducer extends MessagingProducer<SendmodeApi> {

    /** What is sent as it is written; marks of other alphabets are not. */
    private static final Pattern WRITTEN = Pattern.compile("[+0-9 ()./-]+");

    private final SendmodeOperation operation;
    private final SendmodeConfiguration configuration;

    SendmodeProducer(SendmodeEndpoint endpoint) {
        super(endpoint, new ProviderClient<>(endpoint, new SendmodeApi(endpoint, endpoint.getOperation())));
        this.operation = endpoint.getOperation();
        this.configuration = endpoint.getConfiguration();
    }

    @Override
    protected String wireNumber(Object number, String source, PhoneNumbers numbers) {
        String normal = numbers.normalize(number, source);
        return switch (configuration.getNumberFormat()) {
            case digits -> normal.startsWith("+") ? normal.substring(1) : normal;
            case asIs -> number instanceof CharSequence && WRITTEN.matcher(number.toString()).matches()
                    ? number.toString().strip() : normal;
            case e164 -> normal;
        };
    }

    /** A plus makes no difference to the provider. */
    @Override
    protected String numberIdentity(String wire) {
        return wire.replaceAll("[^0-9]", "").replaceFirst("^00", "");
    }

    @Override
    protected List<Record> requests(Exchange exchange) {
        if (binder() == null) {
            return super.requests(exchange);
        }
        List<Record> requests = new ArrayList<>();
        for (Record request : binder().bindAll(exchange)) {
            if (request instanceof SmsRequest sms && configuration.getBatchSize() > 0) {
                requests.addAll(sms.cut(configuration.getBatchSize()));
            } else {
                requests.add(request);
            }
        }
        if (requests.size() > 1 && !(requests.get(0) instanceof SmsRequest)) {
            throw new IllegalArgumentException(
                    "sendmode:" + operation.name()
                                               + " takes one person at a time and got " + requests.size()
                                               + ": use the split EIP before it.");
        }
        return requests;
    }

    @Override
    protected List<String> recipients(Record request) {
        if (request instanceof SmsRequest sms) {
            return sms.recipients();
        }
        if (request instanceof VerifyRequest verify) {
            return List.of(verify.recipient());
        }
        if (request instanceof ImportRequest customer) {
            return List.of(customer.mobileNumber());
        }
        return request instanceof OptOutRequest person ? List.of(person.mobileNumber()) : List.of();
    }

    @Override
    protected Object combine(List<Record> requests, List<Object> answers) {
        return answers.size() == 1 ? answers.get(0) : SmsAccepted.all(answers.stream().map(SmsAccepted.class::cast).toList());
    }

    @Override
    protected void writeHeaders(Message message, Object answer) {
        if (answer instanceof VerifyCheckResult check) {
            message.setHeader(SendmodeConstants.VERIFIED, check.verified());
        }
    }
}
