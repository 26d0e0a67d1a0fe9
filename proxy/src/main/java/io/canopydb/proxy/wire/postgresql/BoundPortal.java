package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.front.Portal;
import io.canopydb.driver.session.Completion;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement with its values, and its rows once it runs. Used by one thread. */
final class BoundPortal {
  private final String name;
  private final PreparedText prepared;
  private final @Nullable Parameter[] parameters;
  private final Formats formats;
  private @Nullable Portal rows;
  private List<ResultColumn> columns = List.of();
  private boolean ran;
  private @Nullable Completion ended;

  BoundPortal(
      String name, PreparedText prepared, @Nullable Parameter[] parameters, Formats formats) {
    this.name = name;
    this.prepared = prepared;
    this.parameters = parameters;
    this.formats = formats;
  }

  String name() {
    return name;
  }

  PreparedText prepared() {
    return prepared;
  }

  @Nullable Parameter[] parameters() {
    return parameters;
  }

  Formats formats() {
    return formats;
  }

  /** Its rows, while there may be more; null before it runs and after its end. */
  @Nullable Portal rows() {
    return rows;
  }

  List<ResultColumn> columns() {
    return columns;
  }

  void opened(Portal opened, List<ResultColumn> described) {
    rows = opened;
    columns = described;
    ran = true;
  }

  /** Whether it has run, so that it can't run again. */
  boolean ran() {
    return ran;
  }

  void done() {
    ran = true;
  }

  /** All rows are given. */
  void end(Completion said) throws SQLException {
    ended = said;
    close();
  }

  /** What was said behind its rows; null before their end, and of what gives none. */
  @Nullable Completion ended() {
    return ended;
  }

  void close() throws SQLException {
    Portal open = rows;
    rows = null;
    if (open != null) {
      open.close();
    }
  }
}
