package io.canopydb.metadata.model;

import org.jspecify.annotations.Nullable;

/**
 * One column of a table, as the engine's catalogue describes it.
 *
 * @param name as the engine stores it
 * @param type the engine's own full type text: {@code bigint unsigned}, {@code character
 *     varying(20)}
 * @param collation the engine's name of the column's collation; null where the type has none
 * @param nullable whether NULL may be stored
 * @param autoIncrement whether the cluster issues its values (AUTO_INCREMENT, identity, serial)
 * @param generated whether it is computed from other columns
 * @param defaultExpression the default's text as the engine shows it; null where there is none
 */
public record Column(
    String name,
    String type,
    @Nullable String collation,
    boolean nullable,
    boolean autoIncrement,
    boolean generated,
    @Nullable String defaultExpression) {}
