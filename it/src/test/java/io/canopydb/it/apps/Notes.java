package io.canopydb.it.apps;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an application saw, in order. For one thread. */
final class Notes {
  private final List<String> lines = new ArrayList<>();

  /** Something that may fail. */
  @FunctionalInterface
  interface Attempt {
    void run() throws Exception;
  }

  void note(String what, @Nullable Object seen) {
    lines.add(what + ": " + seen);
  }

  /** Notes the exception's class and what the database said, or that there was none. */
  void failure(String what, Attempt attempt) {
    try {
      attempt.run();
      note(what, "no failure");
    } catch (Exception e) {
      note(what, e.getClass().getSimpleName() + sql(e));
    }
  }

  /** The SQLSTATE and number of the database's own error below an exception. */
  private static String sql(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return " of " + sql.getSQLState() + " " + sql.getErrorCode();
      }
    }
    return "";
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
