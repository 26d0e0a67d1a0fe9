package io.canopydb.driver.plan;

/**
 * The values that a column of a scratch table has, kept while it is filled.
 *
 * @param ship the number of the scratch table
 * @param column the position of the column in it, from 0
 */
public record KeptKeys(int ship, int column) {}
