package io.canopydb.driver.execute;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A leaf statement ready to be sent.
 *
 * @param sql its text
 * @param parameters what its question marks stand for, in order
 */
public record LeafText(String sql, List<Parameter> parameters) {

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).bind(statement, i + 1);
    }
  }
}
