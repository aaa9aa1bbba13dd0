package ${package};

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;

import io.camelmessaging.test.SandboxExtension;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole application against a sandbox: what customers get, and what they get when they answer. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@DirtiesContext
class OrdersTest {

    private static final String CUSTOMER = "+37255500123";
    /** No message to a number that ends so is delivered; the sandbox's page on magic numbers has more. */
    private static final String UNREACHABLE = "+37255598001";

    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension();

    @TempDir
    static Path folder;

    @Autowired
    ProducerTemplate template;

    @Autowired
    Environment environment;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:" + port;
        registry.add("camel.main.routes-include-pattern", () -> "classpath:camel/*.camel.yaml");
        registry.add("server.port", () -> port);
        registry.add("public.url", () -> url);
        registry.add("camel.messaging.flows.database-file", () -> folder.resolve("flows").toString());
        SANDBOX.properties("boomware").forEach((name, value) -> registry.add(name, () -> value));
        SANDBOX.properties("clicksend").forEach((name, value) -> registry.add(name, () -> value));
        SANDBOX.sandbox().inboundUrl("boomware", url + "/hooks/boomware/replies?token=sandbox");
    }

    @AfterEach
    void forget() {
        SANDBOX.sandbox().reset();
    }

    @Test
    void theCustomerIsTold() throws Exception {
        order("A-1", CUSTOMER);

        assertThat(SANDBOX.sandbox().awaitMessage(CUSTOMER).text()).isEqualTo("Your order A-1 has left the depot.");
        SANDBOX.sandbox().awaitStatus(CUSTOMER, "DELIVERED");
        SANDBOX.sandbox().assertCleanWire();
    }

    @Test
    void whatBoomwareCannotDeliverClickSendDoes() throws Exception {
        order("A-2", UNREACHABLE);

        assertThat(SANDBOX.sandbox().awaitMessages(message -> message.text().contains("A-2"), 2))
                .extracting(message -> message.provider()).containsExactly("boomware", "clicksend");
    }

    @Test
    void anAnswerIsAnswered() throws Exception {
        order("A-3", CUSTOMER);
        SANDBOX.sandbox().awaitMessage(CUSTOMER);

        SANDBOX.sandbox().reply(CUSTOMER, "Where is it?");

        assertThat(SANDBOX.sandbox().awaitMessages(message -> message.text().startsWith("Thank you"), 1)).hasSize(1);
    }

    @Test
    void whatIsNoOrderIsRefused() throws Exception {
        String url = environment.getProperty("public.url");
        for (String body : new String[] { "", "{\"id\":" }) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/orders")).POST(BodyPublishers.ofString(body)).build();

            assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
        }
    }

    private void order(String id, String phone) {
        template.sendBody("direct:order", Map.of("id", id, "phone", phone));
    }
}
