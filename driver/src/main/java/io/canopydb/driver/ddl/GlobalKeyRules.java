package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.GlobalKeyWish;
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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which unique keys a lookup table can keep over partitions: those whose values the aggregator
 * knows before it writes a row, and whose equality is that of a shard key. Stateless.
 */
final class GlobalKeyRules {
  private final Engine engine;

  GlobalKeyRules(Engine engine) {
    this.engine = engine;
  }

  /** The keys of a new table, those among them that are wished to be global with their lookups. */
  TableShape marked(TableShape shape, List<GlobalKeyWish> wishes) throws SQLException {
    List<UniqueKey> keys = new ArrayList<>(shape.uniqueKeys());
    for (GlobalKeyWish wish : wishes) {
      boolean found = false;
      for (int i = 0; i < keys.size() && !found; i++) {
        UniqueKey key = keys.get(i);
        if (!key.primary() && key.exact() && !key.global() && same(key.columns(), wish.columns())) {
          keys.set(i, key.withLookup(wish.lookup()));
          found = true;
        }
      }
      if (!found) {
        throw refused(String.join(", ", wish.columns()), "it must consist of whole columns");
      }
    }
    return shape.withUniqueKeys(keys);
  }

  /** The keys of a changed table; of the wishes only those that it has. */
  TableShape markedAlso(TableShape shape, List<GlobalKeyWish> wishes) throws SQLException {
    return marked(
        shape,
        wishes.stream()
            .filter(
                wish ->
                    shape.uniqueKeys().stream()
                        .anyMatch(
                            key ->
                                !key.primary()
                                    && key.exact()
                                    && !key.global()
                                    && same(key.columns(), wish.columns())))
            .toList());
  }

  /**
   * With new lookups for keys whose lookups would have other columns than before, by name, type or
   * shard key: they are filled from the rows, as those of new keys are.
   */
  TableShape withNewLookups(
      TableShape shape, Table before, Distribution distribution, Database database) {
    Set<String> known = lookups(List.of(before));
    Set<String> taken = lookups(database.tables().values());
    shape.uniqueKeys().stream().filter(UniqueKey::global).forEach(key -> taken.add(key.lookup()));
    List<UniqueKey> keys = new ArrayList<>(shape.uniqueKeys());
    keys.replaceAll(
        key ->
            known.contains(String.valueOf(key.lookup()))
                    && (!distribution.equals(before.distribution())
                        || columns(key, distribution).stream()
                            .anyMatch(name -> differs(name, before, shape)))
                ? key.withLookup(GlobalKeyWish.newLookup(taken))
                : key);
    return shape.withUniqueKeys(keys);
  }

  private static boolean differs(String name, Table before, TableShape after) {
    Optional<Column> old = before.column(name);
    Column now = column(after.columns(), name);
    return old.isEmpty()
        || !old.get().type().equals(now.type())
        || !Objects.equals(old.get().collation(), now.collation());
  }

  /** Without the lookups of keys that each partition or copy keeps by itself. */
  TableShape needed(TableShape shape, Distribution distribution) {
    if (distribution instanceof Distribution.Reference) {
      return shape.withUniqueKeys(
          shape.uniqueKeys().stream().map(key -> key.withLookup(null)).toList());
    }
    if (!(distribution instanceof Distribution.Sharded sharded)) {
      return shape;
    }
    return shape.withUniqueKeys(
        shape.uniqueKeys().stream()
            .map(
                key ->
                    key.global() && key.columns().containsAll(sharded.columns())
                        ? key.withLookup(null)
                        : key)
            .toList());
  }

  /**
   * A changed table's keys, with the lookups that they had before.
   *
   * @param before with the names that its columns have now
   * @throws SQLException if a key has lost columns of its lookup
   */
  TableShape carried(Table before, TableShape after) throws SQLException {
    List<UniqueKey> keys = new ArrayList<>(after.uniqueKeys());
    for (UniqueKey known : before.globalKeys()) {
      checkNames(before, known, after);
      // A lookup serves one key: that of its name, else the first of its columns.
      keys.stream()
          .filter(key -> !key.primary() && key.exact() && !key.global())
          .filter(key -> same(known.columns(), key.columns()))
          .min(Comparator.comparing(key -> !key.name().equals(known.name())))
          .ifPresent(key -> keys.set(keys.indexOf(key), key.withLookup(known.lookup())));
    }
    return after.withUniqueKeys(keys);
  }

