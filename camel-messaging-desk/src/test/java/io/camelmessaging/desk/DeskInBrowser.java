/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
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
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The desk in a real browser, with real flows behind it, and what people do there.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DeskInBrowser {

    static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    ChromeDriver browser;

    DeskFixture application;

    @BeforeAll
    void openBrowser() {
        Optional<File> chromium = BROWSERS.stream().flatMap(DeskInBrowser::onPath).findFirst();
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
    void closeBrowser() {
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
    void forgetLogin() {
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    FluentWait<WebDriver> soon() {
        return new WebDriverWait(browser, Duration.ofSeconds(20)).ignoring(StaleElementReferenceException.class);
    }

    WebElement see(String css, String text) {
        return soon().until(ignored -> browser.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.isDisplayed() && element.getText().contains(text)).findFirst().orElse(null));
    }

    void press(String name) {
        soon().until(ignored -> {
            browser.findElement(By.xpath("//button[normalize-space()='" + name + "']")).click();
            return true;
        });
    }

    void pressIn(String css, String name) {
        soon().until(ignored -> browser.findElements(By.cssSelector(css + " button")).stream()
                .filter(button -> button.isDisplayed() && button.getText().equals(name)).findFirst().map(button -> {
                    button.click();
                    return true;
                }).orElse(null));
    }

    void type(CharSequence... keys) {
        browser.switchTo().activeElement().sendKeys(keys);
    }

    void login(String token) {
        soon().until(ExpectedConditions.visibilityOfElementLocated(By.id("token"))).sendKeys(token, Keys.ENTER);
    }

    void enter(String token) {
        login(token);
        see("#live", "Live");
    }

    /** Opens a message by the search. */
    void open(String id) {
        WebElement search = browser.findElement(By.id("search"));
        search.clear();
        search.sendKeys(id, Keys.ENTER);
        see("#shown", "Found for");
        see("#flows button", id).click();
        see("#title", id);
    }

    void because(String why) {
        soon().until(ExpectedConditions.visibilityOfElementLocated(By.id("why"))).sendKeys(why);
        browser.findElement(By.id("ask-yes")).click();
        soon().until(ExpectedConditions.invisibilityOfElementLocated(By.id("ask")));
    }

    void dark(boolean dark) {
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", dark
                ? List.of(Map.of("name", "prefers-color-scheme", "value", "dark")) : List.of()));
    }

    void screenshot(String name, int width, int height) throws Exception {
        browser.manage().window().setSize(new Dimension(width, height));
        browser.executeScript("scrollTo(0, 0)");
        Path folder = Files.createDirectories(Path.of("target/screenshots"));
        Files.write(folder.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }
}
