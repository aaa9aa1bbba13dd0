/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.desk;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;

import static io.camelmessaging.desk.DeskFixture.ANN;
import static io.camelmessaging.desk.DeskFixture.BEN;
import static io.camelmessaging.desk.DeskFixture.CAT;
import static io.camelmessaging.desk.DeskFixture.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The send guard on the desk.
 */
class DeskGuardPageTest extends DeskInBrowser {

    private void startGuarded() throws Exception {
        application.close();
        application = DeskFixture.guarded().open();
        browser.get(application.url() + "/");
    }

    @Test
    void sendsAreStoppedAndWhatWasHeldIsReleasedOrDropped() throws Exception {
        startGuarded();
        enter(ANN);
        type("g");
        see("#stops", "Nothing is stopped.");
        see("#rules", "Nothing waits for a decision.");
        new Select(browser.findElement(By.id("stop-kind"))).selectByValue("country");
        browser.findElement(By.id("stop-name")).sendKeys("ee", Keys.ENTER);
        see("#ask-title", "Stop: country:ee");
        because("Pumping.");
        see("#stops", "country:EE");
        see("#stops", "by ann: Pumping.");
        see("#views .hot", "sends are stopped");

        application.sendPlain(NUMBER, "First <b>text</b>");
        application.sendPlain("+37255500102", "Second");
        for (int i = 0; i < 55; i++) {
            application.sendPlain("+3725560%04d".formatted(i), "An attack");
        }
        see("#rules", "57 by stop country:EE");
        see("#held li", "boomware:sms");
        pressIn("#held li:first-child", "Show");
        see("#held .number", NUMBER);
        see("#held .quote", "First <b>text</b>");
        pressIn("#held li:first-child", "Release");
        because("It was right.");
        await().untilAsserted(() -> assertThat(application.sandbox.messagesTo(NUMBER)).hasSize(1));
        see("#rules", "56 by stop country:EE");
        pressIn("#held li:first-child", "Drop");
        because("Sent by post.");
        see("#rules", "55 by stop country:EE");
        pressIn("#rules", "Drop all");
        because("All of them are the attack.");
        see("#rules", "Nothing waits for a decision.");
        pressIn("#stops", "Lift");
        assertThat(browser.findElement(By.id("why")).isDisplayed()).isFalse();
        browser.findElement(By.id("ask-yes")).click();
        see("#stops", "Nothing is stopped.");
        assertThat(application.sendPlain(NUMBER, "Another")).isNull();
        assertThat(application.sandbox.messages()).hasSize(2);
    }

    @Test
    void whoMayOnlyLookSeesTheGuardAndNoActs() throws Exception {
        startGuarded();
        application.guardAct(ANN, "stop", "scope", "all", "why", "asked by " + NUMBER);
        application.sendPlain(NUMBER, "The code of your door is 4711.");
        application.send("direct:wait", "O-1", NUMBER, "Your parcel is here.");
        enter(CAT);
        type("g");
        see("#held", "flow:parcel");
        see("#rules", "2 by stop all");
        assertThat(browser.findElements(By.cssSelector("#guard button")).stream().filter(WebElement::isDisplayed)
                .map(WebElement::getText)).containsExactly("Flow");
        assertThat(browser.getPageSource()).doesNotContain("37255500101", "4711");

        pressIn("#held", "Flow");
        see("#shown", "Found for “O-1”");
        see("#flows", "O-1");
    }

    @Test
    void withoutAGuardThePageSaysHowToHaveOne() {
        enter(ANN);
        type("g");
        see("#no-guard", "camel.messaging.guard.enabled=true");
        assertThat(browser.findElement(By.id("stop-form")).isDisplayed()).isFalse();
    }

    @Test
    void theGuardFitsAPhoneAndTheDark() throws Exception {
        startGuarded();
        application.guardAct(ANN, "stop", "scope", "country:EE", "why", "somebody pumps the form for codes");
        application.guardAct(BEN, "stop", "scope", "flow:parcel", "why", "the list of today is that of last year");
        for (int i = 0; i < 12; i++) {
            application.sendPlain("+3725550%04d".formatted(i), "Your code is 12%02d.".formatted(i));
        }
        application.send("direct:wait", "parcel-P-1001", "+447700900107", "Your parcel is here.");
        await().until(() -> application.guard(ANN).path("held").asInt() == 13);
        enter(ANN);
        browser.manage().logs().get(LogType.BROWSER);
        type("g");
        see("#rules", "12 by stop country:EE");
        pressIn("#held li:first-child", "Show");
        see("#held .quote", "Your code is");
        screenshot("flow-desk-guard.png", 1400, 1000);
        dark(true);
        screenshot("flow-desk-guard-dark.png", 1400, 1000);
        dark(false);
        screenshot("flow-desk-guard-phone.png", 400, 860);
        long overflow = (Long) browser.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        browser.manage().window().setSize(new Dimension(1400, 1000));
        assertThat(overflow).as("nothing is wider than a phone").isZero();
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).as("errors in the console").isEmpty();
    }
}
