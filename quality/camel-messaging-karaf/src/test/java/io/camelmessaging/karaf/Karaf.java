/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.karaf;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Karaf that this module's build unpacks. Each start is in a folder of its own; Maven's artifacts are found in the
 * local repository alone, and the suite's jars where the build has made them.
 */
public final class Karaf {

    private static final List<String> OPENED = List.of("java.base/java.security", "java.base/java.net", "java.base/java.lang",
            "java.base/java.util", "java.naming/javax.naming.spi", "java.rmi/sun.rmi.transport.tcp");
    private static final List<String> EXPORTED = List.of("java.base/sun.net.www.protocol.file",
            "java.base/sun.net.www.protocol.ftp", "java.base/sun.net.www.protocol.http", "java.base/sun.net.www.protocol.https",
            "java.base/sun.net.www.protocol.jar", "java.base/sun.net.www.content.text", "jdk.xml.dom/org.w3c.dom.html",
            "jdk.naming.rmi/com.sun.jndi.url.rmi", "java.rmi/sun.rmi.registry", "java.security.sasl/com.sun.security.sasl",
            "java.naming/com.sun.jndi.ldap");

    private static final String FEATURES = "../../platforms/camel-messaging-features/target/features.xml";
    private static final Pattern CAMEL_FEATURES
            = Pattern.compile("<repository>mvn:org\\.apache\\.camel\\.karaf/apache-camel/([^/]+)/xml/features</repository>");

    private final Path module;
    private final Path localRepository;
    private final Path home;
    private final String classPath;

    /**
     * @param module          the folder of this module, which is built
     * @param localRepository Maven's
     */
    public Karaf(Path module, Path localRepository) throws IOException {
        this.module = module.toAbsolutePath().normalize();
        this.localRepository = localRepository;
        this.home = child(this.module.resolve("target"), "apache-karaf-");
        this.classPath = Files.readString(this.module.resolve("target/classpath"));
    }

    /** The file that it logs to. */
    public static Path log(Path base) {
        return base.resolve("data/log/karaf.log");
    }

    /**
     * Makes a folder ready for it, with one application beside its own features.
     *
     * @param  base        the folder; what is there stays there
     * @param  application the simple name of this module's class that it starts
     * @param  settings    the application's properties
     * @return             what starts it
     */
    public List<String> command(Path base, String application, Path settings) throws IOException {
        if (Files.notExists(base.resolve("etc"))) {
            String repositories = Stream.of(
                    Files.writeString(base.resolve("features.xml"), suiteFeatures()),
                    Files.writeString(base.resolve("camel-features.xml"), camelFeatures()),
                    Files.writeString(base.resolve("application-features.xml"), applicationFeatures(jar(base), application)))
                    .map(file -> file.toUri() + ", ").collect(Collectors.joining());
            configure(base, localRepository, "", repositories, ", application");
        }
        return java(base, false, "-Dmessaging.settings=" + settings);
    }

    /**
     * Makes a folder ready for somebody who types at its console, with no feature of the suite installed. For it the
     * local repository of this build is a remote one; Camel's features are put into that of whoever types.
     *
     * @param  base       the folder; what is there stays there
     * @param  repository the local repository of whoever types
     * @return            what starts it; its standard input is the console
     */
    public List<String> console(Path base, Path repository) throws IOException {
        if (Files.notExists(base.resolve("etc"))) {
            Matcher camel = CAMEL_FEATURES.matcher(Files.readString(module.resolve(FEATURES)));
            if (!camel.find()) {
                throw new IllegalStateException("The features name none of Camel's.");
            }
            Path folder = Files.createDirectories(repository.resolve("org/apache/camel/karaf/apache-camel/" + camel.group(1)));
            Files.writeString(folder.resolve("apache-camel-" + camel.group(1) + "-features.xml"), camelFeatures());
            configure(base, repository, localRepository.toUri() + "@id=build", "", "");
        }
        return java(base, true);
    }

    private void configure(Path base, Path repository, String remote, String featuresRepositories, String installed)
            throws IOException {
        Path etc = base.resolve("etc");
        copy(home.resolve("etc"), etc);
        Files.createDirectories(base.resolve("deploy"));
        append(etc.resolve("org.ops4j.pax.url.mvn.cfg"), "\norg.ops4j.pax.url.mvn.localRepository=" + repository
                                                         + "\norg.ops4j.pax.url.mvn.repositories=" + remote + "\n");
        append(etc.resolve("org.ops4j.pax.logging.cfg"), "\nlog4j2.pattern = [%t] %p %c - %m%n\n");
        Path features = etc.resolve("org.apache.karaf.features.cfg");
        Files.writeString(features, Files.readString(features)
                .replace("featuresRepositories = \\", "featuresRepositories = " + featuresRepositories + "\\")
                .replaceFirst("(?s)featuresBoot = .*?\n\n", "featuresBoot = (wrap,log,framework,feature,eventadmin,jaas,"
                                                            + "shell,bundle,config)" + installed + "\n\n"));
    }

