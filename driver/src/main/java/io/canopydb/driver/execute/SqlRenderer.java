package io.canopydb.driver.execute;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.Slot;
import io.canopydb.driver.plan.Count;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Route;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills the holes of leaf texts. */
public final class SqlRenderer {
  /** A place in a text that takes no partition. */
  static final int NO_PARTITION = -1;

  /** A leaf statement takes 65,535 parameters at most, and others want some, too. */
  private static final int MOST_KEYS = 30_000;

  private final Dialect dialect;
  private final Bindings bindings;
  private final TableSizes sizes;
  private final Instant now;
  private final ScratchState scratch;
  private final List<SentValue> cells;

  SqlRenderer(Dialect dialect, Bindings bindings, TableSizes sizes, Instant now) {
    this(dialect, bindings, sizes, now, ScratchState.NONE, List.of());
  }

  private SqlRenderer(
      Dialect dialect,
      Bindings bindings,
      TableSizes sizes,
      Instant now,
      ScratchState scratch,
      List<SentValue> cells) {
    this.dialect = dialect;
    this.bindings = bindings;
    this.sizes = sizes;
    this.now = now;
    this.scratch = scratch;
    this.cells = cells;
  }

  /** A renderer that knows other scratch tables. */
  public SqlRenderer withScratch(ScratchState tables) {
    return new SqlRenderer(dialect, bindings, sizes, now, tables, cells);
  }

  /** A renderer of statements that write one row. */
  public SqlRenderer withRow(List<SentValue> row) {
    return new SqlRenderer(dialect, bindings, sizes, now, scratch, row);
  }

  /** A text with question marks, and the numbers of the slots that they stand for. */
  private record Template(String sql, int[] numbers) {}

  /**
   * The text for one partition, whose slots are JDBC parameters only: made once, and remembered.
   */
  public LeafText partition(LeafSql sql, int ordinal, int partitions) throws SQLException {
    if (!bindings.allParameters() || !plain(sql)) {
      return render(sql, ordinal);
    }
    Template template = sql.remembered(ordinal, partitions, () -> template(sql, ordinal));
    List<Parameter> parameters = new ArrayList<>(template.numbers().length);
    for (int number : template.numbers()) {
      parameters.add(required(bindings.parameter(number, 0)));
    }
    return new LeafText(template.sql(), parameters, ordinal);
  }

  private static boolean plain(LeafSql sql) {
    for (LeafSql.Part part : sql.parts()) {
      if (!(part instanceof LeafSql.Text
          || part instanceof LeafSql.Namespace
          || part instanceof LeafSql.PartitionOrdinal
          || part instanceof LeafSql.SlotText)) {
        return false;
      }
    }
    return true;
  }

