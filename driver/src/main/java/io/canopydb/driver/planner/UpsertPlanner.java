package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.DuplicatesClause;
import io.canopydb.driver.parse.InsertText;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.KeyedLookup;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.plan.Upsert;
import io.canopydb.driver.plan.Upsert.Way;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.placement.ShardKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans what becomes of the duplicates of an INSERT, where the table has global keys. */
final class UpsertPlanner {
  private final Dialect dialect;
  private final Names names;
  private final InsertText insert;
  private final Tokens tail;
  private final DuplicatesClause clause;
  private final String database;
  private final Table table;
  private final List<LookupTable> lookups;
  private final List<String> identity;
  private final List<String> image = new ArrayList<>();

  /**
   * Reads nothing yet.
   *
   * @param tail the tokens behind the rows
   */
  UpsertPlanner(Dialect dialect, InsertText insert, Tokens tail, String database, Table table) {
    this.dialect = dialect;
    this.names = new Names(dialect.engine());
    this.insert = insert;
    this.tail = tail;
    this.clause = DuplicatesClause.read(tail);
    this.database = database;
    this.table = table;
    this.lookups = LookupTable.of(dialect, database, table);
    this.identity = KeyedWritePlanner.uniqueKey(table).map(UniqueKey::columns).orElse(List.of());
    image.addAll(identity);
    for (LookupTable lookup : lookups) {
      lookup.columns().stream().filter(name -> !image.contains(name)).forEach(image::add);
    }
  }

  /** The words by which a statement provides for duplicates; null where it does not. */
  static @Nullable String words(InsertText insert, Tokens tail) {
    if (insert.replace()) {
      return "REPLACE";
    }
    return switch (DuplicatesClause.read(tail).kind()) {
      case DUPLICATE_KEY -> "ON DUPLICATE KEY UPDATE";
      case CONFLICT -> "ON CONFLICT";
      case NONE -> insert.ignore() ? "INSERT IGNORE" : null;
    };
  }

  /** Whether the lookup tables have to tell which rows are duplicates. */
  static boolean needed(InsertText insert, Tokens tail, Table table) {
    return !table.globalKeys().isEmpty() && words(insert, tail) != null;
  }

  /** The rows with what becomes of duplicates. */
  InsertRows planned(InsertRows written) throws SQLException {
    PlacedRows rows = written.placed();
    Way way = way();
    List<UniqueKey> minded = minded(way);
    List<Upsert.Key> keys = new ArrayList<>();
    for (UniqueKey key : minded) {
      if (way != Way.SKIP || key.global()) {
        keys.add(key(key, rows));
      }
    }
    if (identity.isEmpty()) {
      throw refused("a table without a key by which rows are found", "give it a primary key");
    }
    refuseIdentity();
    if (insert.ignore() && way != Way.SKIP) {
      throw refused("IGNORE together with " + words(insert, tail), "leave IGNORE out");
    }
    PlacedRows plain =
        rows.with(plainHead(rows.head()), plainTail(), /* ignores= */ false, /* apart= */ false);
    Upsert upsert =
        new Upsert(
            way,
            plain,
            keys,
            identity,
            image.size(),
            select(identity, " FOR UPDATE"),
            deletion(),
            way == Way.UPDATE && mayFollow(),
            lookups.stream().map(this::follow).toList());
    PlacedRows apart = rows.with(rows.head(), rows.tail(), rows.ignore(), /* apart= */ true);
    return new InsertRows(apart, written.lookups(), upsert);
  }

  private Way way() {
    if (insert.replace()) {
      return Way.REPLACE;
    }
    return clause.update() >= 0 ? Way.UPDATE : Way.SKIP;
  }

  /** The keys whose duplicates the statement provides for. */
  private List<UniqueKey> minded(Way way) throws SQLException {
    int at = clause.target();
    if (at < 0) {
      for (UniqueKey key : table.uniqueKeys()) {
        if (!key.exact() && way != Way.SKIP) {
          throw refused(
              words(insert, tail)
                  + " beside the unique key "
                  + key.name()
                  + ", which has more"
                  + " than whole columns,",
              "UPDATE the row, and INSERT it where that finds none");
        }
      }
      return table.uniqueKeys();
    }
    List<UniqueKey> named;
    if (tail.is(at, "ON", "CONSTRAINT")) {
      String name = tail.identifier(at + 2);
      named = table.uniqueKeys().stream().filter(key -> key.name().equals(name)).toList();
    } else {
      Set<String> columns = targetColumns(at);
      named =
          table.uniqueKeys().stream().filter(key -> stored(key.columns()).equals(columns)).toList();
    }
    for (UniqueKey key : named) {
      if (!key.exact()) {
        throw refused(
            "ON CONFLICT of the unique key " + key.name() + ", which has more than whole columns,",
            "name another key");
      }
    }
    if (named.isEmpty()) {
      throw noSuchKey(at);
    }
    return named;
  }

