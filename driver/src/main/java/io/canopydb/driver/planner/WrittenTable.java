package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.KeyedWrite.KeyedTarget;
import io.canopydb.driver.plan.KeyedWrite.Move;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows a {@link io.canopydb.driver.plan.KeyedWrite} writes.
 *
 * @param identity the columns by which rows are found again, with their digest
 * @param alias how the statement's own text names it
 * @param firstCell where its cells begin in the query's rows
 * @param moves whether the statement sets its shard key
 * @param addressed whether rows are found again by their address, since no key tells them apart
 * @param lookups what its lookup tables need
 */
record WrittenTable(
    Question question,
    Catalogue.Base base,
    List<String> identity,
    String alias,
    int firstCell,
    boolean moves,
    boolean addressed,
    LookupWrites lookups) {

  /**
   * What the query must select: the identity, what tells whether a row has changed, and where rows
   * move all that they hold.
   */
  List<String> cells() {
    List<String> cells = new ArrayList<>();
    identity.forEach(column -> cells.add(qualified(column)));
    cells.add(state());
    if (moves) {
      stored().forEach(column -> cells.add(carried(column)));
      if (addressed) {
        shardKey().forEach(column -> cells.add(qualified(column)));
      }
    }
    return cells;
  }

  private List<String> shardKey() {
    return ((Distribution.Sharded) base.table().distribution()).columns();
  }

  /** The columns that hold what others are not computed from. */
  private List<Column> stored() {
    return base.table().columns().stream().filter(column -> !column.generated()).toList();
  }

  private String qualified(String column) {
    return alias + "." + question.dialect().quoteName(column);
  }

  /** As text, since parameters of some types can't be bound as what PostgreSQL calls them. */
  private String carried(Column column) {
    String name = CarriedColumn.sql(column, qualified(column.name()), question.dialect());
    return switch (question.dialect().engine()) {
      case MYSQL -> name;
      case POSTGRESQL -> "CAST(" + name + " AS text)";
    };
  }

  /**
   * A digest of the columns that the statement names, or of all where the row may move: a row that
   * has another one by the time it is written is not what the query saw.
   */
  private String state() {
    Names names = new Names(question.dialect().engine());
    Tokens tokens = question.text().tokens();
    Set<String> words = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i)) {
        words.add(names.stored(tokens.identifier(i)));
      }
    }
    List<String> named = new ArrayList<>();
    boolean all = moves || addressed;
    for (Column column : all ? stored() : base.table().columns()) {
      if (all
          || words.contains(names.stored(column.name()))
          || identity.contains(column.name())
          || lookups.has(column.name())) {
        named.add(qualified(column.name()));
      }
    }
    return question.dialect().digest(named);
  }

  /**
   * How one of its rows is written.
   *
   * @param set the assignments; null where the row is deleted
   * @param keyCells the cells of the shard key's new values, by the column as the engine stores its
   *     name
   * @param returning the list of RETURNING; null for none
   */
  KeyedTarget keyed(
      NestedPlanner others,
      @Nullable LeafSql set,
      Map<String, Integer> keyCells,
      @Nullable LeafSql returning)
      throws SQLException {
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < identity.size(); i++) {
      keys.add(firstCell + i);
    }
    return new KeyedTarget(
        placement(others, addressed ? List.of(base.table().columns().get(0).name()) : identity),
        keys,
        keys,
        statement(set, where(), returning),
        addressed,
        keyCells.isEmpty() ? null : move(others, keyCells, statement(set, arrived(), returning)),
        lookups.planned(set == null));
  }

  private LeafSql statement(@Nullable LeafSql set, LeafSql where, @Nullable LeafSql returning) {
    LeafSql.Builder sql = new LeafSql.Builder().text(set == null ? "DELETE FROM " : "UPDATE ");
    sql.all(name()).text(" AS " + alias);
    if (set != null) {
      sql.text(" SET ").all(set);
    }
    sql.all(where);
    if (returning != null) {
      sql.text(" RETURNING ").all(returning);
    }
    return sql.build();
  }

  private LeafSql name() {
    return base.table().distribution() instanceof Distribution.Reference
        ? LeafSql.of(Splice.shellName(base.database(), base.table().name(), question.dialect()))
        : new LeafSql.Builder()
            .part(new LeafSql.Namespace(base.database()))
            .text("." + question.dialect().quoteName(base.table().name()))
            .build();
  }

  /** Finds the row that the query saw. */
  private LeafSql where() {
    LeafSql.Builder sql = new LeafSql.Builder();
    String joint = " WHERE ";
    int cell = firstCell;
    for (String column : identity) {
      boolean nulls = base.table().column(column).filter(Column::nullable).isPresent();
      sql.text(joint + qualified(column) + (nulls ? " IS NOT DISTINCT FROM " : " = "))
          .part(new LeafSql.RowValue(cell++));
      joint = " AND ";
    }
    return sql.text(joint + state() + " = ").part(new LeafSql.RowValue(cell)).build();
  }

  /**
   * Finds the row where it has moved to. A row that has no key has another address there; but one
   * with its shard key as it was is there only if it has just come, and of several that are equal
   * any will do.
   */
  private LeafSql arrived() {
    if (!addressed) {
      return where();
    }
    String address = qualified(identity.get(0));
    return new LeafSql.Builder()
        .text(" WHERE " + address + " = (SELECT " + address + " FROM ")
        .all(name())
        .text(" AS " + alias + " WHERE " + state() + " = ")
        .part(new LeafSql.RowValue(firstCell + identity.size()))
        .text(" LIMIT 1)")
        .build();
  }

  private Move move(NestedPlanner others, Map<String, Integer> keyCells, LeafSql moved)
      throws SQLException {
    Names names = new Names(question.dialect().engine());
    List<Column> stored = stored();
    int first = firstCell + identity.size() + 1;
    LeafSql.Builder values = new LeafSql.Builder();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      columns.add(question.dialect().quoteName(stored.get(i).name()));
      values.text(i == 0 ? "" : ", ").part(new LeafSql.RowValue(first + i));
    }
    String overriding =
        switch (question.dialect().engine()) {
          case MYSQL -> "";
          case POSTGRESQL -> "OVERRIDING SYSTEM VALUE ";
        };
    LeafSql insert =
        new LeafSql.Builder()
            .text("INSERT" + question.dialect().asStored() + " INTO ")
            .all(name())
            .text(" (" + String.join(", ", columns) + ") " + overriding + "VALUES (")
            .all(values.build())
            .text(")")
            .build();
    LeafSql delete =
        new LeafSql.Builder()
            .text("DELETE FROM ")
            .all(name())
            .text(" AS " + alias)
            .all(where())
            .build();
    List<String> shardKey = shardKey();
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < shardKey.size(); i++) {
      Integer assigned = keyCells.get(names.stored(shardKey.get(i)));
      int own = addressed ? first + stored.size() + i : firstCell + place(names, shardKey.get(i));
      keys.add(assigned != null ? assigned : own);
    }
    return new Move(placement(others, shardKey), keys, delete, insert, moved);
  }

  /** A key by which rows are found contains the shard key. */
  private int place(Names names, String column) {
    return identity.stream().map(names::stored).toList().indexOf(names.stored(column));
  }

  /** How a row is placed by these columns. */
  private PlacedRows placement(NestedPlanner others, List<String> by) throws SQLException {
    String name = question.dialect().quoteName(base.table().name());
    String table =
        switch (question.dialect().engine()) {
          case MYSQL -> question.dialect().quoteName(base.database()) + "." + name;
          case POSTGRESQL -> name;
        };
    List<String> columns = by.stream().map(question.dialect()::quoteName).toList();
    String insert =
        "INSERT INTO "
            + table
            + " ("
            + String.join(", ", columns)
            + ") VALUES ("
            + String.join(", ", Collections.nCopies(columns.size(), "NULL"))
            + ")";
    if (others.insert(insert).root() instanceof InsertRows rows) {
      return rows.placed();
    }
    throw CanopyError.INTERNAL.with("no placement of " + base.table().name());
  }
}
