package io.canopydb.proxy.local.demo;

import io.canopydb.proxy.local.progress.Progress;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplier;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Makes TPC-H's rows and inserts them as any application would: by JDBC, in batches. The same scale
 * always gives the same rows.
 */
public final class TpchData {

  /** The scale of one supplier. */
  public static final double LEAST_SCALE = 0.0001;

  private static final int BATCH = 2_000;
  private static final int MONEY_SCALE = 2;

  /**
   * Comments are cut from a random text. The benchmark's own is 300 MB long, which takes longer to
   * make than all the rest; so comments, and they alone, differ from the benchmark's.
   */
  private static final int TEXT_SIZE = 5_000_000;

  private TpchData() {}

  /**
   * Makes TPC-H's tables anew in a connection's database and fills them.
   *
   * @param scale 1 is six million line items
   */
  public static void load(Connection connection, double scale, Progress progress)
      throws SQLException, IOException {
    TpchSchema.create(connection);
    fill(connection, scale, progress);
  }

  /**
   * Fills TPC-H's tables, which are there and empty.
   *
   * @param scale 1 is six million line items
   */
  public static void fill(Connection connection, double scale, Progress progress)
      throws SQLException {
    try (Progress.Bar bar = progress.bar("loading TPC-H", rows(scale))) {
      insertAll(connection, scale, bar);
    }
  }

  /** About how many rows there are: the number of items of an order varies. */
  private static long rows(double scale) {
    return 30 + Math.round(scale * (10_000 + 200_000 + 800_000 + 150_000 + 1_500_000 + 6_001_215));
  }

  /** Small tables first: whoever looks at a half loaded database sees something. */
  private static void insertAll(Connection connection, double scale, Progress.Bar bar)
      throws SQLException {
    Distributions words = Distributions.getDefaultDistributions();
    TextPool text = new TextPool(TEXT_SIZE, words);
    insert(connection, TpchTable.REGION, new RegionGenerator(words, text), bar);
    insert(connection, TpchTable.NATION, new NationGenerator(words, text), bar);
    insert(connection, TpchTable.SUPPLIER, new SupplierGenerator(scale, 1, 1, words, text), bar);
    insert(connection, TpchTable.PART, new PartGenerator(scale, 1, 1, words, text), bar);
    insert(connection, TpchTable.PART_SUPPLIER, partSuppliers(scale, text), bar);
    insert(connection, TpchTable.CUSTOMER, new CustomerGenerator(scale, 1, 1, words, text), bar);
    insert(connection, TpchTable.ORDERS, new OrderGenerator(scale, 1, 1, words, text), bar);
    insert(connection, TpchTable.LINE_ITEM, new LineItemGenerator(scale, 1, 1, words, text), bar);
  }

  static Iterable<PartSupplier> partSuppliers(double scale, TextPool text) {
    PartSupplierGenerator all = new PartSupplierGenerator(scale, 1, 1, text);
    return () ->
        StreamSupport.stream(all.spliterator(), false).filter(new OncePerPart()).iterator();
  }

  /**
   * Leaves out the suppliers that a part had before. The generator spreads a part's four evenly,
   * and where there are few suppliers (below scale 0.025) it may meet one again.
   */
  private static final class OncePerPart implements Predicate<PartSupplier> {
    private final Set<Long> suppliers = new HashSet<>();
    private long part;

    @Override
    public boolean test(PartSupplier row) {
      if (row.getPartKey() != part) {
        part = row.getPartKey();
        suppliers.clear();
      }
      return suppliers.add(row.getSupplierKey());
    }
  }

  private static <E extends TpchEntity> void insert(
      Connection connection, TpchTable<E> table, Iterable<E> rows, Progress.Bar bar)
      throws SQLException {
    List<TpchColumn<E>> columns = table.getColumns();
    try (PreparedStatement insert = connection.prepareStatement(insertSql(table))) {
      int pending = 0;
      for (E row : rows) {
        for (int i = 0; i < columns.size(); i++) {
          set(insert, i + 1, columns.get(i), row);
        }
        insert.addBatch();
        pending++;
        if (pending == BATCH) {
          insert.executeBatch();
          bar.add(pending);
          pending = 0;
        }
      }
      if (pending > 0) {
        insert.executeBatch();
        bar.add(pending);
      }
    }
  }

  private static String insertSql(TpchTable<?> table) {
    String names =
        table.getColumns().stream()
            .map(TpchColumn::getColumnName)
            .collect(Collectors.joining(", "));
    String values = String.join(", ", Collections.nCopies(table.getColumns().size(), "?"));
    return "INSERT INTO " + table.getTableName() + " (" + names + ") VALUES (" + values + ")";
  }

  private static <E extends TpchEntity> void set(
      PreparedStatement insert, int index, TpchColumn<E> column, E row) throws SQLException {
    switch (column.getType().getBase()) {
      case IDENTIFIER -> insert.setLong(index, column.getIdentifier(row));
      case INTEGER -> insert.setInt(index, column.getInteger(row));
      case VARCHAR -> insert.setString(index, column.getString(row));
      case DATE -> insert.setObject(index, LocalDate.ofEpochDay(column.getDate(row)));
      case DOUBLE ->
          insert.setBigDecimal(
              index,
              BigDecimal.valueOf(column.getDouble(row))
                  .setScale(MONEY_SCALE, RoundingMode.HALF_EVEN));
    }
  }
}
