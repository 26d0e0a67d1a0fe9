package io.canopydb.metadata.model;

import java.util.List;

/**
 * A view; aggregators plan it as its definition.
 *
 * @param name as the engine stores it
 * @param columns the names of its columns, in order
 * @param query the user's own text after AS
 */
public record View(String name, List<String> columns, String query) {

  public View {
    columns = List.copyOf(columns);
  }
}
