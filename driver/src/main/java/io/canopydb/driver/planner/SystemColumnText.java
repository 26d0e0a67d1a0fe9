package io.canopydb.driver.planner;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.SystemColumns.Kind;
import io.canopydb.driver.analyse.SystemColumns.Reference;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.plan.LeafSql;

/**
 * What a leaf gets in place of a system column, so that it means the same in all partitions.
 *
 * <p>The address of a row gets the partition into its block number: {@code block * partitions +
 * partition}. So it is the address of one row of the whole table, also where it is compared with
 * that of another partition, or comes back from the application. The table of a row is named as the
 * user knows it, by a type that is carried as text, since each leaf has another number for it.
 *
 * <p>All are written as a CASE whose ELSE names the column: PostgreSQL takes the label of an item
 * of the select list from there, and an outer query may name it. The condition keeps what an outer
 * join left out NULL.
 */
final class SystemColumnText {
  private SystemColumnText() {}

  /** In the tables of a partition. */
  static LeafSql onPartition(
      Reference column, Catalogue.Base base, int partitions, Dialect dialect) {
    String name = column.qualifier() + column.column();
    return switch (column.kind()) {
      case ADDRESS -> address(name, partitions);
      case TABLE -> LeafSql.of(table(name, base, dialect));
      case TRANSACTION -> LeafSql.of(name);
    };
  }

  /** In a table that has no partitions. */
  static LeafSql onShell(Reference column, Catalogue.Base base, Dialect dialect) {
    String name = column.qualifier() + column.column();
    return LeafSql.of(column.kind() == Kind.TABLE ? table(name, base, dialect) : name);
  }

  /** A column of its type, for the definition of a scratch table. */
  static String shape(Reference column, String name) {
    String type = column.kind() == Kind.TABLE ? "CAST(tableoid AS regclass)" : column.column();
    return type + " AS " + name;
  }

  /** In a scratch table. */
  static LeafSql inScratch(Reference column) {
    String own = column.qualifier() + column.column();
    String shipped = column.qualifier() + column.shipped();
    String otherwise = column.kind() == Kind.TABLE ? "CAST(" + own + " AS regclass)" : own;
    return LeafSql.of(
        "(CASE WHEN " + own + " IS NOT NULL THEN " + shipped + " ELSE " + otherwise + " END)");
  }

  /**
   * The address of a row of a partition, as one of the whole table. An address that is too high for
   * that is an error of the leaf, and never another row's.
   *
   * @param ctid the column
   */
  static LeafSql address(String ctid, int partitions) {
    String text = "CAST(" + ctid + " AS text)";
    return new LeafSql.Builder()
        .text("(CASE WHEN " + ctid + " IS NOT NULL THEN CAST('(' || (CAST(substring(" + text)
        .text(", '[0-9]+') AS bigint) * " + partitions + " + ")
        .part(new LeafSql.PartitionOrdinal())
        .text(") || substring(" + text + ", ',.*') AS tid) ELSE " + ctid + " END)")
        .build();
  }

  private static String table(String tableoid, Catalogue.Base base, Dialect dialect) {
    String schema = dialect.quoteName(dialect.shellNamespace(base.database())) + ".";
    // The row of a partitioned table is one of the table that PARTITION OF made.
    String own = "substring(CAST(CAST(" + tableoid + " AS regclass) AS text), '[^.]*$')";
    String name =
        base.table().name().contains(".")
            ? dialect.quoteText(schema + dialect.quoteName(base.table().name()))
            : dialect.quoteText(schema) + " || " + own;
    return "(CASE WHEN "
        + tableoid
        + " IS NOT NULL THEN CAST("
        + name
        + " AS regclass) ELSE CAST("
        + tableoid
        + " AS regclass) END)";
  }
}
