package io.canopydb.driver.execute;

import io.canopydb.driver.merge.RowCursor;
import java.sql.ResultSetMetaData;

/** Rows with their columns. */
public record DescribedRows(RowCursor cursor, ResultSetMetaData metaData) {}
