package io.canopydb.driver.execute;

import io.canopydb.driver.merge.ValuesCursor;
import io.canopydb.driver.merge.ValuesRow;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import javax.sql.rowset.RowSetMetaDataImpl;

/** Generated keys as Connector/J gives them. */
public final class GeneratedKeyRows {
  private GeneratedKeyRows() {}

  public static DescribedRows of(List<Object> issued) throws SQLException {
    RowSetMetaDataImpl keys = new KeyColumn();
    keys.setColumnCount(1);
    keys.setColumnName(1, "GENERATED_KEY");
    keys.setColumnLabel(1, "GENERATED_KEY");
    keys.setColumnType(1, Types.BIGINT);
    keys.setColumnTypeName(1, "BIGINT UNSIGNED");
    List<ValuesRow> ids = new ArrayList<>();
    issued.forEach(
        id ->
            ids.add(
                new ValuesRow(new Object[] {new BigInteger(Long.toUnsignedString((Long) id))})));
    return new DescribedRows(new ValuesCursor(ids), keys);
  }

  /** How Connector/J describes generated keys. */
  private static final class KeyColumn extends RowSetMetaDataImpl {
    private static final long serialVersionUID = 1L;

    @Override
    public String getColumnClassName(int column) {
      return BigInteger.class.getName();
    }

    @Override
    public boolean isSigned(int column) {
      return false;
    }
  }
}
