package io.canopydb.driver.execute;

import io.canopydb.metadata.placement.ValueSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** A value that Canopy computed or had a leaf compute. */
public record ObjectParameter(@Nullable Object value) implements Parameter {

  @Override
  public void bind(PreparedStatement statement, int index) throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      statement.setObject(index, value);
    }
  }

  @Override
  public ValueSource source() {
    return ValueSource.PARAMETER;
  }
}
