/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows;

import java.sql.SQLException;

import io.camelmessaging.flows.store.DatabaseFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.util.Throwables.getStackTrace;

class DatabaseFailureTest {

    @ParameterizedTest
    @ValueSource(strings = { "23502", "42804", "54000", "P0001", "40001", "44000", "0", "" })
    void aDriversWordsThatMayQuoteAValueAreLeftOut(String state) {
        String told = told(new SQLException("Key (sender)=(+37255500123) is odd", state, 7));

        assertThat(told).contains("SQL state " + state).doesNotContain("37255500123").contains("DatabaseFailureTest");
    }

    @ParameterizedTest
    @ValueSource(strings = { "08001", "08006", "28P01", "3D000", "53300", "57P01", "58030", "HYT00", "90067" })
    void whatItSaysOfTheConnectionHelps(String state) {
        assertThat(told(new SQLException("Connection to db:5432 refused", state))).contains("Connection to db:5432 refused");
    }

    private static String told(SQLException failure) {
        return getStackTrace(new DatabaseFailure(failure));
    }
}
