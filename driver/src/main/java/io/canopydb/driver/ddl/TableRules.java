package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Wish;
import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.placement.ShardKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a table must be like to be kept over partitions. A unique key is checked by each partition
 * for itself, so rows that it may not let stand together have to lie together: it must contain the
 * shard key. Stateless.
 */
final class TableRules {
  private final Engine engine;

  private final Strictness strictness;

  /** Whether the statement runs in a sql_mode that refuses NULL where a column does not take it. */
  interface Strictness {
    boolean holds() throws SQLException;
  }

  TableRules(Engine engine, Strictness strictness) {
    this.engine = engine;
    this.strictness = strictness;
  }

  /** How the rows of a new table lie; refuses what can't be kept. */
  Distribution distribution(TableShape shape, Wish wish, Database database) throws SQLException {
    Distribution distribution;
    if (wish instanceof Wish.Columns columns) {
      distribution = new Distribution.Sharded(stored(shape, columns.names()));
    } else if (wish instanceof Wish.Reference) {
      distribution = new Distribution.Reference();
    } else if (wish instanceof Wish.Keyless) {
      distribution = new Distribution.Keyless();
    } else if (wish instanceof Wish.As as) {
      Table model = database.tables().get(as.table());
      if (model == null) {
        throw CanopyError.UNKNOWN_TABLE.with(as.table(), database.name());
      }
      distribution = model.distribution();
    } else {
      distribution = byDefault(shape);
    }
    check(shape, distribution);
    return distribution;
  }

  /**
   * By the key that places rows where nobody names one. Without such a key they lie evenly, which
   * {@link #check} refuses where a unique key would have to be kept.
   */
  private Distribution byDefault(TableShape shape) throws SQLException {
    Optional<DefaultShardKey> key = defaultKey(shape);
    if (key.isPresent()) {
      return new Distribution.Sharded(key.get().columns());
    }
    Optional<UniqueKey> primary = primaryKey(shape);
    if (primary.isEmpty()) {
      return new Distribution.Keyless();
    }
    List<String> columns = primary.get().columns();
    if (columns.isEmpty()) {
      throw CanopyError.UNSUPPORTED.with(
          "a primary key of prefixes only as the shard key of " + shape.name(),
          "put whole columns into the primary key");
    }
    return new Distribution.Sharded(columns); // check says what is wrong with them
  }

  /** The key that places the rows of a table where nobody says how they lie. */
  Optional<DefaultShardKey> defaultKey(TableShape shape) {
    return DefaultShardKey.of(engine, shape);
  }

  /** Whether a table has no primary key, or one that contains these columns. */
  boolean primaryKeyContains(TableShape shape, List<String> columns) {
    return primaryKey(shape).stream()
        .allMatch(
            key ->
                columns.stream()
                    .allMatch(name -> key.columns().stream().anyMatch(own -> same(own, name))));
  }

  /** The columns by the names that the engine gave them. */
  private List<String> stored(TableShape shape, List<String> names) throws SQLException {
    Set<String> stored = new LinkedHashSet<>();
    for (String name : names) {
      Column column = column(shape, name).orElseThrow(() -> CanopyError.UNKNOWN_COLUMN.with(name));
      if (!stored.add(column.name())) {
        throw CanopyError.COMMAND.with(
            "column '" + name + "' stands twice in the shard key", "name it once");
      }
    }
    return new ArrayList<>(stored);
  }

  /** Refuses a table that can't be kept with this distribution. */
  void check(TableShape shape, Distribution distribution) throws SQLException {
    if (distribution instanceof Distribution.Sharded sharded) {
      checkShardKey(shape, sharded.columns());
    } else if (distribution instanceof Distribution.Keyless) {
      if (!shape.uniqueKeys().isEmpty()) {
        throw CanopyError.UNIQUE_WITHOUT_SHARD_KEY.with(
            shape.uniqueKeys().get(0).name(), shape.name());
      }
    } else if (shape.uniqueKeys().stream().noneMatch(key -> key.namesRows(shape.columns()))) {
      throw CanopyError.REFERENCE_WITHOUT_PRIMARY.with(shape.name());
    }
  }

  private void checkShardKey(TableShape shape, List<String> key) throws SQLException {
    for (String name : key) {
      Column column =
          column(shape, name)
              .orElseThrow(() -> CanopyError.SHARD_KEY_CHANGE.with(name, shape.name(), "dropped"));
      Optional<String> refusal = ShardKey.refusal(engine, List.of(column));
      if (refusal.isPresent()) {
        throw CanopyError.SHARD_KEY_TYPE.with(name, column.type(), reason(refusal.get()));
      }
      if (shape.selfUpdating().contains(column.name())) {
        throw CanopyError.SHARD_KEY_TYPE.with(
            name, column.type(), "each UPDATE of a row changes it");
      }
    }
    for (UniqueKey unique : shape.uniqueKeys()) {
      if (unique.global()) {
        continue;
      }
      for (String name : key) {
        if (unique.columns().stream().noneMatch(column -> same(column, name))) {
          throw UnkeptUniqueKey.of(
              CanopyError.SHARD_KEY_NOT_IN_UNIQUE.with(
                  unique.name(), shape.name(), String.join(", ", key)),
              unique);
        }
      }
    }
  }

