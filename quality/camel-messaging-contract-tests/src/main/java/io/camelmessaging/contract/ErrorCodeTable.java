/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.camelmessaging.common.support.ErrorCode;
import io.camelmessaging.common.support.ErrorTable;

/**
 * The table of a page that says what becomes of each of the provider's error codes.
 */
final class ErrorCodeTable {

    private static final String HEAD
            = "[width=\"100%\",cols=\"2,3,3\",options=\"header\"]\n|===\n| Code | Outcome | What to do\n";

    private ErrorCodeTable() {
    }

    /** Codes with the same outcome and advice share a row, where the first of them stands. */
    static String of(ErrorTable errors) {
        Map<String, List<String>> rows = errors.codes().stream().collect(Collectors.groupingBy(
                error -> outcome(error) + " | " + error.advice(), LinkedHashMap::new,
                Collectors.mapping(error -> "`" + error.code() + "`", Collectors.toList())));
        return rows.entrySet().stream().map(row -> "| " + String.join(", ", row.getValue()) + " | " + row.getKey())
                .collect(Collectors.joining("\n", HEAD, "\n|==="));
    }

    private static String outcome(ErrorCode error) {
        String exception = switch (error.effect()) {
            case REFUSED -> "`RequestRejectedException` " + error.reason();
            case NOT_PROCESSED -> "`ProviderUnavailableException`";
            case UNCLEAR -> "`OutcomeUnknownException`; `ProviderUnavailableException` where it only reads";
        };
        return error.verification()
                ? "a result of `verifyCheck`; elsewhere, or by `verifyFailure=exception`, " + exception : exception;
    }
}