  private Template template(LeafSql sql, int ordinal) {
    StringBuilder out = new StringBuilder();
    List<Integer> numbers = new ArrayList<>();
    for (LeafSql.Part part : sql.parts()) {
      if (part instanceof LeafSql.Text text) {
        out.append(text.sql());
      } else if (part instanceof LeafSql.Namespace namespace) {
        out.append(namespace(namespace, ordinal));
      } else if (part instanceof LeafSql.PartitionOrdinal) {
        out.append(ordinal);
      } else if (part instanceof LeafSql.SlotText slot) {
        out.append('?');
        numbers.add(slot.number());
      }
    }
    return new Template(out.toString(), numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  private String namespace(LeafSql.Namespace namespace, int ordinal) {
    return dialect.quoteName(dialect.partitionNamespace(namespace.database(), ordinal));
  }

  /** The text with what its slots hold now. */
  public LeafText render(LeafSql sql, int ordinal) throws SQLException {
    StringBuilder out = new StringBuilder();
    List<Parameter> parameters = new ArrayList<>();
    append(sql, ordinal, 0, named(), out, parameters);
    return inPartition(sql)
        ? new LeafText(out.toString(), parameters, ordinal)
        : new LeafText(out.toString(), parameters);
  }

  /** The statements of several partitions of one leaf, joined. */
  public LeafText union(Route route, List<Integer> ordinals) throws SQLException {
    StringBuilder sql = new StringBuilder();
    List<Parameter> parameters = new ArrayList<>();
    Map<String, Integer> named = named();
    if (ordinals.size() == 1) {
      append(route.sql(), ordinals.get(0), 0, named, sql, parameters);
      return new LeafText(sql.toString(), parameters, ordinals.get(0));
    }
    for (int i = 0; i < ordinals.size(); i++) {
      sql.append(sql.length() == 0 ? "(" : " UNION ALL (");
      append(route.sql(), ordinals.get(i), 0, named, sql, parameters);
      trimEnd(sql);
      sql.append(')');
    }
    LeafSql tail = route.unionTail();
    if (tail != null) {
      append(tail, 0, 0, named, sql, parameters);
    }
    return new LeafText(sql.toString(), parameters, -1, ordinals);
  }

  private static boolean inPartition(LeafSql sql) {
    for (LeafSql.Part part : sql.parts()) {
      if (part instanceof LeafSql.Namespace) {
        return true;
      }
    }
    return false;
  }

  /** A closing semicolon would stand within the brackets. */
  private static void trimEnd(StringBuilder sql) {
    int end = sql.length();
    while (end > 0 && (Character.isWhitespace(sql.charAt(end - 1)) || sql.charAt(end - 1) == ';')) {
      end--;
    }
    sql.setLength(end);
    // A comment to the end of the line would swallow the bracket.
    sql.append('\n');
  }

  /** Appends a text; {@code row} says which row the numbers of a row's slots mean. */
  public void append(
      LeafSql sql, int ordinal, int row, StringBuilder out, List<Parameter> parameters)
      throws SQLException {
    append(sql, ordinal, row, named(), out, parameters);
  }

  /** How often a statement has named each scratch table. */
  private Map<String, Integer> named() {
    return scratch.isEmpty() ? Map.of() : new HashMap<>();
  }

  private void append(
      LeafSql sql,
      int ordinal,
      int row,
      Map<String, Integer> named,
      StringBuilder out,
      List<Parameter> parameters)
      throws SQLException {
    for (LeafSql.Part part : sql.parts()) {
      if (part instanceof LeafSql.Text text) {
        out.append(text.sql());
      } else if (part instanceof LeafSql.Namespace namespace) {
        out.append(namespace(namespace, ordinal));
      } else if (part instanceof LeafSql.PartitionOrdinal) {
        out.append(ordinal);
      } else if (part instanceof LeafSql.SlotText slot) {
        slot(slot.number(), row, out, parameters);
      } else if (part instanceof LeafSql.EachRow each) {
        for (int i = 0; i < Math.max(1, bindings.shape().rows().count()); i++) {
          out.append(i == 0 ? "" : ", ");
          append(each.row(), ordinal, i, named, out, parameters);
        }
      } else if (part instanceof LeafSql.Label label) {
        out.append(dialect.quoteName(label(label.text())));
      } else if (part instanceof LeafSql.Scratch table) {
        ScratchName name = scratchName(table.id());
        int copy = named.merge(name.stem(), 1, Integer::sum) - 1;
        out.append(name.whole(copy, dialect));
      } else if (part instanceof LeafSql.PartitionScratch table) {
        ScratchName name = scratchName(table.id());
        int copy = named.merge(name.stem() + "_p" + ordinal, 1, Integer::sum) - 1;
        out.append(name.ofPartition(ordinal, copy, dialect));
      } else if (part instanceof LeafSql.AmongKeys among) {
        amongKeys(among, out, parameters);
      } else if (part instanceof LeafSql.RowLimit limit) {
        out.append(rowLimit(limit));
      } else if (part instanceof LeafSql.RowValue value) {
        out.append('?');
        parameters.add(cells.get(value.cell()));
      } else if (part instanceof LeafSql.TableSizes) {
        out.append(sizes.sql());
      } else if (part instanceof LeafSql.PresentInstant) {
        out.append('?');
        parameters.add(new ObjectParameter(now.atOffset(ZoneOffset.UTC)));
      }
    }
  }

  /** The text as MySQL shows it; a parameter has no value in it. */
  private String label(LeafSql text) throws SQLException {
    StringBuilder out = new StringBuilder();
    append(text, NO_PARTITION, 0, Map.of(), out, new ArrayList<>());
    return LeafSql.Label.shown(out.toString());
  }

  private void amongKeys(LeafSql.AmongKeys among, StringBuilder out, List<Parameter> parameters) {
    List<SentValue> keys = scratch.keys().get(among.keys());
    if (keys == null || parameters.size() + keys.size() > MOST_KEYS) {
      out.append("1 = 1");
    } else if (keys.isEmpty()) {
      out.append("1 = 0");
    } else {
      out.append(among.column()).append(" IN (").append("?, ".repeat(keys.size() - 1)).append("?)");
      parameters.addAll(keys);
    }
  }

  private ScratchName scratchName(int id) throws SQLException {
    ScratchName name = scratch.names().get(id);
    if (name == null) {
      throw CanopyError.INTERNAL.with("a scratch table without a name");
    }
    return name;
  }

  public void slot(int number, int row, StringBuilder out, List<Parameter> parameters)
      throws SQLException {
    Slot slot = bindings.slot(number, row);
    if (slot instanceof Slot.Literal literal) {
      // A minus before it would make a comment of two.
      if (literal.sql().startsWith("-")
          && out.length() > 0
          && out.charAt(out.length() - 1) == '-') {
        out.append(' ');
      }
      out.append(literal.sql());
    } else {
      out.append('?');
      parameters.add(required(bindings.parameter(number, row)));
    }
  }

  private static Parameter required(@org.jspecify.annotations.Nullable Parameter parameter)
      throws SQLException {
    if (parameter == null) {
      throw CanopyError.INTERNAL.with("a slot without a parameter");
    }
    return parameter;
  }

  private String rowLimit(LeafSql.RowLimit part) throws SQLException {
    long limit = count(part.limit(), Long.MAX_VALUE);
    long offset = count(part.offset(), 0);
    return Long.toString(limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : limit + offset);
  }

  /** The number that a count stands for now. */
  public long count(Count count, long ifNone) throws SQLException {
    if (count instanceof Count.Fixed fixed) {
      return fixed.value();
    }
    if (count instanceof Count.InSlot slot) {
      Object value = bindings.value(slot.number(), 0);
      if (value == null) {
        return ifNone;
      }
      long number = number(value);
      if (number < 0) {
        throw CanopyError.INVALID_ARGUMENT.with(
            "LIMIT and OFFSET take whole numbers from 0", "correct the value");
      }
      return number;
    }
    return ifNone;
  }

  /** The number that a value stands for; negative where it is none. */
  private long number(Object value) {
    BigDecimal exact;
    try {
      exact = new BigDecimal(value.toString().trim());
    } catch (NumberFormatException e) {
      return -1;
    }
    BigInteger whole =
        switch (dialect.engine()) {
          // A fraction is no number of rows to it.
          case MYSQL ->
              exact.stripTrailingZeros().scale() > 0
                  ? BigInteger.ONE.negate()
                  : exact.toBigInteger();
          case POSTGRESQL -> exact.setScale(0, RoundingMode.HALF_UP).toBigInteger();
        };
    // MySQL's manual says 18446744073709551615 for all rows.
    return whole.bitLength() <= 63 ? whole.longValue() : whole.signum() < 0 ? -1 : Long.MAX_VALUE;
  }
}
