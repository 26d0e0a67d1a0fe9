package io.canopydb.driver.analyse;

/**
 * A column of a sharded table by which a statement joins it.
 *
 * @param use the id of the table's use
 * @param column its name, as the engine compares names
 */
public record JoinColumn(int use, String column) {}
