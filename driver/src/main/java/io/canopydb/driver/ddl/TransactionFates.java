package io.canopydb.driver.ddl;

import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Leaf;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether transactions that another aggregator began on PostgreSQL leaves were committed. */
final class TransactionFates {
  /** How often a transaction that is still open is asked to end, each time for up to 5 s. */
  private static final int ATTEMPTS = 6;

  private TransactionFates() {}

  /** For each leaf, whether its transaction was committed; none is open any more. */
  static Map<Leaf, Boolean> of(DdlRun run, Map<Integer, String> transactions) throws SQLException {
    Map<Leaf, Boolean> fates = new LinkedHashMap<>();
    for (Map.Entry<Integer, String> transaction : transactions.entrySet()) {
      Leaf leaf =
          run.places().byLeaf().keySet().stream()
              .filter(candidate -> candidate.id() == transaction.getKey())
              .findFirst()
              .orElse(null);
      if (leaf != null) { // a leaf that was removed holds nothing any more
        try (LeafWork work = run.open(leaf)) {
          fates.put(leaf, committed(work, run.dialect(), transaction.getValue()));
        }
      }
    }
    return fates;
  }

  private static boolean committed(LeafWork work, Dialect dialect, String id) throws SQLException {
    String quoted = dialect.quoteText(id);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      @Nullable String status =
          work.value("SELECT pg_catalog.pg_xact_status(" + quoted + "::pg_catalog.xid8)");
      if (status == null) {
        break; // so old that the server has forgotten it
      }
      switch (status) {
        case "committed" -> {
          return true;
        }
        case "aborted" -> {
          return false;
        }
        default ->
            // Its aggregator is gone, but the server has not noticed yet.
            work.value(
                "SELECT pg_catalog.pg_terminate_backend(pid, 5000)"
                    + " FROM pg_catalog.pg_stat_activity WHERE backend_xid = "
                    + quoted
                    + "::pg_catalog.xid8::pg_catalog.xid");
      }
    }
    throw CanopyError.DDL_INTERRUPTED.with(
        "a statement",
        "leaf " + work.leaf().address() + " can't tell the fate of transaction " + id);
  }
}
