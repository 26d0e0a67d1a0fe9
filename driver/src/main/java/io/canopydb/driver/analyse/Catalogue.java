package io.canopydb.driver.analyse;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.View;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What names mean to one session.
 *
 * @param database the session's database; null when none is selected
 * @param temporary the session's temporary tables, which hide others of the same name
 */
public record Catalogue(
    ClusterSnapshot snapshot, @Nullable String database, Set<String> temporary) {
  public Catalogue {
    temporary = Set.copyOf(temporary);
  }

  /** What the name of a table means. */
  public sealed interface Meaning {}

  /** A table of a logical database. */
  public record Base(String database, Table table) implements Meaning {}

  /** A view of a logical database. */
  public record OfView(String database, View view) implements Meaning {}

  /** A temporary table of the session. */
  public record Temporary() implements Meaning {}

  /** Nothing that Canopy keeps: a system table, or a name that does not exist. */
  public record Other() implements Meaning {}

  public Engine engine() {
    return snapshot.engine();
  }

  /**
   * The meaning of a name.
   *
   * @param parts the name's parts, unquoted
   */
  public Meaning resolve(List<String> parts) {
    String name = parts.get(parts.size() - 1);
    String home = database;
    if (parts.size() > 1) {
      String qualifier = parts.get(parts.size() - 2);
      switch (engine()) {
        case MYSQL -> home = qualifier;
        case POSTGRESQL -> {
          if (qualifier.equals("pg_temp")) {
            return new Temporary();
          }
          if (!qualifier.equals("public")) {
            return new Other();
          }
        }
      }
    } else if (temporary.contains(name)) {
      return new Temporary();
    }
    Database found = home == null ? null : snapshot.databases().get(home);
    if (found == null) {
      return new Other();
    }
    Table table = found.tables().get(name);
    if (table != null) {
      return new Base(found.name(), table);
    }
    View view = found.views().get(name);
    return view != null ? new OfView(found.name(), view) : new Other();
  }
}
