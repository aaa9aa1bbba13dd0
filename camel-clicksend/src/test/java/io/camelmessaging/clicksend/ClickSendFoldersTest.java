/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.clicksend;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The routes of the component's page that send what appears in a folder, here or on a server, as they stand there.
 */
class ClickSendFoldersTest {

    private static final String PDF = "%PDF-1.7 hello";

    @RegisterExtension
    static final WireMockExtension PROVIDER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort()).build();

    @TempDir
    Path folder;

    private DefaultCamelContext context;
    private FtpServer server;

    @BeforeEach
    void start() throws Exception {
        PROVIDER.stubFor(any(anyUrl()).willReturn(okJson(
                "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"messages\":[{\"to\":\"+61261111111\","
                                                         + "\"status\":\"SUCCESS\"}],\"recipients\":[{\"status\":\"SUCCESS\"}]}}")));
        PROVIDER.stubFor(post(urlPathEqualTo("/uploads")).willReturn(okJson(
                "{\"http_code\":200,\"response_code\":\"SUCCESS\",\"data\":{\"_url\":\"https://files.example.org/f.pdf\"}}")));
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(0);
        FtpServerFactory servers = new FtpServerFactory();
        servers.addListener("default", listener.createListener());
        BaseUser user = new BaseUser();
        user.setName("scanner");
        user.setPassword("s3cret");
        user.setHomeDirectory(Files.createDirectories(folder.resolve("outbox")).toString());
        user.setAuthorities(List.of(new WritePermission()));
        servers.getUserManager().save(user);
        server = servers.createServer();
        server.start();
        context = ClickSendContexts.of(PROVIDER.baseUrl());
        Properties properties = new Properties();
        properties.setProperty("scans.server", "127.0.0.1:" + servers.getListener("default").getPort());
        properties.setProperty("scans.username", "scanner");
        properties.setProperty("scans.password", "s3cret");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({
            "fax-folder, fax, fax, /fax/send", "letter-folder, letters, post, /post/letters/send",
            "postcard-folder, postcards, postcard, /post/postcards/send", "fax-server, fax, fax, /fax/send" })
    void whatAppearsInAFolderIsUploadedAndSent(String route, String name, String convert, String path) throws Exception {
        Path inbox = run(route, name);

        await().untilAsserted(() -> assertThat(inbox.resolve("f.pdf")).doesNotExist());
        PROVIDER.verify(1, postRequestedFor(urlEqualTo("/uploads?convert=" + convert)).withRequestBody(equalToJson(
                "{\"content\":\"" + Base64.getEncoder().encodeToString(PDF.getBytes(StandardCharsets.US_ASCII)) + "\"}")));
        PROVIDER.verify(1, postRequestedFor(urlEqualTo(path)).withRequestBody(
                matchingJsonPath(name.equals("postcards") ? "$.file_urls[0]" : "$.file_url")));
        assertThat(inbox.resolve("failed")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
            "fax-folder, fax, /fax/send", "letter-folder, letters, /post/letters/send",
            "postcard-folder, postcards, /post/postcards/send", "fax-server, fax, /fax/send" })
    void whatMayHaveBeenSentIsNotSentAgain(String route, String name, String path) throws Exception {
        PROVIDER.stubFor(post(urlPathEqualTo(path)).willReturn(aResponse().withStatus(502)));

        Path inbox = run(route, name);

        await().untilAsserted(() -> assertThat(inbox.resolve("failed").resolve("f.pdf")).exists());
        assertThat(inbox.resolve("f.pdf")).doesNotExist();
        PROVIDER.verify(1, postRequestedFor(urlEqualTo(path)));
    }

    /** Puts a file into the folder of a route, and starts that. */
    private Path run(String route, String name) throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("outbox").resolve(name));
        // moved, so that it is never seen half
        Path whole = Files.writeString(folder.resolve("f.tmp"), PDF);
        Files.move(whole, inbox.resolve("f.pdf"));
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("folders.yaml", source()));
        context.getRouteController().startRoute(route);
        return inbox;
    }

    /** The page's example, with its folders in that of the test and no route started. */
    private String source() throws Exception {
        String page = Files.readString(Path.of("src/main/docs/clicksend-component.adoc"));
        int start = page.lastIndexOf("----\n", page.indexOf("id: fax-folder")) + "----\n".length();
        return page.substring(start, page.indexOf("\n----", start))
                .replace("file:outbox", "file:" + folder.resolve("outbox"))
                .replaceAll("(?m)^    id: .*", "$0\n    autoStartup: \"false\"");
    }
}
