package io.canopydb.driver.local;

import io.canopydb.metadata.model.Engine;

/**
 * {@code jdbc:canopy:local:shop?engine=mysql&leaves=4&partitions=8&redundancy=1}, with defaults
 * filled in.
 */
public record LocalUrl(
    String database, Engine engine, int leaves, int partitions, int redundancy) {}
