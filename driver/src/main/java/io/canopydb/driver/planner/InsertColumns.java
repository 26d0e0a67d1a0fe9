package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.Names;
import io.canopydb.driver.analyse.SystemColumns;
import io.canopydb.driver.analyse.TableUse;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.InsertText;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.SequenceName;
import io.canopydb.driver.parse.SessionCall;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.ValuesRows;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.LookupRows;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.placement.ShardKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The column list of one INSERT, as it is and as it is sent, with the cells of its rows. Columns
 * that decide where a row lies, or whose values the cluster issues, are added to it where the user
 * left them out.
 */
final class InsertColumns {
  private final Dialect dialect;
  private final Names names;
  private final ResultTypes types;
  private final boolean zeroAsks;
  private final InsertText insert;
  private final Catalogue.Base base;
  private final Table table;
  private final boolean reference;
  private final List<String> given = new ArrayList<>();
  private final List<Column> added = new ArrayList<>();

  /** The cells that a query is to give first. */
  private final List<String> queried = new ArrayList<>();

  private final int partitions;
  private final boolean spread;

  /** Whether the values of all unique keys must be known before a row is sent. */
  private boolean upserts;

  /**
   * Reads nothing yet.
   *
   * @param zeroAsks whether 0 asks MySQL for a new AUTO_INCREMENT value
   * @param partitions how many the table's database has
   * @param spread whether subqueries read rows of partitions
   */
  InsertColumns(
      Dialect dialect,
      Names names,
      ResultTypes types,
      boolean zeroAsks,
      InsertText insert,
      Catalogue.Base base,
      int partitions,
      boolean spread) {
    this.partitions = partitions;
    this.dialect = dialect;
    this.names = names;
    this.types = types;
    this.zeroAsks = zeroAsks;
    this.spread = spread;
    this.insert = insert;
    this.base = base;
    this.table = base.table();
    this.reference = table.distribution() instanceof Distribution.Reference;
  }

  /** Whether the rows that are written are given back. */
  static boolean returning(Dialect dialect, InsertText insert) {
    Tokens tokens = insert.tokens();
    return dialect.engine() == Engine.POSTGRESQL && tokens.indexOfWord(0, "RETURNING", 0) >= 0;
  }

  /** The cells that a query is to give first; known when the rows have been built. */
  List<String> queried() {
    return queried;
  }

  InsertRows build(Tokens tail) throws SQLException {
    readGiven();
    upserts = UpsertPlanner.needed(insert, tail, table);
    ShardKey key =
        table.distribution() instanceof Distribution.Sharded
            ? ShardKey.of(dialect.engine(), table)
            : null;
    Column auto = table.autoIncrementColumn().orElse(null);
    for (Column column : table.columns()) {
      if (!named(column) && mustBeSent(column, key, auto)) {
        added.add(column);
      }
    }
    List<PlacedRows.Row> rows = new ArrayList<>();
    for (int row = 0; row < insert.rows().count(); row++) {
      rows.add(row(row, key, auto));
    }
    List<Integer> keyPositions = new ArrayList<>();
    if (key != null) {
      key.columns().forEach(column -> keyPositions.add(position(column.name())));
    }
    PlacedRows.IssuedColumn issued =
        auto == null || position(auto.name()) < 0
            ? null
            : new PlacedRows.IssuedColumn(
                auto.name(),
                position(auto.name()),
                dialect.engine() == Engine.MYSQL,
                dialect.engine() == Engine.MYSQL && zeroAsks);
    boolean singly = insert.ignore() || insert.replace() || hasWords(tail);
    LeafSql tailSql = tail(tail);
    PlacedRows placed =
        new PlacedRows(
            base.database(),
            table,
            key,
            sent(),
            head(auto),
            rows,
            tailSql,
            keyPositions,
            issued,
            singly,
            returning(dialect, insert),
            presentTime(),
            insert.ignore());
    return new InsertRows(placed, lookups(), /* upsert= */ null);
  }

  /** What follows the rows, with the table's system columns as a partition gives them. */
  private LeafSql tail(Tokens tail) {
    String alias = alias();
    String name = alias.isEmpty() ? table.name() : alias.substring(" AS ".length());
    TableUse use = new TableUse(0, new Span(0, 0), name, base, false);
    int start = insert.tail().start();
    int at = start;
    LeafSql.Builder out = new LeafSql.Builder();
    for (SystemColumns.Reference column : SystemColumns.in(tail, List.of(use), dialect.engine())) {
      out.all(Slots.in(insert.tokens(), at, start + column.span().start()));
      out.all(
          reference
              ? SystemColumnText.onShell(column, base, dialect)
              : SystemColumnText.onPartition(column, base, partitions, dialect));
      at = start + column.span().end();
    }
    return out.all(Slots.in(insert.tokens(), at, insert.tail().end())).build();
  }

  private List<String> sent() {
    List<String> sent = new ArrayList<>(given);
    added.forEach(column -> sent.add(column.name()));
    return sent;
  }

