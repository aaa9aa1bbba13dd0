/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.support;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The URLs that a provider calls back: which are taken, and which get the token of the webhook.
 * <p>
 * The token opens the webhook to whoever knows it, so it goes only to the origin (scheme, host and port) of a URL that
 * the application is configured with, never to one that came with a message alone.
 */
public final class CallbackUrls {

    private static final Pattern TOKEN = Pattern.compile("(^|&)token=");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    /** Some readers take such a name for an address in decimal or hexadecimal. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");
    private static final Pattern LEADING_ZERO = Pattern.compile("(^|\\.)0\\d");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final int MAX_PORT = 65_535;
    /** Where clouds serve credentials to whoever asks from inside: addresses that no webhook has. */
    private static final Set<String> METADATA = Set.of(
            "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal",
            "100.100.100.200", "192.0.0.192", "[fd00:ec2::254]", "[fd00:ec2:0:0:0:0:0:254]", "[fd20:ce::254]");

    private final String token;
    private final boolean allowPlainHttp;
    private final Supplier<List<String>> configured;

    /**
     * @param configuration the token, and whether plain http may go beyond loopback
     * @param configured    the URLs that the application is configured with; nulls are left out
     */
    public CallbackUrls(MessagingConfiguration configuration, Supplier<List<String>> configured) {
        this.token = configuration.getWebhookVerifyToken();
        this.allowPlainHttp = configuration.isAllowPlainHttp();
        this.configured = configured;
    }

    /**
     * The URL as the provider gets it: with the token, if there is one and the URL does not hold its own.
     *
     * @param  source                   which field, option or header the URL came from; named in the exception
     * @throws IllegalArgumentException if it is no URL that a provider may call, or there is a token and the URL leads
     *                                  to another origin than the configured ones
     */
    public String outgoing(String url, String source) {
        URI uri = read(url.strip(), source);
        if (token == null || token.isBlank()) {
            return url.strip();
        }
        List<String> origins = configured.get().stream().filter(Objects::nonNull).filter(home -> !home.isBlank())
                .map(String::strip).map(CallbackUrls::parse).filter(Objects::nonNull).map(CallbackUrls::origin).distinct()
                .toList();
        if (!origins.contains(origin(uri)) && !isLoopback(uri.getHost())) {
            throw refused(source, "leads to another origin than " + (origins.isEmpty()
                    ? "the application is configured with, which is none"
                    : String.join(" and ", origins))
                                  + ", and calls must carry the webhookVerifyToken: set the option callbackUrl, or"
                                  + " webhookExternalUrl of the webhook component, to a URL of that origin, or leave the token"
                                  + " out of this endpoint");
        }
        return withToken(url.strip(), uri);
    }

    /** A URL of the configuration: checked, and with the token. */
    public String own(String url, String source) {
        URI uri = read(url.strip(), source);
        return token == null || token.isBlank() ? url.strip() : withToken(url.strip(), uri);
    }

    private String withToken(String url, URI uri) {
        String query = uri.getRawQuery();
        if (query != null && TOKEN.matcher(query).find()) {
            return url;
        }
        int hash = url.indexOf('#');
        String start = hash < 0 ? url : url.substring(0, hash);
        String fragment = hash < 0 ? "" : url.substring(hash);
        return start + (query == null ? '?' : '&') + "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8) + fragment;
    }

    private URI read(String url, String source) {
        URI uri = parse(url);
        if (uri == null || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw refused(source, "is no URL such as https://hooks.example.org/path, with a host name in ASCII");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused(source, "has a user name before its host: leave out what stands before the @");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused(source, "must start with https://");
        }
        if (isNoWebhook(host)) {
            throw refused(source, "leads to an address of a link, a group or a cloud's metadata, where no webhook is:"
                                  + " give the public URL of the webhook");
        }
        if (scheme.equals("http") && !allowPlainHttp && !isLoopback(host)) {
            throw refused(source, "must start with https://, since the token and the messages go there; set"
                                  + " allowPlainHttp=true to use plain http beyond this machine");
        }
        return uri;
    }

    private static URI parse(String url) {
        try {
            URI uri = new URI(url);
            boolean ascii = url.chars().allMatch(c -> c > ' ' && c < 127);
            return ascii && uri.getScheme() != null && !uri.isOpaque() ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("http") ? 80 : 443;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    static boolean isLoopback(String host) {
        return "localhost".equalsIgnoreCase(host) || LOOPBACK.matcher(host).matches() || "[::1]".equals(host);
    }

    private static boolean isNoWebhook(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (METADATA.contains(name)) {
            return true;
        }
        boolean ipv6 = name.startsWith("[");
        if (!ipv6 && !IPV4.matcher(name).matches()) {
            return ENDS_IN_NUMBER.matcher(name).matches();
        }
        if (LEADING_ZERO.matcher(name).find() && !ipv6 || name.indexOf('%') >= 0) {
            // octal for some readers, decimal for others; a zone of this machine
            return true;
        }
        try {
            // a literal: nothing is looked up
            InetAddress address = InetAddress.getByName(name);
            return isNoWebhook(address) || embedded(address).anyMatch(CallbackUrls::isNoWebhook);
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static boolean isNoWebhook(InetAddress address) {
        return address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress()) || METADATA.contains("[" + address.getHostAddress() + "]")
                || address.getAddress()[0] == 0 && address.getAddress().length == 4
                || address.getAddress()[0] == (byte) 255 && address.getAddress().length == 4;
    }

    /** The IPv4 addresses that an IPv6 one may be a way to: compatible, NAT64 and 6to4. */
    private static Stream<InetAddress> embedded(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return Stream.empty();
        }
        byte[] bytes = address.getAddress();
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff && bytes[3] == (byte) 0x9b;
        boolean compatible = !address.isLoopbackAddress() && Arrays.equals(bytes, 0, 12, new byte[12], 0, 12);
        return Stream.of(sixToFour ? 2 : -1, nat64 || compatible ? 12 : -1).filter(start -> start >= 0)
                .map(start -> ipv4(Arrays.copyOfRange(bytes, start, start + 4)));
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalArgumentException refused(String source, String why) {
        return new IllegalArgumentException("The callback URL (" + source + ") " + why + ".");
    }
}
