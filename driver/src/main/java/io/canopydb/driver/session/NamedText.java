package io.canopydb.driver.session;

import java.util.List;

/**
 * What PREPARE of SQL gave a name.
 *
 * @param types those declared for PostgreSQL's parameters
 */
record NamedText(String sql, List<String> types) {
  NamedText {
    types = List.copyOf(types);
  }
}
