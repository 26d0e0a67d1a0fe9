package io.canopydb.driver.ddl.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DDL statement, understood: what runs where, and what the metadata are to say afterwards.
 *
 * @param what for messages: {@code CREATE TABLE t}
 * @param shell what runs in the shell of every leaf; null for nothing
 * @param partition what runs in every partition; null for nothing
 * @param inverse what undoes it at a place where it was carried out; null where nothing is sure to
 * @param trial what tells, run in a partition on a copy of the table by the name {@link #COPY},
 *     whether the rows there refuse the statement; null where no rows can, or it can be undone
 * @param objects those whose description at a place tells whether it was carried out there
 * @param intents what becomes of the metadata
 * @param alone whether the engine refuses it inside a transaction (PostgreSQL's CONCURRENTLY)
 * @param partitionsFirst whether the shell of a leaf comes last: what it drops, its partitions
 *     refer to
 * @param before what runs in every partition first; may be repeated
 * @param notes what the user is to be told of it, though it is carried out
 */
public record Change(
    String what,
    @Nullable Template shell,
    @Nullable Template partition,
    @Nullable Template inverse,
    @Nullable Template trial,
    List<ObjectName> objects,
    List<Intent> intents,
    boolean alone,
    boolean partitionsFirst,
    List<Template> before,
    List<String> notes) {
  /** The name of the copy of a table that a statement is tried on. */
  public static final String COPY = "canopy_trial";

  public Change {
    before = List.copyOf(before);
    notes = List.copyOf(notes);
    objects = List.copyOf(objects);
    intents = List.copyOf(intents);
  }

  /** What a statement comes to that has nothing to do. */
  static Change nothing() {
    return new Change("nothing", null, null, null, List.of(), List.of(), false);
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
    this(
        what, shell, partition, inverse, null, objects, intents, alone, false, List.of(),
        List.of());
  }

  /** This change, with a text to try it by. */
  Change withTrial(@Nullable Template text) {
    return new Change(
        what,
        shell,
        partition,
        inverse,
        text,
        objects,
        intents,
        alone,
        partitionsFirst,
        before,
        notes);
  }

  /** This change with the shell of each leaf last. */
  Change withPartitionsFirst() {
    return new Change(
        what, shell, partition, inverse, trial, objects, intents, alone, true, before, notes);
  }

  /** This change, with something to tell. */
  Change withNotes(List<String> told) {
    return new Change(
        what,
        shell,
        partition,
        inverse,
        trial,
        objects,
        intents,
        alone,
        partitionsFirst,
        before,
        told);
  }

  /** This change, with something that each partition gets first. */
  public Change withBefore(List<Template> first) {
    return new Change(
        what,
        shell,
        partition,
        inverse,
        trial,
        objects,
        intents,
        alone,
        partitionsFirst,
        first,
        notes);
  }

  /** What runs at a place of this kind; null for nothing. */
  public @Nullable Template at(boolean shellPlace) {
    return shellPlace ? shell : partition;
  }

  /** All that runs at a place of this kind, in order; empty for nothing. */
  public List<Template> allAt(boolean shellPlace) {
    Template own = at(shellPlace);
    if (own == null) {
      return List.of();
    }
    List<Template> all = new ArrayList<>(shellPlace ? List.of() : before);
    all.add(own);
    return all;
  }
}