    private List<String> java(Path base, boolean console, String... properties) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "--add-reads=java.xml=java.logging",
                        "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                        "--patch-module", "java.base=" + child(home.resolve("lib/endorsed"), "org.apache.karaf.specs.locator-"),
                        "--patch-module",
                        "java.xml=" + child(home.resolve("lib/endorsed"), "org.apache.karaf.specs.java.xml-")));
        OPENED.forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        EXPORTED.forEach(exported -> command.add("--add-exports=" + exported + "=ALL-UNNAMED"));
        command.addAll(List.of("-Dkaraf.home=" + home, "-Dkaraf.base=" + base));
        Stream.of("instances", "data", "etc").forEach(name -> command.add("-Dkaraf." + name + "=" + base.resolve(name)));
        command.add("-Dkaraf.log=" + base.resolve("data/log"));
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(base.resolve("data/tmp")));
        command.add("-Djava.util.logging.config.file=" + base.resolve("etc/java.util.logging.properties"));
        command.addAll(List.of("-Dkaraf.startLocalConsole=" + console, "-Dkaraf.startRemoteShell=false"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-cp", jars("lib/boot") + File.pathSeparator + jars("lib/jdk9plus"),
                "org.apache.karaf.main.Main"));
        return command;
    }

    /** What a user installs, but for Camel's own features, and with the jars of this build. */
    private String suiteFeatures() throws IOException {
        String features = Files.readString(module.resolve(FEATURES))
                .replaceFirst("<repository>.*</repository>", "");
        return Pattern.compile("mvn:io\\.camelmessaging/([a-z-]+)/([^<]+)").matcher(features)
                .replaceAll(jar -> Matcher.quoteReplacement(module.resolve("../..").resolve(jar.group(1)).resolve("target")
                        .resolve(jar.group(1) + "-" + jar.group(2) + ".jar").normalize().toUri().toString()));
    }

    private String applicationFeatures(Path jar, String application) throws IOException {
        return Files.readString(module.resolve("target/test-classes/application-features.xml"))
                .replace("@APPLICATION@", jar.toUri().toString()).replace("@ACTIVATOR@", application)
                .replace("@IMPORTS@", imports());
    }

    private String camelFeatures() throws IOException {
        String features = Files.readString(module.resolve("target/test-classes/camel-features.xml"));
        return Pattern.compile("@(BUNDLE|WRAP|CAMEL):([^@]+)@").matcher(features)
                .replaceAll(artifacts -> Matcher.quoteReplacement(Arrays.stream(artifacts.group(2).split(" "))
                        .map(name -> bundle(artifacts.group(1), name)).collect(Collectors.joining("\n    "))));
    }

    /** What the page tells a bundle with flows to import. */
    String imports() throws IOException {
        Matcher imports = Pattern.compile("`Import-Package: (kamelets,[^`]+)`")
                .matcher(Files.readString(module.resolve("../../docs/runtimes.adoc")));
        if (!imports.find()) {
            throw new IllegalStateException("The page names no packages that a bundle with flows imports.");
        }
        return imports.group(1);
    }

    private String bundle(String kind, String name) {
        String artifact = kind.equals("CAMEL") ? "camel-" + name : name;
        Path jar = Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of)
                .filter(file -> file.getNameCount() > 3 && file.getParent().getParent().endsWith(artifact)).findAny()
                .orElseThrow(() -> new IllegalStateException(artifact + " is not on the class path."));
        String version = jar.getParent().getFileName().toString();
        String group = localRepository.relativize(jar.getParent().getParent().getParent()).toString()
                .replace(File.separatorChar, '.');
        String mvn = "mvn:" + group + "/" + artifact + "/" + version;
        String wrap = "wrap:" + mvn + "$overwrite=merge&amp;Bundle-SymbolicName=" + artifact + "&amp;Bundle-Version=" + version;
        return "<bundle>" + switch (kind) {
            case "BUNDLE" -> mvn;
            case "CAMEL" -> wrap + "&amp;Export-Package=org.apache.camel*;version=" + version
                            + "&amp;Import-Package=*;resolution:=optional";
            default -> wrap + "&amp;Import-Package=*;resolution:=optional";
        } + "</bundle>";
    }

    /** The application's classes. */
    private Path jar(Path base) throws IOException {
        Path classes = module.resolve("target/classes");
        Path jar = base.resolve("application.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(candidate -> candidate.toString().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, Files.readString(file) + text);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    try (OutputStream out = Files.newOutputStream(target)) {
                        Files.copy(file, out);
                    }
                }
            }
        }
    }

    private static Path child(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).findAny()
                    .orElseThrow(() -> new IllegalStateException("There is no " + prefix + " in " + folder + "."));
        }
    }

    private String jars(String folder) {
        File[] jars = home.resolve(folder).toFile().listFiles((dir, name) -> name.endsWith(".jar"));
        return jars == null ? "" : String.join(File.pathSeparator, Arrays.stream(jars).map(File::toString).toList());
    }
}
