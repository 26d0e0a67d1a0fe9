package io.canopydb.driver.ddl.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DDL statement, understood: what runs where, and what the metadata are to say afterwards.
 *
 * @param what for messages: {@code CREATE TABLE t}
 * @param shell what runs in the shell of every leaf; null for nothing
 * @param partition what runs in every partition; null for nothing
 * @param inverse what undoes it at a place where it was carried out; null where nothing is sure to
 * @param objects those whose description at a place tells whether it was carried out there
 * @param intents what becomes of the metadata
 * @param alone whether the engine refuses it inside a transaction (PostgreSQL's CONCURRENTLY)
 * @param partitionsFirst whether the shell of a leaf comes last: what it drops, its partitions
 *     refer to
 * @param notes what the user is to be told of it, though it is carried out
 */
public record Change(
    String what,
    @Nullable Template shell,
    @Nullable Template partition,
    @Nullable Template inverse,
    List<ObjectName> objects,
    List<Intent> intents,
    boolean alone,
    boolean partitionsFirst,
    List<String> notes) {

  public Change {
    notes = List.copyOf(notes);
    objects = List.copyOf(objects);
    intents = List.copyOf(intents);
  }

  /** A change that the shells judge first. */
  public Change(
      String what,
      @Nullable Template shell,
      @Nullable Template partition,
      @Nullable Template inverse,
      List<ObjectName> objects,
      List<Intent> intents,
      boolean alone) {
    this(what, shell, partition, inverse, objects, intents, alone, false, List.of());
  }

  /** This change with the shell of each leaf last. */
  Change withPartitionsFirst() {
    return new Change(what, shell, partition, inverse, objects, intents, alone, true, notes);
  }

  /** This change, with something to tell. */
  Change withNotes(List<String> told) {
    return new Change(
        what, shell, partition, inverse, objects, intents, alone, partitionsFirst, told);
  }

  /** What runs at a place of this kind; null for nothing. */
  public @Nullable Template at(boolean shellPlace) {
    return shellPlace ? shell : partition;
  }
}
