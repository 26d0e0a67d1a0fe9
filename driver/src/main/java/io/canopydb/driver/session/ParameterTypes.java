package io.canopydb.driver.session;

import io.canopydb.driver.dialect.PostgreSqlError;
import io.canopydb.driver.dispatch.LeafStatement;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What types PostgreSQL takes the parameters of a statement for. Used by one thread. */
final class ParameterTypes {
  private static final String NAME = "canopy_types";

  private final SessionState session;

  ParameterTypes(SessionState session) {
    this.session = session;
  }

  /**
   * Asks the shell to prepare it.
   *
   * @param declared the names of types that are known; "unknown" for one that the engine is to say
   * @return their OIDs
   */
  List<Integer> of(String statement, List<String> declared) throws SQLException {
    String types = declared.isEmpty() ? "" : " (" + String.join(", ", declared) + ")";
    String prepare = "PREPARE " + NAME + types + " AS ";
    try {
      return session.askShell(
          connection -> {
            try (LeafStatement prepared = session.dispatch(true).statement(connection)) {
              prepared.run(prepare + statement);
            }
            try (LeafStatement question = session.dispatch(true).statement(connection);
                ResultSet row =
                    question.query(
                        "SELECT parameter_types::oid[] FROM pg_prepared_statements WHERE name = '"
                            + NAME
                            + "'")) {
              return row.next() ? oids(row.getArray(1)) : List.<Integer>of();
            } finally {
              try (LeafStatement forgotten = session.dispatch(true).statement(connection)) {
                forgotten.run("DEALLOCATE " + NAME);
              }
            }
          });
    } catch (SQLException e) {
      PostgreSqlError said = PostgreSqlError.of(e);
      int before = prepare.length();
      throw session
          .transaction()
          .noted(
              said != null && said.position() > before
                  ? said.position(said.position() - before).told()
                  : e);
    }
  }

  private static List<Integer> oids(Array array) throws SQLException {
    List<Integer> oids = new ArrayList<>();
    for (Object oid : (Object[]) array.getArray()) {
      oids.add(((Number) oid).intValue());
    }
    return oids;
  }
}