  /** As PostgreSQL tells it. */
  private SQLException noSuchKey(int at) {
    return tail.is(at, "ON", "CONSTRAINT")
        ? new SQLException(
            "ERROR: constraint \""
                + tail.identifier(at + 2)
                + "\" for table \""
                + table.name()
                + "\" does not exist",
            "42704")
        : new SQLException(
            "ERROR: there is no unique or exclusion constraint matching the ON CONFLICT"
                + " specification",
            "42P10");
  }

  private Set<String> targetColumns(int open) throws SQLException {
    Set<String> columns = new HashSet<>();
    int close = tail.closing(open);
    for (int i = open + 1; i < close; i += 2) {
      boolean last = i + 1 == close || tail.isKind(i + 1, TokenKind.COMMA);
      if (!tail.isIdentifier(i) || !last) {
        throw refused("ON CONFLICT of more than names of columns", "name the columns of the key");
      }
      columns.add(names.stored(tail.identifier(i)));
    }
    return columns;
  }

  private Set<String> stored(List<String> columns) {
    Set<String> stored = new HashSet<>();
    columns.forEach(column -> stored.add(names.stored(column)));
    return stored;
  }

  private Upsert.Key key(UniqueKey key, PlacedRows rows) throws SQLException {
    List<Integer> cells = new ArrayList<>();
    for (String name : key.columns()) {
      Column column = table.column(name).orElseThrow();
      int cell = position(rows.columns(), name);
      if (cell < 0 || ShardKey.refusal(dialect.engine(), List.of(column)).isPresent()) {
        throw refused(
            words(insert, tail)
                + " beside the unique key "
                + key.name()
                + ", whose column "
                + name
                + " no value tells,",
            "UPDATE the row, and INSERT it where that finds none");
      }
      cells.add(cell);
    }
    LookupTable lookup = key.global() ? new LookupTable(dialect, database, table, key) : null;
    return new Upsert.Key(
        key,
        cells,
        select(key.columns(), ""),
        lookup == null
            ? null
            : new Upsert.Place(
                lookup.rows(),
                lookup.find(IntStream.range(0, cells.size()).boxed().toList()),
                lookup.shardKeyRow()));
  }

  private int position(List<String> columns, String name) {
    return IntStream.range(0, columns.size())
        .filter(i -> names.stored(columns.get(i)).equals(names.stored(name)))
        .findFirst()
        .orElse(-1);
  }

  private LeafSql.Builder own(String words) {
    return new LeafSql.Builder()
        .text(words)
        .part(new LeafSql.Namespace(database))
        .text("." + dialect.quoteName(table.name()));
  }

  private LeafSql select(List<String> by, String lock) {
    String columns = String.join(", ", image.stream().map(dialect::quoteName).toList());
    return where(own("SELECT " + columns + " FROM "), by).text(lock).build();
  }

  private LeafSql deletion() {
    return where(own("DELETE FROM "), identity).build();
  }

  private LeafSql.Builder where(LeafSql.Builder sql, List<String> columns) {
    String before = " WHERE ";
    for (int i = 0; i < columns.size(); i++) {
      sql.text(before + dialect.quoteName(columns.get(i)) + " = ").part(new LeafSql.RowValue(i));
      before = " AND ";
    }
    return sql;
  }

  private KeyedLookup follow(LookupTable lookup) {
    List<Integer> cells = lookup.columns().stream().map(image::indexOf).toList();
    List<Integer> nullable =
        lookup.columns().stream().filter(lookup::nullable).map(image::indexOf).toList();
    return new KeyedLookup(
        lookup.key(),
        lookup.rows(),
        cells,
        lookup.delete(cells),
        cells,
        nullable,
        lookup.insert(cells));
  }

  /** The head without what it says of duplicates. */
  private static LeafSql plainHead(LeafSql head) {
    LeafSql.Builder plain = new LeafSql.Builder().text("INSERT INTO ");
    head.parts().stream().skip(1).forEach(plain::part);
    return plain.build();
  }

  private LeafSql plainTail() {
    Tokens all = insert.tokens();
    for (int i = 0; i < all.size(); i++) {
      if (all.start(i) >= insert.tail().start() && all.depth(i) == 0 && all.is(i, "RETURNING")) {
        return new LeafSql.Builder()
            .text(" ")
            .all(Slots.in(all, all.start(i), insert.tail().end()))
            .build();
      }
    }
    return LeafSql.of("");
  }

  /** Whether the assignments may name a column of a lookup table. */
  private boolean mayFollow() {
    Set<String> columns = new HashSet<>();
    lookups.forEach(lookup -> columns.addAll(stored(lookup.key().columns())));
    return clause.assigned().stream().map(names::stored).anyMatch(columns::contains);
  }

  /** A row must be found again after the update. */
  private void refuseIdentity() throws SQLException {
    Set<String> columns = stored(identity);
    for (String assigned : new KeptColumns(names, table, clause).changed()) {
      if (columns.contains(names.stored(assigned))) {
        throw refused(
            words(insert, tail) + " that sets " + assigned + ", by which rows are found,",
            "leave it out");
      }
    }
  }

  private SQLException refused(String form, String instead) {
    return CanopyError.GLOBAL_KEY_WRITE.with(
        form, table.name(), table.globalKeys().get(0).name(), instead);
  }
}
