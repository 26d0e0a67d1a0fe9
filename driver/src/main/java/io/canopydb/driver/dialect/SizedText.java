package io.canopydb.driver.dialect;

/**
 * Text in which the sizes of sharded tables are asked for: before and behind the query that gives
 * them.
 */
public record SizedText(String before, String after) {}