  private List<LookupRows> lookups() {
    List<LookupRows> lookups = new ArrayList<>();
    for (LookupTable lookup : LookupTable.of(dialect, base.database(), table)) {
      List<Integer> cells = lookup.columns().stream().map(this::position).toList();
      List<Integer> nullable =
          lookup.columns().stream().filter(lookup::nullable).map(this::position).toList();
      lookups.add(new LookupRows(lookup.key(), lookup.rows(), cells, nullable));
    }
    return lookups;
  }

  /** Whether a column's value must be known before the row is sent. */
  private boolean decides(Column column, @Nullable ShardKey key) {
    return (key != null
            && key.columns().stream().anyMatch(part -> same(part.name(), column.name())))
        || table.uniqueKeys().stream()
            .anyMatch(
                unique -> (upserts || unique.global()) && unique.columns().contains(column.name()));
  }

  private boolean hasWords(Tokens tail) {
    return tail.size() > 0;
  }

  private void readGiven() throws SQLException {
    int width = insert.rows().width(0);
    if (!insert.columnNames().isEmpty() || (insert.columns() != null && width == 0)) {
      for (String name : insert.columnNames()) {
        if (table.column(name).isEmpty()) {
          throw CanopyError.UNKNOWN_COLUMN.with(name);
        }
        given.add(name);
      }
      return;
    }
    if (dialect.engine() == Engine.MYSQL && width != 0 && width != table.columns().size()) {
      // Some may be invisible; else the number of values is wrong.
      LeafSql all = LeafSql.of("SELECT * FROM " + insert.table().of(insert.tokens().text()));
      types.of(all).forEach(column -> given.add(column.label()));
      return;
    }
    for (Column column : table.columns()) {
      if (given.size() < width) {
        given.add(column.name());
      }
    }
  }

  private boolean named(Column column) {
    return given.stream().anyMatch(name -> same(name, column.name()));
  }

  private boolean same(String left, String right) {
    return names.stored(left).equals(names.stored(right));
  }

  private int position(String name) {
    for (int i = 0; i < given.size(); i++) {
      if (same(given.get(i), name)) {
        return i;
      }
    }
    for (int i = 0; i < added.size(); i++) {
      if (same(added.get(i).name(), name)) {
        return given.size() + i;
      }
    }
    return -1;
  }

  private boolean mustBeSent(Column column, @Nullable ShardKey key, @Nullable Column auto) {
    if (column.generated()) {
      return false;
    }
    if (decides(column, key) || column == auto || takesFromSequence(column)) {
      return true;
    }
    if (atOneInstant(column)) {
      return true;
    }
    // The default of a copy must be the value of all copies.
    return reference
        && column.defaultExpression() != null
        && VolatileFunctions.anyIn(Lexer.lex(column.defaultExpression(), insert.tokens().rules()))
        && !(dialect.engine() == Engine.MYSQL && !eachCall(column.defaultExpression()));
  }

  /** Whether its default is the present time, which must be the same for rows on several leaves. */
  private boolean atOneInstant(Column column) {
    return dialect.engine() == Engine.POSTGRESQL
        && !reference
        && insert.rows().count() > 1
        && column.defaultExpression() != null
        && !PresentTime.calls(Lexer.lex(column.defaultExpression(), insert.tokens().rules()))
            .isEmpty();
  }

  private boolean eachCall(String expression) {
    return VolatileFunctions.eachCallIn(Lexer.lex(expression, insert.tokens().rules()));
  }

  private PlacedRows.Row row(int row, @Nullable ShardKey key, @Nullable Column auto)
      throws SQLException {
    ValuesRows rows = insert.rows();
    if (rows.width(row) != given.size()) {
      throw CanopyError.COLUMN_COUNT.with(row + 1, rows.width(row), given.size());
    }
    List<PlacedRows.Cell> cells = new ArrayList<>(given.size() + added.size());
    for (int i = 0; i < given.size(); i++) {
      String name = given.get(i);
      Column column = table.column(name).orElseThrow();
      cells.add(cell(row, i, column, key, auto));
    }
    for (Column column : added) {
      cells.add(column == auto ? new PlacedRows.IssuedCell() : defaultOf(column));
    }
    return new PlacedRows.Row(cells);
  }

