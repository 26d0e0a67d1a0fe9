package io.canopydb.driver.execute;

import java.util.List;

/**
 * How one execution is to be done; JDBC's own words and units.
 *
 * @param fetchSize rows to fetch at a time; 0 for the leaf driver's way
 * @param maxRows at most so many rows; 0 for all
 * @param queryTimeoutSeconds 0 for none
 * @param resultSetType a constant of java.sql.ResultSet
 * @param resultSetConcurrency a constant of java.sql.ResultSet
 * @param generatedKeys which generated keys are to be returned
 */
public record ExecuteOptions(
    int fetchSize,
    long maxRows,
    int queryTimeoutSeconds,
    int resultSetType,
    int resultSetConcurrency,
    GeneratedKeys generatedKeys) {

  /** Forward-only, read-only, nothing limited, no keys. */
  public static final ExecuteOptions DEFAULT =
      new ExecuteOptions(
          0,
          0,
          0,
          java.sql.ResultSet.TYPE_FORWARD_ONLY,
          java.sql.ResultSet.CONCUR_READ_ONLY,
          new GeneratedKeys.None());

  /** The same, but that rows are not streamed. */
  public ExecuteOptions unstreamed() {
    return fetchSize == 0
        ? this
        : new ExecuteOptions(
            0, maxRows, queryTimeoutSeconds, resultSetType, resultSetConcurrency, generatedKeys);
  }

  /** Which generated keys an INSERT returns. */
  public sealed interface GeneratedKeys {
    /** None. */
    record None() implements GeneratedKeys {}

    /** Whatever the engine's driver returns for RETURN_GENERATED_KEYS. */
    record All() implements GeneratedKeys {}

    /** These columns. */
    record Columns(List<String> names) implements GeneratedKeys {
      public Columns {
        names = List.copyOf(names);
      }
    }
  }
}
