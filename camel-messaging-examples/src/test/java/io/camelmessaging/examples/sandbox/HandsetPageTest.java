/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.examples.sandbox;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.camelmessaging.common.MessagingConstants;
import io.camelmessaging.common.OutcomeUnknownException;
import io.camelmessaging.common.ProviderUnavailableException;
import io.camelmessaging.sandbox.DeliveryScript;
import io.camelmessaging.sandbox.FaultType;
import io.camelmessaging.sandbox.MessagingSandbox;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page of virtual handsets in a real browser, with real routes behind it.
 */
class HandsetPageTest {

    private static final String NUMBER = "+37255500101";
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private static ChromeDriver browser;

    private MessagingSandbox sandbox;
    private DefaultCamelContext context;
    private ProducerTemplate template;

    @BeforeAll
    static void openBrowser() {
        Optional<File> chromium = BROWSERS.stream().flatMap(HandsetPageTest::onPath).findFirst();
        Optional<File> driver = onPath("chromedriver").findFirst();
        Assumptions.assumeTrue(chromium.isPresent() && driver.isPresent(),
                "The handset page is not tested: there is no chromium or no chromedriver on the PATH.");
        ChromeOptions options = new ChromeOptions().setBinary(chromium.get()).addArguments("--headless=new", "--no-sandbox",
                "--disable-dev-shm-usage", "--window-size=1400,1000");
        browser = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver.get()).build(), options);
    }

    private static Stream<File> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> new File(folder, program))
                .filter(File::canExecute);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void start() throws Exception {
        sandbox = MessagingSandbox.create().start();
        FourProviders providers = new FourProviders(sandbox::baseUrl);
        context = providers.context();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:boomware:inboundSms?webhookPath=/replies&webhookVerifyToken=s3cret")
                        .setHeader(MessagingConstants.TO, header(MessagingConstants.SENDER))
                        .setBody(simple("You wrote: ${bodyAs(String)}"))
                        .to("boomware:sms");
                from("boomerang:replies?delay=500").to("mock:keys");
            }
        });
        context.start();
        sandbox.inboundUrl("boomware", providers.hook("/replies"));
        template = context.createProducerTemplate();
        browser.get(sandbox.pageUrl());
    }

    @AfterEach
    void stop() throws Exception {
        if (context != null) {
            context.close();
            sandbox.close();
        }
    }

    private Exchange send(String uri, String to, String text) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setHeader(MessagingConstants.TO, to);
            exchange.getMessage().setBody(text);
        });
    }

    private static FluentWait<WebDriver> soon() {
        return new WebDriverWait(browser, Duration.ofSeconds(20)).ignoring(StaleElementReferenceException.class);
    }

    private static WebElement see(String css, String text) {
        return soon().until(ignored -> browser.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().contains(text)).findFirst().orElse(null));
    }

    private static void press(String name) {
        soon().until(ignored -> {
            button(name).click();
            return true;
        });
    }

    private static WebElement button(String name) {
        return soon().until(ExpectedConditions
                .elementToBeClickable(By.xpath("//button[normalize-space()='" + name + "' or @aria-label='" + name + "']")));
    }

    @Test
    void aMessageAppearsWithoutReload() {
        browser.executeScript("window.untouched = true");
        send("boomware:sms", NUMBER, "Your order has left the depot.");

        see(".phone[data-number='37255500101'] .text", "Your order has left the depot.");
        see(".message .status.good", "DELIVERED");
        assertThat(browser.executeScript("return window.untouched")).isEqualTo(true);
    }

    @Test
    void aTypedReplyReachesTheRouteAndItsAnswerAppears() {
        send("boomware:sms", NUMBER, "Shall we come tomorrow?");
        see(".text", "Shall we come tomorrow?");

        browser.findElement(By.cssSelector(".answer input")).sendKeys("Yes <b>please</b>", Keys.ENTER);
        see(".mine", "Yes <b>please</b>");
        see(".text", "You wrote: Yes <b>please</b>");
    }

    @Test
    void aKeyPressEndsACall() {
        send("boomerang:voice", "+447700900101", "Press 1 to confirm.");
        see(".text", "Press 1 to confirm.");
        press("Press 1");

        see(".message", "Call ended: key 1");
        assertThat(browser.findElements(By.xpath("//button[@aria-label='Press 1']"))).isEmpty();
        await().untilAsserted(() -> assertThat(context.getEndpoint("mock:keys",
                org.apache.camel.component.mock.MockEndpoint.class).getReceivedExchanges())
                .extracting(reply -> reply.getMessage().getBody(String.class)).containsExactly("1"));
    }

    @Test
    void aCallIsHungUp() {
        send("boomware:textCall", NUMBER, "Good morning.");
        press("Hang up");

        see(".message", "Call ended: hung up");
    }

    @Test
    void aFaultIsSwitchedOnSeenAndEnded() {
        soon().until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("#fault option[value=boomware]")));
        new Select(browser.findElement(By.name("type"))).selectByValue("TOO_MANY_REQUESTS");
        new Select(browser.findElement(By.cssSelector("#fault [name=provider]"))).selectByValue("boomware");
        browser.findElement(By.name("retryAfter")).sendKeys("7");
        press("Switch on");
        see("#active-faults li", "Too many requests, boomware: struck 0 times");

        assertThat(send("boomware:sms", NUMBER, "Hello").getException()).isInstanceOfSatisfying(
                ProviderUnavailableException.class,
                unavailable -> assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(7)));
        see("#active-faults li", "struck 1 times");
        see("#entries .status", "429");
        press("End Too many requests");
        soon().until(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector("#active-faults li")));
        assertThat(send("boomware:sms", NUMBER, "Hello").getException()).isNull();
    }

    @Test
    void connectionsAreRefusedForAWhile() {
        press("Refuse connections for 5 s");

        await().untilAsserted(() -> assertThat(send("boomware:sms", NUMBER, "Hello").getException())
                .isInstanceOfAny(ProviderUnavailableException.class, OutcomeUnknownException.class));
        see("#summary", "does not answer");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send("boomware:sms", NUMBER, "Are you back?").getException() == null);
        see(".text", "Are you back?");
    }

    @Test
    void markupInAMessageStaysText() {
        String markup = "<script>window.struck = true</script><img src=x onerror='window.struck = true'>";
        assertThat(send("boomware:sms", NUMBER, markup).getException()).isNull();
        template.requestBodyAndHeaders("boomerang:email", markup, Map.of(MessagingConstants.TO, "a@example.org",
                MessagingConstants.SUBJECT, markup));

        see(".phone[data-number='37255500101'] .text", markup);
        see(".phone[data-number='a@example.org'] h3", markup);
        sandbox.reply(NUMBER, markup);
        see(".mine", markup);
        assertThat(browser.executeScript("return window.struck")).isNull();
    }

    @Test
    void theRecipientReadsAndTheNetworkGivesUp() {
        sandbox.deliveryScript(NUMBER, DeliveryScript.NEVER);
        send("boomware:viber", NUMBER, "For your eyes");
        see(".status", "SENT");
        press("Read");
        see(".status.good", "READ");

        send("boomware:sms", NUMBER, "Nobody will get this");
        press("Undeliverable");
        see(".status.bad", "UNDELIVERED");
    }

    @Test
    void theWayOfAMessageAndTheWireAreShown() {
        String flow = """
                { "flow": [ { "type": "push", "message": { "title": "Depot", "text": "By push" },
                              "failover": { "wait": 5, "condition": "delivered" } },
                            { "type": "sms", "message": { "from": "Depot", "text": "By SMS" } } ] }""";
        assertThat(send("boomware:failover", "+37255598007", flow).getException()).isNull();
        see(".text", "By SMS");
        browser.findElement(By.cssSelector(".way summary")).sendKeys(Keys.ENTER);
        see(".way li", "next channel: sms");

        see("#entries summary", "/failover").click();
        see("#entries pre", "\"requestId\"");
        see("#entries pre", "\"flow\"");
    }

    private String clicksend(String path, String body) throws Exception {
        String login = "sandbox+user@example.org:5AB0B0C5-0000-4000-8000-5A9DB0C5CAFE";
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl("clicksend") + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString()).body();
    }

    @Test
    void aPictureThatWasUploadedIsShownAndNoneFromElsewhere() throws Exception {
        String pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        String answer = clicksend("/uploads?convert=mms", "{\"content\":\"" + pixel + "\"}");
        String address = answer.replaceAll("(?s).*\"_url\":\"([^\"]+)\".*", "$1");
        for (String file : List.of(address, sandbox.pageUrl() + "elsewhere.png")) {
            clicksend("/mms/send", """
                    {"media_file":"%s","messages":[{"to":"+61400000102","subject":"S","body":"%s","from":"+61400000001"}]}"""
                    .formatted(file, file.equals(address) ? "shown" : "not shown"));
        }

        see(".text", "not shown");
        soon().until(ignored -> browser.executeScript("const image = document.querySelector('.paper img');"
                                                      + " return image && image.naturalWidth === 1 && image.alt")
                                != null);
        assertThat(browser.findElements(By.cssSelector(".paper img"))).hasSize(1);
        assertThat(sandbox.wire()).extracting("target").noneMatch(target -> target.toString().contains("elsewhere"));
    }

    @Test
    void theWireLogIsFilteredAndStandsStillWhenAsked() {
        send("boomware:sms", NUMBER, "First");
        send("sendmode:sms", NUMBER, "Second");
        see("#entries summary", "sendmode");
        browser.findElement(By.id("wire-filter")).sendKeys("first");
        soon().until(ignored -> browser.findElements(By.cssSelector("#entries li:not([hidden])")).size() == 1);
        assertThat(browser.findElement(By.cssSelector("#entries li:not([hidden])")).getText()).contains("boomware");

        browser.findElement(By.id("wire-filter")).clear();
        press("Pause");
        press("Clear");
        send("boomware:sms", NUMBER, "Third");
        see("#wire-waiting", "wait.");
        assertThat(browser.findElements(By.cssSelector("#entries li"))).isEmpty();
        press("Go on");
        see("#entries summary", "boomware");
    }

    @Test
    void everythingIsForgottenAtOnce() {
        send("boomware:sms", NUMBER, "Soon forgotten");
        see(".text", "Soon forgotten");

        press("Clear everything");

        see("#summary", "0 messages on 0 handsets");
        assertThat(browser.findElements(By.cssSelector(".phone"))).isEmpty();
        assertThat(sandbox.messages()).isEmpty();
    }

    @Test
    void faultsAndWhatBecomesOfMessagesAreExplained() {
        send("boomware:sms", NUMBER, "Hello");
        see(".text", "Hello");

        Select next = new Select(browser.findElement(By.cssSelector(".phone .script select")));
        assertThat(next.getOptions()).hasSameSizeAs(DeliveryScript.values()).extracting(WebElement::getText)
                .contains("are sent, and nothing more is heard").noneMatch(text -> text.equals("Never"));
        next.selectByValue("UNDELIVERED");
        await().untilAsserted(() -> {
            send("boomware:sms", NUMBER, "Nobody gets this");
            assertThat(sandbox.messagesTo(NUMBER)).extracting(message -> message.status()).contains("UNDELIVERED");
        });
        Select fault = new Select(browser.findElement(By.name("type")));
        for (FaultType type : FaultType.values()) {
            fault.selectByValue(type.name());
            assertThat(browser.findElement(By.id("fault-explained")).getText()).as(type.name()).isNotBlank();
        }
        assertThat(browser.executeScript("const end = one => one.getBoundingClientRect().right;"
                                         + " return [...document.querySelectorAll('#fault [name=type], .phone .script select')]"
                                         + ".every(one => end(one) < end(one.closest('.phone, details')))"))
                .as("no choice is cut off").isEqualTo(true);
    }

    @Test
    void aSingleHandsetHasTheWidthAndOnAPhoneThePanelIsOneStepAway() {
        send("boomware:sms", NUMBER, "Hello");
        see(".text", "Hello");
        assertThat(browser.executeScript("const section = document.getElementById('phones').clientWidth;"
                                         + " return document.querySelector('.phone').offsetWidth > section * 0.9"))
                .isEqualTo(true);
        assertThat(browser.findElement(By.cssSelector("header .jump")).isDisplayed()).isFalse();

        browser.manage().window().setSize(new Dimension(400, 860));
        try {
            browser.findElement(By.cssSelector("header .jump")).click();
            soon().until(ignored -> browser.executeScript("const top = document.getElementById('controls')"
                                                          + ".getBoundingClientRect().top; return top < innerHeight / 2")
                    .equals(true));
            assertThat(browser.findElement(By.cssSelector("aside .jump")).isDisplayed()).isTrue();
        } finally {
            browser.manage().window().setSize(new Dimension(1400, 1000));
        }
    }

    @Test
    void thousandsOfMessagesStayUsable() {
        for (int i = 0; i < 50; i++) {
            List<Map<String, Object>> hundred = Stream.iterate(i * 100, n -> n + 1).limit(100)
                    .map(n -> Map.<String, Object> of("to", "+6140%07d".formatted(n), "text", "Message " + n)).toList();
            template.requestBody("clicksend:sms", hundred);
        }
        browser.get(sandbox.pageUrl());

        see("#summary", "5000 messages on 5000 handsets");
        assertThat(browser.findElements(By.cssSelector(".phone"))).hasSize(24);
        browser.findElement(By.id("search")).sendKeys("0001234");
        see(".text", "Message 1234");
        assertThat(browser.findElements(By.cssSelector(".phone"))).hasSize(1);
        Object loaded = browser.executeScript(
                "const [page] = performance.getEntriesByType('navigation'); return Math.round(page.loadEventEnd)");
        System.out.println("5000 messages: page loaded in " + loaded + " ms");
    }

    @Test
    void thePageHasNoErrorsAndFitsAPhone() throws Exception {
        // what tests before left there
        browser.manage().logs().get(LogType.BROWSER);
        send("boomware:sms?from=Depot", NUMBER, "Kadri, your order A-1001 has left the depot.");
        send("boomware:viber?from=Depot", "+37255500102", "Order A-1002 has left the depot.");
        send("boomerang:voice", "+447700900101", "Your appointment is tomorrow at ten. Press 1 to confirm.");
        send("clicksend:fax?fileUrl=https://example.org/offer.pdf", "+61260000101", null);
        template.requestBodyAndHeaders("boomerang:email", "Dear customer, here is your receipt.",
                Map.of(MessagingConstants.TO, "kadri@example.org", MessagingConstants.SUBJECT, "Your receipt"));
        sandbox.reply(NUMBER, "Please leave it with the neighbour.");
        see(".text", "You wrote");
        see(".paper", "offer.pdf");

        screenshot("handsets-desktop.png", 1400, 1000);
        screenshot("handsets-phone.png", 400, 860);
        browser.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        screenshot("handsets-dark.png", 1400, 1000);
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        browser.manage().window().setSize(new Dimension(400, 860));
        long overflow = (Long) browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        browser.manage().window().setSize(new Dimension(1400, 1000));
        assertThat(overflow).as("nothing is wider than a phone").isZero();
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).as("errors in the console").isEmpty();
    }

    private static void screenshot(String name, int width, int height) throws Exception {
        browser.manage().window().setSize(new Dimension(width, height));
        Path folder = Files.createDirectories(Path.of("target/screenshots"));
        Files.write(folder.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }
}
