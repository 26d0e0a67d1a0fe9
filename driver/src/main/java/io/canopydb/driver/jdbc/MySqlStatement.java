package io.canopydb.driver.jdbc;

import com.mysql.cj.jdbc.JdbcStatement;
import java.io.InputStream;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's statement as Connector/J's own: what JDBC has, and the stream that LOAD DATA LOCAL
 * INFILE reads instead of a file. All else is refused.
 */
final class MySqlStatement {
  private MySqlStatement() {}

  /** What the next LOAD DATA LOCAL INFILE reads. */
  interface LocalInfile {
    /** The stream; null where it is the file that the statement names. */
    @Nullable InputStream localInfile();

    /** Sets the stream. */
    void localInfile(@Nullable InputStream stream);
  }

  static <S extends Statement & LocalInfile> JdbcStatement of(S statement) {
    return new VendorMethods(
            statement,
            "a MySQL statement",
            "do without it",
            (proxy, method, argument) -> run(statement, method, argument))
        .as(JdbcStatement.class);
  }

  private static @Nullable Object run(
      LocalInfile statement, String method, @Nullable Object argument) {
    switch (method) {
      case "setLocalInfileInputStream" -> {
        statement.localInfile((InputStream) argument);
        return null;
      }
      case "getLocalInfileInputStream" -> {
        return statement.localInfile();
      }
      default -> {
        return VendorMethods.NOT_DONE;
      }
    }
  }
}
