package io.canopydb.driver.execute;

import io.canopydb.driver.dispatch.PartitionText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A leaf statement ready to be sent.
 *
 * @param sql its text
 * @param parameters what its question marks stand for, in order
 * @param ordinal the partition that it names; negative where it names none, or several
 * @param several the partitions that it names, where they are several
 */
public record LeafText(String sql, List<Parameter> parameters, int ordinal, List<Integer> several)
    implements PartitionText {
  private static final int NONE = -1;

  /** A text that names no partition. */
  public LeafText(String sql, List<Parameter> parameters) {
    this(sql, parameters, NONE, List.of());
  }

  /** A text that names one. */
  public LeafText(String sql, List<Parameter> parameters, int ordinal) {
    this(sql, parameters, ordinal, List.of());
  }

  @Override
  public List<Integer> partitions() {
    return ordinal >= 0 ? List.of(ordinal) : several;
  }

  public void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).bind(statement, i + 1);
    }
  }
}