  /** The sentence without the name of the column, which the error has already. */
  private static String reason(String sentence) {
    int colon = sentence.indexOf(": ");
    return sentence.startsWith("column ") && colon > 0 ? sentence.substring(colon + 2) : sentence;
  }

  /**
   * Whether columns of the shard key stay, but not with the values or the comparison that they had:
   * then the rows may lie elsewhere, if there are any.
   */
  boolean changesValues(Table before, TableShape after, Set<String> rewritten) {
    if (!(before.distribution() instanceof Distribution.Sharded sharded)
        || sharded.columns().stream().anyMatch(name -> column(after, name).isEmpty())) {
      return false;
    }
    return sharded.columns().stream()
        .anyMatch(
            name ->
                rewritten.contains(name)
                    || !KeyWidening.keepsValues(
                        engine,
                        before.column(name).orElseThrow(),
                        column(after, name).orElseThrow()));
  }

  /**
   * Refuses a change of a table after which rows could lie where nobody looks for them.
   *
   * @param rewritten the columns whose values the statement computes anew
   */
  void checkChange(Table before, TableShape after, Set<String> rewritten) throws SQLException {
    if (before.distribution() instanceof Distribution.Sharded sharded) {
      for (String name : sharded.columns()) {
        Column old = before.column(name).orElseThrow();
        Column now =
            column(after, name)
                .orElseThrow(
                    () ->
                        CanopyError.SHARD_KEY_CHANGE.with(
                            name, before.name(), "dropped or renamed"));
        if (rewritten.contains(name)) {
          throw CanopyError.SHARD_KEY_CHANGE.with(name, before.name(), "rewritten");
        }
        // Else MySQL would turn NULL into a value that lies elsewhere.
        if (engine == Engine.MYSQL && old.nullable() && !now.nullable() && !strictness.holds()) {
          throw CanopyError.SHARD_KEY_CHANGE.with(
              name, before.name(), "made NOT NULL in a sql_mode that is not strict");
        }
        if (!KeyWidening.keepsValues(engine, old, now)) {
          throw CanopyError.SHARD_KEY_CHANGE.with(
              name, before.name(), "changed from " + described(old) + " to " + described(now));
        }
      }
    }
    check(after, before.distribution());
  }

  private static String described(Column column) {
    return column.collation() == null
        ? column.type()
        : column.type() + " COLLATE " + column.collation();
  }

  /** Refuses foreign keys that no partition could check for itself. */
  void checkForeignKeys(
      Table child, List<ForeignKey> foreignKeys, Database database, String oldName)
      throws SQLException {
    if (child.distribution() instanceof Distribution.Reference) {
      return; // refused by its text, if at all
    }
    for (ForeignKey foreign : foreignKeys) {
      Table parent =
          foreign.parent().equals(child.name()) || foreign.parent().equals(oldName)
              ? child
              : database.tables().get(foreign.parent());
      if (parent == null && engine == Engine.MYSQL) {
        continue; // taken under foreign_key_checks = 0, and judged when that table is made
      }
      if (parent == null) {
        throw CanopyError.UNKNOWN_TABLE.with(foreign.parent(), database.name());
      }
      if (!(parent.distribution() instanceof Distribution.Reference)
          && !pairsShardKeys(child, foreign, parent)) {
        throw new UnpairedForeignKey(foreign, child.name(), /* awaited= */ false);
      }
    }
  }

  /** Refuses a foreign key that waited for a table which no partition could find its rows in. */
  void checkAwaited(Table child, ForeignKey foreign, Table parent) throws SQLException {
    if (!(parent.distribution() instanceof Distribution.Reference)
        && !pairsShardKeys(child, foreign, parent)) {
      throw new UnpairedForeignKey(foreign, child.name(), /* awaited= */ true);
    }
  }

  private boolean pairsShardKeys(Table child, ForeignKey foreign, Table parent) {
    if (!(child.distribution() instanceof Distribution.Sharded childKey)
        || !(parent.distribution() instanceof Distribution.Sharded parentKey)
        || childKey.columns().size() != parentKey.columns().size()
        || !ShardKey.of(engine, child).collocatedWith(ShardKey.of(engine, parent))) {
      return false;
    }
    for (int i = 0; i < childKey.columns().size(); i++) {
      boolean paired = false;
      for (int k = 0; k < foreign.columns().size(); k++) {
        paired |=
            same(foreign.columns().get(k), childKey.columns().get(i))
                && same(foreign.parentColumns().get(k), parentKey.columns().get(i));
      }
      if (!paired) {
        return false;
      }
    }
    return true;
  }

  private static Optional<UniqueKey> primaryKey(TableShape shape) {
    return shape.uniqueKeys().stream().filter(UniqueKey::primary).findFirst();
  }

  private Optional<Column> column(TableShape shape, String name) {
    return shape.columns().stream().filter(column -> same(column.name(), name)).findFirst();
  }

  /** Whether two names mean one column. */
  private boolean same(String one, String other) {
    return switch (engine) {
      case MYSQL -> one.equalsIgnoreCase(other);
      case POSTGRESQL -> Objects.equals(one, other);
    };
  }
}
