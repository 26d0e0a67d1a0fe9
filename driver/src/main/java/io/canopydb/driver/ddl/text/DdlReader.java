package io.canopydb.driver.ddl.text;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.StatementKind.Ddl;
import io.canopydb.driver.parse.Tokens;
import java.sql.SQLException;

/** Understands DDL statements: each kind of object has a class of its own. Stateless. */
public final class DdlReader {
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
    if (kind.nameToken() < 0 && !mayHaveNoName(kind)) {
      throw tokens.errorAt(tokens.size(), "the name is missing");
    }
    refuseGlobalKey(tokens, kind);
    return switch (kind.objectType()) {
      case "TABLE", "REFERENCE TABLE" -> table(tokens, kind, scope, lookup);
      case "INDEX" -> index(tokens, kind, scope, lookup);
      case "VIEW" -> view(tokens, kind, scope);
      default ->
          switch (scope.dialect().engine()) {
            case MYSQL -> mySql(tokens, kind, scope, lookup);
            case POSTGRESQL -> postgreSql(tokens, kind, scope, lookup);
          };
    };
  }

  /** What TRUNCATE asks for. */
  public static Change truncate(Tokens tokens, StatementKind.Truncate kind, DdlScope scope)
      throws SQLException {
    return TruncateText.read(tokens, kind, scope);
  }

  /** The comment means something behind a unique key only. */
  private static void refuseGlobalKey(Tokens tokens, Ddl kind) throws SQLException {
    boolean newTable = kind.verb().equals("CREATE") && kind.objectType().endsWith("TABLE");
    boolean found = tokens.comments().stream().anyMatch(c -> GlobalKeyClauses.isGlobal(tokens, c));
    if (found && !newTable && !UnkeptKeys.areAskedFor(tokens)) {
      throw GlobalKeyClauses.behindNoKey();
    }
  }

  /** CREATE INDEX ON t, CREATE CAST (a AS b), CREATE OPERATOR +. */
  private static boolean mayHaveNoName(Ddl kind) {
    return switch (kind.objectType()) {
      case "INDEX" -> kind.verb().equals("CREATE");
      case "CAST", "OPERATOR" -> true;
      default -> false;
    };
  }

  private static Change table(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    boolean reference = kind.objectType().equals("REFERENCE TABLE");
    return switch (kind.verb()) {
      case "CREATE" -> CreateTableText.read(tokens, kind, scope, lookup);
      case "DROP" -> reference ? unsupported(kind) : DropText.table(tokens, kind, scope, lookup);
      case "ALTER" ->
          reference ? unsupported(kind) : AlterTableText.read(tokens, kind, scope, lookup);
      case "RENAME" ->
          scope.isMySql() ? RenameTableText.read(tokens, kind, scope) : unsupported(kind);
      case "COMMENT" -> CommentText.read(tokens, kind, scope, lookup);
      default -> unsupported(kind);
    };
  }

  private static Change index(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    return switch (kind.verb()) {
      case "CREATE" -> IndexText.create(tokens, kind, scope);
      case "DROP" -> IndexText.drop(tokens, kind, scope, lookup);
      case "ALTER" -> IndexText.alter(tokens, kind, scope, lookup);
      case "COMMENT" -> CommentText.read(tokens, kind, scope, lookup);
      default -> unsupported(kind);
    };
  }

  private static Change view(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    return switch (kind.verb()) {
      case "CREATE" -> ViewText.create(tokens, kind, scope);
      case "DROP" -> DropText.view(tokens, kind, scope);
      case "ALTER" -> ViewText.alter(tokens, kind, scope);
      case "COMMENT" -> ShellObjectText.read(tokens, kind, scope);
      default -> unsupported(kind);
    };
  }

  private static Change mySql(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    return switch (kind.verb() + " " + kind.objectType()) {
      case "CREATE FUNCTION",
          "ALTER FUNCTION",
          "DROP FUNCTION",
          "CREATE PROCEDURE",
          "ALTER PROCEDURE",
          "DROP PROCEDURE" ->
          RoutineText.mySql(tokens, kind, scope);
      case "CREATE TRIGGER" -> TriggerText.create(tokens, kind, scope, lookup);
      case "DROP TRIGGER" -> TriggerText.drop(tokens, kind, scope, lookup);
      default -> unsupported(kind);
    };
  }

  private static Change postgreSql(Tokens tokens, Ddl kind, DdlScope scope, DdlLookup lookup)
      throws SQLException {
    if (kind.verb().equals("COMMENT") && !kind.objectType().equals("SCHEMA")) {
      return CommentText.read(tokens, kind, scope, lookup);
    }
    return switch (kind.objectType()) {
      case "SEQUENCE" ->
          switch (kind.verb()) {
            case "CREATE" -> SequenceText.create(tokens, kind, scope);
            case "ALTER" -> SequenceText.alter(tokens, kind, scope);
            default -> DropText.sequence(tokens, kind, scope);
          };
      case "FUNCTION", "PROCEDURE", "ROUTINE" ->
          RoutineText.postgreSql(tokens, kind, scope, lookup);
      case "TRIGGER" ->
          kind.verb().equals("CREATE")
              ? TriggerText.create(tokens, kind, scope, lookup)
              : TriggerText.onTable(
                  kind.verb() + " TRIGGER", tokens, NameAt.read(tokens, kind.nameToken()), scope);
      case "MATERIALIZED VIEW" -> MaterializedViewText.read(tokens, kind, scope);
      case "POLICY" -> PolicyText.read(tokens, kind, scope);
      case "SCHEMA" -> schema(tokens, kind, scope);
      case "TYPE",
          "DOMAIN",
          "EXTENSION",
          "AGGREGATE",
          "CAST",
          "COLLATION",
          "CONVERSION",
          "LANGUAGE",
          "OPERATOR",
          "OPERATOR CLASS",
          "OPERATOR FAMILY",
          "TEXT SEARCH CONFIGURATION",
          "TEXT SEARCH DICTIONARY",
          "TEXT SEARCH PARSER",
          "TEXT SEARCH TEMPLATE",
          "TRANSFORM" ->
          ShellObjectText.read(tokens, kind, scope);
      default -> unsupported(kind);
    };
  }

  /**
   * Only the schema that is there: restored dumps comment on it, and make it if it is not there.
   */
  private static Change schema(Tokens tokens, Ddl kind, DdlScope scope) throws SQLException {
    boolean shell =
        tokens
            .identifier(kind.nameToken())
            .equals(scope.dialect().shellNamespace(scope.database().name()));
    if (shell && kind.ifNotExists()) {
      return Change.nothing();
    }
    if (shell && kind.verb().equals("COMMENT")) {
      return ShellObjectText.read(tokens, kind, scope);
    }
    throw CanopyError.UNSUPPORTED.with(
        kind.verb() + " SCHEMA", "keep everything in the schema public of a database of its own");
  }

  private static Change unsupported(Ddl kind) throws SQLException {
    String what = kind.verb() + " " + kind.objectType();
    String instead =
        switch (kind.objectType()) {
          case "USER", "ROLE", "GROUP", "USER MAPPING" -> "users are made on the leaves";
          case "EVENT" -> "schedule it outside of the database";
          case "RULE", "EVENT TRIGGER", "STATISTICS" -> "do without it";
          case "DATABASE" -> "make a database anew";
          case "REFERENCE TABLE" -> "say " + kind.verb() + " TABLE";
          default -> "set it up on each leaf";
        };
    throw CanopyError.UNSUPPORTED.with(what, instead);
  }
}
