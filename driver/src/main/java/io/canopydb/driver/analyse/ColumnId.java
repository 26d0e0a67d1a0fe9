package io.canopydb.driver.analyse;

/**
 * A column of one source of rows.
 *
 * @param source the source's number in the statement
 * @param column the column's name, folded as the engine compares names
 */
record ColumnId(int source, String column) {}