  private PlacedRows.Cell cell(
      int row, int index, Column column, @Nullable ShardKey key, @Nullable Column auto)
      throws SQLException {
    ValuesRows rows = insert.rows();
    Span span = rows.span(row, index);
    boolean ofKey = decides(column, key);
    return switch (rows.kind(row, index)) {
      case PARAMETER, LITERAL -> new PlacedRows.SlotCell(rows.slot(row, index) + 1);
      case NULL ->
          auto != null && same(auto.name(), column.name()) && dialect.engine() == Engine.MYSQL
              ? new PlacedRows.IssuedCell()
              : new PlacedRows.NullCell();
      case DEFAULT ->
          auto != null && same(auto.name(), column.name())
              ? new PlacedRows.IssuedCell()
              : ofKey || reference || takesFromSequence(column)
                  ? defaultOf(column)
                  : new PlacedRows.TextCell(LeafSql.of("DEFAULT"));
      case EXPRESSION -> {
        LeafSql sql = Slots.in(insert.tokens(), span.start(), span.end());
        Tokens tokens = Lexer.lex(span.of(insert.tokens().text()), insert.tokens().rules());
        if (spread && hasSubquery(tokens)) {
          queried.add(span.of(insert.tokens().text()));
          yield new PlacedRows.QueriedCell(queried.size() - 1);
        }
        boolean once =
            ofKey
                || (auto != null && same(auto.name(), column.name()))
                || (reference && VolatileFunctions.eachCallIn(tokens))
                || (dialect.engine() == Engine.POSTGRESQL
                    && (VolatileFunctions.presentIn(tokens)
                        && (reference || insert.rows().count() > 1)));
        yield once ? new PlacedRows.EvaluatedCell(sql) : new PlacedRows.TextCell(sql);
      }
    };
  }

  private static boolean hasSubquery(Tokens tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.is(i, "SELECT")) {
        return true;
      }
    }
    return false;
  }

  /** A leaf's own sequence would give what another leaf gives too. */
  private boolean takesFromSequence(Column column) {
    String expression = column.defaultExpression();
    return switch (dialect.engine()) {
      case MYSQL -> false;
      case POSTGRESQL ->
          expression != null
              && expression.contains("nextval")
              && SessionCall.in(Lexer.lex(expression, insert.tokens().rules())).stream()
                  .anyMatch(call -> call.function() == SessionCall.Function.NEXTVAL);
    };
  }

  private PlacedRows.Cell defaultOf(Column column) throws SQLException {
    String expression = column.defaultExpression();
    if (expression != null && takesFromSequence(column)) {
      String sequence =
          column.autoIncrement()
              ? table.name() + "." + column.name()
              : SequenceName.ofDefault(expression)
                  .orElseThrow(
                      () ->
                          CanopyError.UNSUPPORTED.with(
                              "a default that computes with nextval(), of column " + column.name(),
                              "give the column a value"));
      return new PlacedRows.SequenceCell(sequence);
    }
    if (expression == null || expression.toUpperCase(Locale.ROOT).equals("NULL")) {
      return new PlacedRows.NullCell();
    }
    return atOneInstant(column)
        ? new PlacedRows.TextCell(PresentTime.in(expression, insert.tokens().rules()))
        : new PlacedRows.EvaluatedCell(LeafSql.of(expression));
  }

  /** All before the first row: the text, with the namespace, and the column list that is sent. */
  private LeafSql head(@Nullable Column auto) {
    String text = insert.tokens().text();
    LeafSql.Builder out = new LeafSql.Builder();
    out.text(text.substring(insert.head().start(), insert.table().start()));
    if (reference) {
      out.text(Splice.shellName(base.database(), table.name(), dialect));
    } else {
      out.part(new LeafSql.Namespace(base.database()));
      out.text("." + dialect.quoteName(table.name()));
    }
    StringBuilder list = new StringBuilder(" (");
    for (String name : sent()) {
      list.append(list.length() == 2 ? "" : ", ").append(dialect.quoteName(name));
    }
    list.append(") ");
    String valuesHead = insert.valuesHead();
    Tokens head = Lexer.lex(valuesHead, insert.tokens().rules());
    String between = between(head);
    out.text(alias()).text(list).text(between);
    boolean overriding =
        auto != null
            && dialect.engine() == Engine.POSTGRESQL
            && allIssued(auto)
            && !between.toUpperCase(Locale.ROOT).contains("OVERRIDING");
    return out.text(overriding ? "OVERRIDING SYSTEM VALUE VALUES " : "VALUES ").build();
  }

  private boolean presentTime() {
    return VolatileFunctions.presentIn(insert.tokens())
        || table.columns().stream()
            .anyMatch(
                column ->
                    column.defaultExpression() != null
                        && VolatileFunctions.presentIn(
                            Lexer.lex(column.defaultExpression(), insert.tokens().rules())));
  }

  /**
   * Whether the cluster issues all its values; one of the user's own is for the engine to judge.
   */
  private boolean allIssued(Column auto) {
    int position = position(auto.name());
    if (position < 0) {
      return false;
    }
    for (int row = 0; row < insert.rows().count() && position < given.size(); row++) {
      if (insert.rows().kind(row, position) != ValuesRows.Cell.DEFAULT) {
        return false;
      }
    }
    return true;
  }

  /** What stands between the column list and VALUES: OVERRIDING .. VALUE. */
  private String between(Tokens head) {
    for (int i = 0; i < head.size(); i++) {
      if (head.is(i, "OVERRIDING")) {
        return "OVERRIDING " + head.text(i + 1) + " VALUE ";
      }
    }
    return "";
  }

  /** PostgreSQL: INSERT INTO t AS x. */
  private String alias() {
    Tokens tokens = insert.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.start(i) >= insert.table().end()) {
        return tokens.is(i, "AS") ? " AS " + tokens.text(i + 1) : "";
      }
    }
    return "";
  }
}
