package io.canopydb.driver.execute;

import io.canopydb.driver.merge.Row;
import java.sql.ResultSet;

/** A row that still lies in a leaf's ResultSet, which stands on it. */
public interface LeafRow extends Row {

  /** The leaf's ResultSet; columns the application sees come first. */
  ResultSet resultSet();
}
