/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.kamelets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.camelmessaging.boomerang.BoomerangOperation;
import io.camelmessaging.boomware.BoomwareOperation;
import io.camelmessaging.clicksend.ClickSendOperation;
import io.camelmessaging.common.support.Operation;
import io.camelmessaging.sendmode.SendmodeOperation;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.apache.camel.tooling.model.JsonMapper;

/**
 * What the palette needs to know of a provider beside its table of operations and its component's metadata.
 */
enum Provider {

    BOOMERANG("Boomerang", "Br", "#d9480f", BoomerangOperation.class, List.of("username", "password"), List.of()),
    BOOMWARE("Boomware", "Bw", "#1864ab", BoomwareOperation.class, List.of("accessToken"), List.of("hlr")),
    CLICKSEND("ClickSend", "CS", "#0b7285", ClickSendOperation.class, List.of("username", "apiKey"), List.of("upload")),
    SENDMODE("Sendmode", "Sm", "#2b8a3e", SendmodeOperation.class, List.of("apiKey"), List.of());

    final String title;
    final String monogram;
    final String colour;
    final Class<? extends Operation> operations;
    /** The options that an account is named by. */
    final List<String> credentials;
    /** The operations that are called for their answer, though they are neither reads nor checks of a code. */
    private final List<String> lookups;
    private final ComponentModel metadata;

    Provider(String title, String monogram, String colour, Class<? extends Operation> operations, List<String> credentials,
             List<String> lookups) {
        this.title = title;
        this.monogram = monogram;
        this.colour = colour;
        this.operations = operations;
        this.credentials = credentials;
        this.lookups = lookups;
        this.metadata = metadata();
    }

    /** The scheme of its URIs. */
    String scheme() {
        return title.toLowerCase();
    }

    List<Operation> table() {
        return Arrays.asList(operations.getEnumConstants());
    }

    boolean isLookup(Operation operation) {
        return lookups.contains(operation.name());
    }

    /** An option of the component's endpoints. */
    Optional<EndpointOptionModel> option(String name) {
        return metadata.getEndpointParameterOptions().stream().filter(option -> option.getName().equals(name)).findAny();
    }

    private ComponentModel metadata() {
        try (InputStream json = operations.getResourceAsStream("/META-INF/io/camelmessaging/" + scheme() + "/"
                                                               + scheme() + ".json")) {
            return JsonMapper.generateComponentModel(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("The component " + scheme() + " has no metadata.", e);
        }
    }
}
