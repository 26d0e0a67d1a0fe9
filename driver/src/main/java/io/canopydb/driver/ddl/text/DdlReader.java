package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;
import java.util.List;

/** Understands DDL statements: one method for each kind is in a class of its own. Stateless. */
public final class DdlReader {
  private static final Change NOTHING =
      new Change("nothing", null, null, null, List.of(), List.of(), false);

  private DdlReader() {}

  /**
   * What a statement asks for.
   *
   * @throws SQLException where Canopy refuses it
   * @throws io.canopydb.driver.parse.SqlSyntaxException where Canopy's own words are not well
   *     written
   */
  public static Change read(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    if (kind.temporary()) {
      throw CanopyError.UNSUPPORTED.with(
          "DDL on a temporary object as on one of the cluster",
          "create it in a session, where it stays on one leaf");
    }
    String type = kind.objectType();
    return switch (kind.verb() + " " + type) {
      case "CREATE TABLE", "CREATE REFERENCE TABLE" -> CreateTableText.read(tokens, kind, scope);
      case "DROP TABLE" -> DropText.table(tokens, kind, scope);
      case "DROP VIEW" -> DropText.view(tokens, kind, scope);
      case "DROP SEQUENCE" -> DropText.sequence(tokens, kind, scope);
      default -> throw unsupported(kind);
    };
  }

  /** What TRUNCATE asks for. */
  public static Change truncate(Tokens tokens, StatementKind.Truncate kind, DdlScope scope)
      throws SQLException {
    return TruncateText.read(tokens, kind, scope);
  }

  /** What a statement comes to that has nothing to do. */
  static Change nothing() {
    return NOTHING;
  }

  private static SQLException unsupported(Ddl kind) {
    return CanopyError.UNSUPPORTED.with(
        kind.verb() + " " + kind.objectType(), "run it on the leaves, or do without it");
  }
}
