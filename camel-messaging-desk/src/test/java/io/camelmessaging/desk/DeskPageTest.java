package io.camelmessaging.desk;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

import static io.camelmessaging.desk.DeskFixture.ANN;
import static io.camelmessaging.desk.DeskFixture.BEN;
import static io.camelmessaging.desk.DeskFixture.CAT;
import static io.camelmessaging.desk.DeskFixture.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The desk in a real browser, with real flows behind it.
 */
class DeskPageTest {

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    private static ChromeDriver browser;

    private DeskFixture application;

    @BeforeAll
    static void openBrowser() {
        Optional<File> chromium = BROWSERS.stream().flatMap(DeskPageTest::onPath).findFirst();
        Optional<File> driver = onPath("chromedriver").findFirst();
        Assumptions.assumeTrue(chromium.isPresent() && driver.isPresent(),
                "The desk's page is not tested: there is no chromium or no chromedriver on the PATH.");
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
        application = DeskFixture.start().open();
        // what tests before left there: sessions outlive an application whose tokens stay the same
        forgetLogin();
        browser.get(application.url() + "/");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    /** Also the cookie whose path is below that of the page. */
    private static void forgetLogin() {
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    private static FluentWait<WebDriver> soon() {
        return new WebDriverWait(browser, Duration.ofSeconds(20)).ignoring(StaleElementReferenceException.class);
    }

    private static WebElement see(String css, String text) {
        return soon().until(ignored -> browser.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.isDisplayed() && element.getText().contains(text)).findFirst().orElse(null));
    }

    private static void press(String name) {
        soon().until(ignored -> {
            browser.findElement(By.xpath("//button[normalize-space()='" + name + "']")).click();
            return true;
        });
    }

    private static void type(CharSequence... keys) {
        browser.switchTo().activeElement().sendKeys(keys);
    }

    private static void login(String token) {
        soon().until(ExpectedConditions.visibilityOfElementLocated(By.id("token"))).sendKeys(token, Keys.ENTER);
    }

    private static void enter(String token) {
        login(token);
        see("#live", "Live");
    }

    /** Opens a message by the search. */
    private static void open(String id) {
        WebElement search = browser.findElement(By.id("search"));
        search.clear();
        search.sendKeys(id, Keys.ENTER);
        see("#shown", "Found for");
        see("#flows button", id).click();
        see("#title", id);
    }

    private static void because(String why) {
        soon().until(ExpectedConditions.visibilityOfElementLocated(By.id("why"))).sendKeys(why);
        browser.findElement(By.id("ask-yes")).click();
        soon().until(ExpectedConditions.invisibilityOfElementLocated(By.id("ask")));
    }

    @Test
    void aWrongTokenIsToldAndShowsNothing() {
        application.waiting("O-1", NUMBER, "Your parcel is here.");
        login("this-is-no-token-of-it");

        see("#notice", "That is not a token of this desk.");
        assertThat(browser.findElement(By.id("desk")).isDisplayed()).isFalse();
        assertThat(browser.getPageSource()).doesNotContain("O-1", "parcel");
        browser.findElement(By.id("token")).clear();
        enter(CAT);
        see("#flows", "O-1");
    }

    @Test
    void numbersAndTextsAreMaskedUnlessTheRoleMaySeeThem() {
        application.waiting("O-1", NUMBER, "The code of your door is 4711.");
        enter(BEN);
        open("O-1");
        see("#facts", "+372***01");
        assertThat(browser.getPageSource()).doesNotContain("37255500101", "4711");

        press("Log out");
        enter(ANN);
        open("O-1");
        see("#text", "The code of your door is 4711.");
        see("#facts", NUMBER);
    }

    @Test
    void aMessageIsFoundByItsNumberItsReferenceAndItsConversationId() {
        application.waiting("O-1", NUMBER, "First");
        application.waiting("O-2", "+37255500102", "Second");
        String reference = application.show("O-2").path("timeline").findValue("reference").asText();
        enter(ANN);
        for (Map.Entry<String, String> search : Map.of("+372 5550 0101", "O-1", reference, "O-2", "O-2", "O-2").entrySet()) {
            WebElement field = browser.findElement(By.id("search"));
            field.clear();
            field.sendKeys(search.getKey(), Keys.ENTER);
            see("#shown", search.getKey());
            soon().until(ignored -> browser.findElements(By.cssSelector("#flows li")).size() == 1);
            see("#flows", search.getValue());
            assertThat(browser.getCurrentUrl()).doesNotContain("372", "0101");
        }
        browser.findElement(By.id("search")).clear();
        browser.findElement(By.id("search")).sendKeys("nothing-of-the-kind", Keys.ENTER);
        see("#empty", "Nothing has this conversation id, reference or number.");
    }

    @Test
    void theTimeLineTellsWhatHappenedAndWhatIsNext() {
        application.waiting("O-1", NUMBER, "Your parcel is here.");
        enter(ANN);
        open("O-1");

        see("#timeline", "Answer: accepted, boomware");
        assertThat(browser.findElements(By.cssSelector("#timeline li")).stream().map(each -> each.getAttribute("data-kind")))
                .containsExactly("INTAKE", "SEND", "RESULT", "NEXT_DUE");
        see("#timeline", "message id");
    }

    @Test
    void anActAsksWhyAndCanBeLeft() {
        application.waiting("O-1", NUMBER, "Your parcel is here.");
        enter(BEN);
        see("#flows button", "O-1").click();
        press("Cancel");
        soon().until(ExpectedConditions.visibilityOfElementLocated(By.id("why"))).sendKeys("   ");
        browser.findElement(By.id("ask-yes")).click();
        see("#ask-notice", "Say why.");
        type(Keys.ESCAPE);
        soon().until(ExpectedConditions.invisibilityOfElementLocated(By.id("ask")));
        assertThat(application.find("O-1").path("state").asText()).isEqualTo("WAIT");

        press("Log out");
        enter(CAT);
        see("#flows button", "O-1").click();
        see("#title", "O-1");
        assertThat(browser.findElements(By.cssSelector("#acts button"))).isEmpty();
    }

    @Test
    void markupInATextStaysText() {
        String markup = "<img src=x onerror='window.struck = true'><script>window.struck = true</script>";
        application.waiting("O-<b>1</b>", NUMBER, markup);
        enter(ANN);
        see("#flows button", "O-<b>1</b>").click();

        see("#text", markup);
        see("#title", "O-<b>1</b>");
        assertThat(browser.executeScript("return window.struck")).isNull();
        assertThat(browser.findElements(By.cssSelector("#desk img, #desk b"))).isEmpty();
    }

    @Test
    void whatHappensAppearsWithoutReloadAndNotWhileNobodyLooks() {
        enter(CAT);
        see("#empty", "Nothing is open");
        browser.executeScript("window.untouched = true");
        application.waiting("O-1", NUMBER, "Your parcel is here.");
        see("#flows", "O-1");

        browser.executeScript("Object.defineProperty(document, 'hidden', { value: true, configurable: true });"
                              + "document.dispatchEvent(new Event('visibilitychange'))");
        see("#live", "Paused");
        application.waiting("O-2", "+37255500102", "Your parcel is here.");
        browser.executeScript("Object.defineProperty(document, 'hidden', { value: false, configurable: true });"
                              + "document.dispatchEvent(new Event('visibilitychange'))");
        see("#flows", "O-2");
        assertThat(browser.executeScript("return window.untouched")).isEqualTo(true);
    }

    @Test
    void aSessionThatIsOverLeadsBackToTheLoginAndLeavesNothingOnTheScreen() {
        application.waiting("O-1", NUMBER, "Your parcel is here.");
        enter(ANN);
        see("#flows", "O-1");
        forgetLogin();

        soon().until(ExpectedConditions.visibilityOfElementLocated(By.id("token")));
        assertThat(browser.getPageSource()).doesNotContain("O-1", NUMBER);
    }

    @Test
    void everythingIsReachedByTheKeyboard() {
        application.waiting("O-1", NUMBER, "First");
        application.waiting("O-2", "+37255500102", "Second");
        enter(ANN);
        see("#flows", "O-1");
        type("?");
        see("#keys", "Search");
        type(Keys.ESCAPE);
        type("j");
        type("j");
        type(Keys.ENTER);
        see("#title", "O-1");
        type("k");
        see("#title", "O-2");
        type(Keys.ESCAPE);
        soon().until(ExpectedConditions.invisibilityOfElementLocated(By.id("detail")));
        type("a");
        soon().until(ignored -> browser.getCurrentUrl().endsWith("#view=all"));
        type("/");
        type("O-1", Keys.ENTER);
        see("#shown", "Found for “O-1”");
    }
}
