package io.canopydb.metadata.model;

/**
 * A PostgreSQL sequence whose values the cluster issues.
 *
 * @param name as the engine stores it
 * @param start the first value
 * @param increment the distance of two values; not 0
 * @param numbering changes whenever its values start anew; aggregators then drop what they reserved
 */
public record Sequence(String name, long start, long increment, long numbering) {

  /** A sequence whose values never started anew. */
  public Sequence(String name, long start, long increment) {
    this(name, start, increment, 0);
  }
}
