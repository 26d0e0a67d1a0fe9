package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.analyse.SimpleView;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.WithText;
import io.canopydb.metadata.model.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write to a view, as the write to the table that the view's rows are of. The shell, which has
 * the view, is asked first: so what can't be written through the engine says in its own words.
 *
 * <p>One instance runs one execution.
 */
final class ViewWrites implements StatementPlan {
  private static final String INSTEAD = "write to its table";

  private final SessionState session;
  private final Statements statements;
  private final ReadStatement read;
  private final @Nullable Parameter[] parameters;
  private final Catalogue.OfView view;
  private final Tokens tokens;
  private final int name;

  private ViewWrites(
      SessionState session,
      Statements statements,
      ReadStatement read,
      @Nullable Parameter[] parameters,
      Catalogue.OfView view,
      int name) {
    this.session = session;
    this.statements = statements;
    this.read = read;
    this.parameters = parameters;
    this.view = view;
    this.tokens = read.shape().tokens();
    this.name = name;
  }

  /** The runner of a statement; null where it writes no view. */
  static @Nullable ViewWrites of(
      SessionState session,
      Statements statements,
      ReadStatement read,
      @Nullable Parameter[] parameters) {
    StatementKind kind = read.shape().kind();
    boolean writes =
        kind instanceof StatementKind.Insert
            || kind instanceof StatementKind.Replace
            || kind instanceof StatementKind.Update
            || kind instanceof StatementKind.Delete;
    if (!writes || read.shape().shape() == null) {
      return null;
    }
    Catalogue catalogue = session.catalogue();
    if (catalogue.snapshot().databases().values().stream()
        .map(Database::views)
        .allMatch(views -> views.isEmpty())) {
      return null;
    }
    Tokens tokens = read.shape().tokens();
    int name = target(tokens);
    if (name < 0 || !tokens.isIdentifier(name)) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    for (int i = name; tokens.isIdentifier(i); i += 2) {
      parts.add(tokens.identifier(i));
      if (!tokens.isKind(i + 1, TokenKind.DOT)) {
        break;
      }
    }
    return catalogue.resolve(parts) instanceof Catalogue.OfView view
        ? new ViewWrites(session, statements, read, parameters, view, name)
        : null;
  }

  /** The first token of the name of what is written; -1 where that is not known. */
  private static int target(Tokens tokens) {
    int verb = tokens.is(0, "WITH") ? WithText.of(tokens).map(WithText::main).orElse(-1) : 0;
    int at = verb + 1;
    while (tokens.isAny(
        at,
        "LOW_PRIORITY",
        "HIGH_PRIORITY",
        "DELAYED",
        "QUICK",
        "IGNORE",
        "INTO",
        "FROM",
        "ONLY")) {
      at++;
    }
    return verb < 0 ? -1 : at;
  }

  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    return statements.execute(ofTable(), parameters, options);
  }

  @Override
  public List<String> lines() throws SQLException {
    return statements.explained(ofTable(), parameters);
  }

  /** The write to the view's table. */
  private ReadStatement ofTable() throws SQLException {
    ShellTypes types =
        new ShellTypes(
            session.cluster(), session.connections(), session.database(), read.shape(), parameters);
    session.onShell(
        connection -> {
          try (PreparedStatement prepared = types.prepare(connection, read.shape().sql())) {
            return prepared.getMetaData();
          }
        });
    boolean deletes = read.shape().kind() instanceof StatementKind.Delete;
    String more = more(deletes);
    if (more != null) {
      throw refused("a write through the view '" + view.view().name() + "', which has " + more);
    }
    SimpleView simple =
        SimpleView.of(
                session.catalogue(), view, tokens.rules().withoutParameters(), session.dialect())
            .orElse(null);
    String sql =
        simple == null
            ? null
            : new ViewWriteText(tokens, name, simple, view.view().name()).sql(session.dialect());
    if (sql == null || (read.prepared() && view.view().query().indexOf('?') >= 0)) {
      throw refused("a write of this form through the view '" + view.view().name() + "'");
    }
    return session.prepare(sql, read.prepared());
  }

  private static SQLException refused(String construct) {
    return CanopyError.UNSUPPORTED.with(construct, INSTEAD);
  }

  /** What else a view has that a write through it would have to heed; null for nothing. */
  private @Nullable String more(boolean deletes) throws SQLException {
    String question =
        switch (session.engine()) {
          case MYSQL ->
              "SELECT CASE WHEN CHECK_OPTION <> 'NONE' AND ? THEN 'WITH CHECK OPTION' END"
                  + " FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";
          case POSTGRESQL ->
              "SELECT CASE WHEN ? AND array_to_string(c.reloptions, ',') LIKE '%check_option=%'"
                  + " THEN 'WITH CHECK OPTION' WHEN EXISTS (SELECT FROM pg_trigger WHERE tgrelid ="
                  + " c.oid) THEN 'triggers' WHEN EXISTS (SELECT FROM pg_rewrite WHERE ev_class ="
                  + " c.oid AND rulename <> '_RETURN') THEN 'rules' WHEN EXISTS (SELECT FROM"
                  + " pg_attrdef WHERE adrelid = c.oid) THEN 'defaults' END FROM pg_class c JOIN"
                  + " pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname ="
                  + " ?";
        };
    String namespace = session.dialect().shellNamespace(view.database());
    return session.<@Nullable String>onShell(
        connection -> {
          try (PreparedStatement asked = connection.prepareStatement(question)) {
            asked.setBoolean(1, !deletes);
            asked.setString(2, namespace);
            asked.setString(3, view.view().name());
            try (ResultSet found = asked.executeQuery()) {
              return found.next() ? found.getString(1) : null;
            }
          }
        });
  }
}
