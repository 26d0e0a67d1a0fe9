package io.canopydb.metadata.store;

import java.time.Duration;
import java.util.List;

/**
 * Operations that must be completed or undone if the aggregator that began them dies. An entry is
 * written before the first change it speaks of, and removed after the last.
 */
public interface Journal {

  /**
   * The scope of changes to which leaves there are. Whoever creates a database takes it too: the
   * shell must come to all leaves, also to one that is just being added. Taken before the scope of
   * a database. No logical database can have this name, because every leaf has a namespace of it.
   */
  String LEAVES = "canopy";

  /**
   * An entry.
   *
   * @param id given by the store; grows with time
   * @param scope what the entry's lock covers, usually a database's name
   * @param kind says who can read the body: {@code ddl}
   * @param body versioned JSON, owned by its kind
   */
  record Entry(String id, String scope, String kind, String body) {}

  /** Writes a new entry durably. */
  Entry write(String scope, String kind, String body) throws MetadataException;

  /** Replaces an entry's body, to record progress. */
  Entry replace(Entry entry, String newBody) throws MetadataException;

  /** Removes an entry; quiet when it is gone already. */
  void remove(Entry entry) throws MetadataException;

  /** All entries of a scope, oldest first. */
  List<Entry> entries(String scope) throws MetadataException;

  /** The scopes that have entries, in the order of their names. */
  List<String> scopes() throws MetadataException;

  /**
   * Takes the cluster-wide lock of a scope. The lock is lost with the session of its holder; {@link
   * Lock#held} says so.
   */
  Lock lock(String scope, Duration timeout) throws MetadataException, InterruptedException;

  /** A held lock. */
  interface Lock extends AutoCloseable {
    /** Whether it is certain that nobody else can hold the lock now. */
    boolean held();

    @Override
    void close();
  }
}
