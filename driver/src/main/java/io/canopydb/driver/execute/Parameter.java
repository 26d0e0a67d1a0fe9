package io.canopydb.driver.execute;

import io.canopydb.metadata.placement.ValueSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The value of one JDBC parameter, as the application set it. It is bound to leaf statements by the
 * very setter that the application called, so that the leaf's driver converts it as it always does;
 * it may be bound any number of times.
 */
public interface Parameter {

  /** Sets this value on a leaf's statement. */
  void bind(PreparedStatement statement, int index) throws SQLException;

  /** The value, to choose partitions by; null for SQL NULL. */
  @Nullable Object value();

  /** How it was set, which decides what the value says about the one that reaches the engine. */
  ValueSource source();
}
