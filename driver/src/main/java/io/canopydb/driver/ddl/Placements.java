package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Intent;
import io.canopydb.driver.ddl.text.Wish;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the rows of changed tables lie from now on, and which of them have to move. A table without a
 * shard key gets it from its first unique key. A table whose primary key does not contain its shard
 * key any more gets that of the primary key: else no partition could keep it unique. A shard key
 * that somebody named stays. The tables of one tree of partitions (PostgreSQL) all lie alike. One
 * object for one statement.
 */
final class Placements {
  private final Dialect dialect;
  private final Catalogue catalogue;
  private final TableRules rules;
  private final Database database;
  private final Connection leaf;
  private final String shell;
  private final Map<String, Distribution.Sharded> following = new HashMap<>();
  private final List<RowMove> moves = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Placements(Dialect dialect, TableRules rules, Database database, Connection leaf) {
    this.dialect = dialect;
    this.catalogue = Catalogue.of(dialect.engine());
    this.rules = rules;
    this.database = database;
    this.leaf = leaf;
    this.shell = dialect.shellNamespace(database.name());
  }

  /** Whose rows are to be laid anew. */
  List<RowMove> moves() {
    return moves;
  }

  /** What the user is to be told of it. */
  List<String> notes() {
    return notes;
  }

  /**
   * How the rows of a changed table lie.
   *
   * @param before as it was, with the names that its columns have now
   * @param shape as the statement made it
   * @param others gets the other tables of its tree of partitions that lie otherwise now
   */
  Distribution of(
      Table before, TableShape shape, Intent.AlteredTable intent, Map<String, Table> others)
      throws SQLException {
    Distribution.Sharded followed = following.get(before.name());
    if (followed != null) {
      rules.check(shape, followed);
      return followed;
    }
    if (losesItsKey(before, shape)) {
      notes.add("the rows of '%s' lie by no key from now on".formatted(shape.name()));
      return new Distribution.Keyless();
    }
    Optional<Distribution.Sharded> anew = anew(before, shape);
    if (before.distribution() instanceof Distribution.Sharded known
        && anew.isEmpty()
        && rules.changesValues(before, shape, intent.rewritten())
        && catalogue.partitionTree(leaf, shell, shape.name()).size() <= 1) {
      rules.check(shape, known);
      checkCanMove(before, shape);
      move(before, shape, known, intent.rewritten());
      return known;
    }
    if (anew.isEmpty()) {
      rules.checkChange(before, shape, intent.rewritten());
      return before.distribution();
    }
    Distribution.Sharded sharded = anew.get();
    rules.check(shape, sharded);
    rules.defaultKey(shape).flatMap(key -> key.note(shape.name())).ifPresent(notes::add);
    Map<String, Boolean> tree =
        new LinkedHashMap<>(catalogue.partitionTree(leaf, shell, shape.name()));
    // Where rows lie is told from their values before the statement, by the names that those had.
    Set<String> unknown = new HashSet<>(intent.rewritten());
    unknown.addAll(intent.renamed().values());
    if (tree.getOrDefault(shape.name(), true)) {
      move(before, shape, sharded, unknown);
    }
    tree.remove(shape.name());
    others.putAll(follow(tree, sharded, unknown));
    return sharded;
  }

  /**
   * Whether a column of a shard key that nobody named goes, after the keys that it came from: on
   * the way from one primary key to another. The rows stay, since those of no key may lie anywhere.
   */
  private boolean losesItsKey(Table before, TableShape shape) throws SQLException {
    return before.distribution() instanceof Distribution.Sharded known
        && !before.chosen()
        && shape.uniqueKeys().isEmpty()
        && known.columns().stream()
            .anyMatch(name -> shape.columns().stream().noneMatch(now -> now.name().equals(name)))
        && catalogue.partitionTree(leaf, shell, shape.name()).size() <= 1;
  }

  /** The shard key that a table gets; empty where its rows stay where they are. */
  private Optional<Distribution.Sharded> anew(Table before, TableShape shape) throws SQLException {
    if (before.distribution() instanceof Distribution.Keyless && !shape.uniqueKeys().isEmpty()) {
      return rules.distribution(shape, new Wish.Default(), database)
              instanceof Distribution.Sharded sharded
          ? Optional.of(sharded)
          : Optional.empty();
    }
    if (!(before.distribution() instanceof Distribution.Sharded known)
        || before.chosen()
        || rules.primaryKeyContains(shape, known.columns())) {
      return Optional.empty();
    }
    Optional<DefaultShardKey> key = rules.defaultKey(shape);
    if (key.isEmpty()) {
      return Optional.empty(); // which the rules say what is wrong with
    }
    checkCanMove(before, shape);
    notes.add(
        "the rows of '%s' are placed by (%s) from now on, since its primary key does not contain (%s)"
            .formatted(
                shape.name(),
                String.join(", ", key.get().columns()),
                String.join(", ", known.columns())));
    return Optional.of(new Distribution.Sharded(key.get().columns()));
  }

  /** Refuses where others rely on the shard key that the table has. */
  private void checkCanMove(Table before, TableShape shape) throws SQLException {
    for (String child : database.tables().keySet()) {
      if (child.equals(before.name())) {
        continue;
      }
      for (ForeignKey foreign : catalogue.foreignKeys(leaf, shell, child)) {
        if (foreign.parent().equals(shape.name())) {
          throw CanopyError.UNSUPPORTED.with(
              "a primary key without the shard key, while the foreign key "
                  + foreign.name()
                  + " of "
                  + child
                  + " pairs that,",
              "drop the foreign key first");
        }
      }
    }
  }

  /**
   * The rows of a new partition lie as those of its table; those of a table without a shard key lie
   * as those of its first partition that has one.
   */
  Map<String, Table> attached(Intent.AttachedPartition intent) throws SQLException {
    Table parent = database.tables().get(intent.parent());
    Table child = database.tables().get(intent.child());
    if (parent == null || child == null) {
      return Map.of();
    }
    if (parent.distribution() instanceof Distribution.Sharded sharded) {
      return follow(catalogue.partitionsUnder(leaf, shell, child.name()), sharded, Set.of());
    }
    return child.distribution() instanceof Distribution.Sharded sharded
        ? follow(catalogue.partitionTree(leaf, shell, parent.name()), sharded, Set.of())
        : Map.of();
  }

  /**
   * Lets partitions lie as another one.
   *
   * @param partitions by name, whether they have rows of their own
   */
  private Map<String, Table> follow(
      Map<String, Boolean> partitions, Distribution.Sharded sharded, Set<String> rewritten)
      throws SQLException {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (Map.Entry<String, Boolean> partition : partitions.entrySet()) {
      Table before = database.tables().get(partition.getKey());
      if (before == null || before.distribution().equals(sharded)) {
        continue;
      }
      TableShape shape =
          dialect
              .tableReader()
              .read(leaf, shell, before.name())
              .orElseThrow(() -> CanopyError.UNKNOWN_TABLE.with(before.name(), database.name()));
      rules.check(shape, sharded);
      if (partition.getValue()) {
        move(before, shape, sharded, rewritten);
      }
      following.put(before.name(), sharded);
      tables.put(
          before.name(), new Table(before.name(), sharded, shape.columns(), shape.uniqueKeys()));
    }
    return tables;
  }

  private void move(
      Table before, TableShape shape, Distribution.Sharded sharded, Set<String> rewritten) {
    moves.add(RowMove.of(dialect.engine(), before, shape, sharded, rewritten));
  }
}
