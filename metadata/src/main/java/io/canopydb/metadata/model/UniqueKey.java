package io.canopydb.metadata.model;

import java.util.List;

/**
 * A primary or unique key.
 *
 * @param name the engine's name of it
 * @param primary whether it is the primary key
 * @param columns its columns in order
 */
public record UniqueKey(String name, boolean primary, List<String> columns) {

  public UniqueKey {
    columns = List.copyOf(columns);
  }
}
