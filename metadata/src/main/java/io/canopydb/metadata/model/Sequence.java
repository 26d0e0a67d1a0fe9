package io.canopydb.metadata.model;

/**
 * A PostgreSQL sequence whose values the cluster issues.
 *
 * @param name as the engine stores it
 * @param start the first value
 * @param increment the distance of two values; not 0
 */
public record Sequence(String name, long start, long increment) {}
