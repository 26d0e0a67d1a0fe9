package io.canopydb.driver.planner;

import io.canopydb.driver.plan.LeafSql;
import java.sql.SQLException;
import java.util.List;

/** Asks a leaf what a query over the shell gives. */
public interface ResultTypes {

  /**
   * A column of a result.
   *
   * @param jdbcType a constant of java.sql.Types
   * @param typeName the engine's name of the type, in lower case
   * @param signed whether numbers have a sign
   * @param label the column's label
   */
  record ResultType(int jdbcType, String typeName, boolean signed, String label) {}

  /** The columns of a query, which has no holes but slots. */
  List<ResultType> of(LeafSql query) throws SQLException;

  /** Whether the database's default collation orders strings by their code points. */
  boolean codePointOrder() throws SQLException;
}
