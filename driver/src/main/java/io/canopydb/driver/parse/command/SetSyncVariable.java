package io.canopydb.driver.parse.command;

/**
 * SET GLOBAL of a sync variable.
 *
 * @param value as text, without quotes
 */
public record SetSyncVariable(SyncVariable variable, String value) implements ClusterCommand {}
