package io.canopydb.proxy.wire.postgresql;

/**
 * A column of a result, as RowDescription has it.
 *
 * @param typeId the OID of its type
 * @param typeLength how many bytes its type has; -1 where they vary
 * @param modifier of its type; -1 for none
 */
record ResultColumn(String label, int typeId, int typeLength, int modifier) {}
