/*
 * Copyright the camel-messaging contributors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.camelmessaging.flows.schema;

/**
 * What is done about the tables of the flows at the start.
 */
public enum SchemaMode {

    /** They, and their schema, are made and upgraded. The user of the {@code DataSource} has to be allowed to. */
    CREATE,
    /** They are compared with what this version needs, and nothing is changed: an administrator runs the SQL. */
    VALIDATE,
    /** Nothing. */
    NONE
}
