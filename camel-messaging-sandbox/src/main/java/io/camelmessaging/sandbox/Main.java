package io.camelmessaging.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the sandbox alone: {@code --port=8089 --bind=127.0.0.1 --second=PT0.1S}.
 */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        MessagingSandbox sandbox = MessagingSandbox.create().port(8089);
        for (String argument : arguments) {
            configure(sandbox, argument);
        }
        sandbox.start();
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "messaging-sandbox-stop"));
        for (String provider : sandbox.providers()) {
            System.out.println(provider + ": baseUrl=" + sandbox.baseUrl(provider));
        }
        System.out.println("handsets: " + sandbox.pageUrl());
        new CountDownLatch(1).await();
    }

    static void configure(MessagingSandbox sandbox, String argument) {
        String[] nameAndValue = argument.split("=", 2);
        String value = nameAndValue.length == 2 ? nameAndValue[1] : "";
        switch (nameAndValue[0]) {
            case "--port" -> sandbox.port(Integer.parseInt(value));
            case "--bind" -> sandbox.bindAddress(value);
            case "--second" -> sandbox.second(Duration.parse(value));
            default -> throw new IllegalArgumentException(
                    "unknown argument " + nameAndValue[0] + "; known are --port=NUMBER --bind=ADDRESS --second=ISO-DURATION");
        }
    }
}
