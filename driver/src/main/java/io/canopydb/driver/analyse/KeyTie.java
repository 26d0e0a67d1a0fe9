package io.canopydb.driver.analyse;

/**
 * What holds for each row of a sharded table that matters: a column of it equals a column of a row
 * of another table. So a row for which there is no such other row need not be read.
 *
 * @param column the column, as the engine compares names
 * @param other the id of the use of the other table
 * @param otherColumn the column of that, likewise
 */
public record KeyTie(String column, int other, String otherColumn) {}