  /** A key that is still there, but some of whose columns are gone. */
  private void checkNames(Table before, UniqueKey known, TableShape after) throws SQLException {
    boolean there =
        after.uniqueKeys().stream()
            .anyMatch(key -> key.name().equals(known.name()) && !key.primary());
    for (String name : known.columns()) {
      if (there && after.columns().stream().noneMatch(now -> same(now.name(), name))) {
        throw CanopyError.GLOBAL_KEY_WRITE.with(
            "dropping column '" + name + "'", before.name(), known.name(), "drop the key first");
      }
    }
  }

  /**
   * Refuses keys that can't be kept. One that is there stays where the table loses its primary key:
   * tools drop that to add another. Writes that would need it are refused until it comes.
   *
   * @param before the table as it was, with the names that its columns have now; null for a new one
   */
  void check(
      TableShape shape,
      Distribution distribution,
      List<ForeignKey> foreignKeys,
      @Nullable Table before)
      throws SQLException {
    for (UniqueKey key : shape.uniqueKeys()) {
      if (!key.global()) {
        continue;
      }
      if (!(distribution instanceof Distribution.Sharded)
          || (!isIn(before, key)
              && shape.uniqueKeys().stream().noneMatch(own -> findsRows(shape, own)))) {
        throw refused(key.name(), "its table needs a primary key, by which rows are found");
      }
      for (String name : key.columns()) {
        Column column = column(shape.columns(), name);
        Optional<String> refusal = ShardKey.refusal(engine, List.of(column));
        if (refusal.isPresent()) {
          throw refused(key.name(), refusal.get());
        }
        if (column.generated() || shape.selfUpdating().contains(name)) {
          throw refused(key.name(), "the engine computes the column " + name);
        }
        if (engine == Engine.MYSQL && column.type().startsWith("timestamp")) {
          throw refused(key.name(), "what a TIMESTAMP reads as depends on the time zone");
        }
        if (column.autoIncrement()) {
          throw refused(key.name(), "the cluster issues the values of " + name);
        }
      }
      for (ForeignKey foreign : foreignKeys) {
        if (foreign.follows()) {
          throw refused(
              key.name(),
              "the foreign key " + foreign.name() + " would change or delete rows by itself");
        }
      }
    }
  }

  private boolean isIn(@Nullable Table table, UniqueKey key) {
    return table != null
        && table.globalKeys().stream().anyMatch(known -> same(known.columns(), key.columns()));
  }

  /** Whether a key tells each row of a partition from all others. */
  private static boolean findsRows(TableShape shape, UniqueKey key) {
    return key.primary()
        || (key.exact()
            && !key.global()
            && !key.columns().isEmpty()
            && key.columns().stream().noneMatch(name -> column(shape.columns(), name).nullable()));
  }

  /** Refuses changes of columns that lookup tables have too. */
  void checkChange(Table before, TableShape after) throws SQLException {
    Set<String> known = lookups(List.of(before));
    for (UniqueKey key : after.uniqueKeys()) {
      if (!known.contains(String.valueOf(key.lookup()))) {
        continue;
      }
      for (String name : columns(key, before.distribution())) {
        Column old = column(before.columns(), name);
        Column now = column(after.columns(), name);
        if (!old.type().equals(now.type()) || !Objects.equals(old.collation(), now.collation())) {
          throw CanopyError.GLOBAL_KEY_WRITE.with(
              "changing the type of column '" + name + "'",
              before.name(),
              key.name(),
              "drop the key first");
        }
      }
    }
  }

  /** The columns of a key's lookup table: its own, then those of the shard key that are not. */
  static List<String> columns(UniqueKey key, Distribution distribution) {
    List<String> columns = new ArrayList<>(key.columns());
    if (distribution instanceof Distribution.Sharded sharded) {
      sharded.columns().stream().filter(name -> !columns.contains(name)).forEach(columns::add);
    }
    return columns;
  }

  /** The lookup tables that some key of a table has. */
  static Set<String> lookups(Iterable<Table> tables) {
    Set<String> lookups = new HashSet<>();
    for (Table table : tables) {
      for (UniqueKey key : table.uniqueKeys()) {
        if (key.lookup() != null) {
          lookups.add(key.lookup());
        }
      }
    }
    return lookups;
  }

  private static Column column(List<Column> columns, String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
  }

  private boolean same(List<String> one, List<String> other) {
    return one.size() == other.size()
        && IntStream.range(0, one.size()).allMatch(i -> same(one.get(i), other.get(i)));
  }

  private boolean same(String one, String other) {
    return switch (engine) {
      case MYSQL -> one.equalsIgnoreCase(other);
      case POSTGRESQL -> one.equals(other);
    };
  }

  private static SQLException refused(String key, String reason) {
    return CanopyError.GLOBAL_KEY.with(key, reason);
  }
}
