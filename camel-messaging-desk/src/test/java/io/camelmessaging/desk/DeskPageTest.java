/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static io.camelmessaging.desk.DeskFixture.ANN;
import static io.camelmessaging.desk.DeskFixture.BEN;
import static io.camelmessaging.desk.DeskFixture.CAT;
import static io.camelmessaging.desk.DeskFixture.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What people see of messages on the desk, and what they do with them.
 */
class DeskPageTest extends DeskInBrowser {

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
        // what was sent along stands at the send, and not at the intake before it
        String reference = application.show("O-2").path("timeline").path(1).path("reference").asText();
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
    void aDoubtIsDecidedWithAReasonAndTheDecisionIsInTheTimeLine() {
        application.inDoubt("O-1", NUMBER, true);
        application.inDoubt("O-2", "+37255500102", false);
        enter(ANN);
        see("#views .warm", "2");
        type("d");
        see("#flows", "in doubt");
        see("#flows button", "O-1").click();
        press("It was sent");
        because("Their list shows it.");

        see("#timeline .act", "Decided: it was sent, by ann");
        see("#timeline .act", "Their list shows it.");
        see("#timeline", "Ended: done");
        see("#views .warm", "1");
        assertThat(application.sandbox.messagesTo(NUMBER)).hasSize(1);

        see("#flows button", "O-2").click();
        see("#title", "O-2");
        type("n");
        because("They never got it.");
        see("#timeline", "Answer: accepted, sendmode");
        assertThat(application.sandbox.messagesTo("+37255500102")).hasSize(1)
                .allSatisfy(message -> assertThat(message.provider()).isEqualTo("sendmode"));
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
    void severalAreCancelledUnderLoad() {
        for (int i = 1; i <= 5; i++) {
            application.waiting("O-" + i, "+3725550010" + i, "Your parcel is here.");
        }
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> IntStream.range(0, 200).forEach(
                i -> application.send("direct:send", "L-" + i, "+3725560%04d".formatted(i), "Your order is on its way.")));
        enter(ANN);
        for (int i = 1; i <= 3; i++) {
            WebElement search = browser.findElement(By.id("search"));
            search.clear();
            search.sendKeys("O-" + i, Keys.ENTER);
            see("#shown", "O-" + i);
            see("#flows button", "O-" + i).click();
            see("#title", "O-" + i);
            press("Cancel");
            because("The customer has called.");
            see("#timeline .act", "Cancel, by ann");
            type(Keys.ESCAPE);
        }
        load.join();

        await().untilAsserted(() -> assertThat(IntStream.rangeClosed(1, 3).mapToObj(i -> application.find("O-" + i)))
                .allSatisfy(flow -> assertThat(flow.path("outcome").asText()).isEqualTo("cancelled")));
        assertThat(IntStream.rangeClosed(4, 5).mapToObj(i -> application.find("O-" + i).path("state").asText()))
                .containsOnly("WAIT");
        await().untilAsserted(() -> assertThat(application.sandbox.messages()).hasSize(205)
                .extracting(message -> message.to()).doesNotHaveDuplicates());
    }

    @Test
    void severalAreChosenAndCancelledAtOnce() {
        application.waiting("O-1", NUMBER, "First");
        application.waiting("O-2", "+37255500102", "Second");
        enter(ANN);
        see("#flows", "O-1");
        for (String id : List.of("O-1", "O-2")) {
            // each choice draws the list anew
            see("#flows button", id);
            browser.findElement(By.cssSelector("#flows input[aria-label='Choose " + id + "']")).click();
        }
        see("#many", "2 chosen");
        press("Cancel all");
        because("The depot is closed.");

        see("#empty", "Nothing is open");
        assertThat(application.find("O-1").path("outcome").asText()).isEqualTo("cancelled");
        assertThat(application.find("O-2").path("outcome").asText()).isEqualTo("cancelled");
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

    @Test
    void thePageHasNoErrorsAndFitsAPhone() throws Exception {
        enter(ANN);
        see("#empty", "Nothing is open");
        browser.manage().logs().get(LogType.BROWSER);
        screenshot("flow-desk-empty.png", 1400, 1000);

        application.inDoubt("order-A-1007", "+447700900107", true);
        for (int i = 1; i <= 6; i++) {
            application.waiting("parcel-P-100" + i, "+3725550010" + i, "Your parcel P-100" + i + " has left the depot.");
        }
        for (int i = 1; i <= 20; i++) {
            application.ended("order-A-%04d".formatted(i), "+35386%07d".formatted(i), "Your order is on its way.");
        }
        application.send("direct:send", "order-A-0042", "+37255598001", "Your order is on its way.");
        see("#flows", "parcel-P-1006");
        see("#views .warm", "1");
        application.act(BEN, "parcel-P-1003", "retry", "The customer waits.");
        type("a");
        see("#flows", "order-A-0020");
        soon().until(ignored -> browser.findElements(By.cssSelector("#charts rect")).size() > 1);
        screenshot("flow-desk-list.png", 1400, 1000);
        type("o");
        see("#flows button", "parcel-P-1003").click();
        see("#title", "parcel-P-1003");
        screenshot("flow-desk.png", 1400, 1000);
        dark(true);
        screenshot("flow-desk-dark.png", 1400, 1000);
        dark(false);
        screenshot("flow-desk-phone.png", 400, 860);
        long overflow = (Long) browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        type(Keys.ESCAPE);
        screenshot("flow-desk-phone-list.png", 400, 860);
        long listOverflow = (Long) browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        browser.manage().window().setSize(new Dimension(1400, 1000));
        type("?");
        screenshot("flow-desk-help.png", 1400, 1000);
        type(Keys.ESCAPE);
        assertThat(List.of(overflow, listOverflow)).as("nothing is wider than a phone").containsExactly(0L, 0L);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).as("errors in the console").isEmpty();
    }
}
