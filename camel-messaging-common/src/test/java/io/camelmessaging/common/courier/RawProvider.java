/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.common.courier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider on a bare socket, which breaks where the script says so.
 */
public final class RawProvider implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final ServerSocket server;
    private final Script script;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What happens on a connection. */
    @FunctionalInterface
    public interface Script {

        void run(Connection connection) throws Exception;
    }

    public RawProvider(Script script) throws IOException {
        this(new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()), script);
    }

    public RawProvider(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
        threads.execute(this::accept);
    }

    public String baseUrl() {
        return "http://localhost:" + server.getLocalPort();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Every request that arrived whole. */
    public List<String> requests() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.run(new Connection(socket));
        } catch (Exception e) {
            // the client went away, or the test ended
        } finally {
            sockets.remove(socket);
        }
    }

    /** A connection as the script sees it. */
    public final class Connection {

        private final Socket socket;

        Connection(Socket socket) {
            this.socket = socket;
        }

        /** Reads a whole request. */
        public String request() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("The client ended the connection");
                }
                head.write(next);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            Matcher length = LENGTH.matcher(text);
            if (length.find()) {
                text += new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
            }
            requests.add(text);
            return text;
        }

        public void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** A whole answer. */
        public void answer(int status, String headers, String body) throws IOException {
            write("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n" + body);
        }

        /** Sends nothing more until the test ends or the client goes. */
        public void stall() throws IOException, InterruptedException {
            socket.getInputStream().read();
            closed.await();
        }

        /** Sends a little now and then until the client goes. */
        public void drip(String drop) throws IOException, InterruptedException {
            while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                write(drop);
            }
        }

        /** Ends the connection with a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Passes everything on to a local port, both ways. */
        public void tunnel(int port) throws IOException {
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                sockets.add(target);
                threads.execute(() -> pass(target, socket));
                pass(socket, target);
            }
        }

        private void pass(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException e) {
                // one side went away
            }
        }

        public Socket socket() {
            return socket;
        }
    }
}
