package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.ids.NumberedSequence;
import io.canopydb.driver.parse.InsertText;
import io.canopydb.driver.parse.SequenceName;
import io.canopydb.driver.parse.SessionCall;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Database;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's sequence functions give in one session: values of the cluster's, since a leaf's
 * own sequence would give what another leaf gives too.
 *
 * <p>nextval() is answered where it is called once: in a query without FROM, and in the rows of an
 * INSERT. What a leaf knows better stays in the text: a sequence that is not there, and currval()
 * before nextval().
 */
final class SequenceCalls {
  private final SessionState session;
  private final Cluster cluster;

  SequenceCalls(SessionState session) {
    this.session = session;
    this.cluster = session.cluster();
  }

  /** What stands in the place of a call; null where it stays. */
  @Nullable CallValue value(CallSite site) throws SQLException {
    SessionCall call = site.call();
    if (call.function() == SessionCall.Function.LASTVAL) {
      Long last = session.issued().last();
      return last == null ? null : written(last, site);
    }
    Optional<NumberedSequence> sequence =
        call.arguments().isEmpty() ? Optional.empty() : sequence(site);
    if (sequence.isEmpty()) {
      return null;
    }
    return switch (call.function()) {
      case CURRVAL -> {
        Long value = session.issued().current(sequence.get().id());
        yield value == null ? null : written(value, site);
      }
      case NEXTVAL -> {
        checkOnce(site);
        long value = sequence.get().next(cluster.ids(), 1)[0];
        session.issued().issued(sequence.get().id(), value);
        yield written(value, site);
      }
      case SETVAL -> setval(sequence.get(), site);
      default -> null;
    };
  }

  private static CallValue written(@Nullable Long value, CallSite site) {
    return CallValue.of(value, "bigint", site);
  }

  private Optional<NumberedSequence> sequence(CallSite site) throws SQLException {
    Database database =
        session.database() == null ? null : session.map().databases().get(session.database());
    if (database == null) {
      return Optional.empty();
    }
    Tokens tokens = site.tokens();
    SessionCall.Argument argument = site.call().arguments().get(0);
    Optional<SequenceName.Name> name = SequenceName.name(tokens, argument);
    if (name.isEmpty() && tokens.isKind(argument.first(), TokenKind.PARAMETER)) {
      Parameter parameter = site.parameters(argument).get(0);
      if (parameter != null && parameter.value() instanceof String text) {
        name = SequenceName.named(text);
      }
    }
    if (name.isPresent() && name.get() instanceof SequenceName.Named named) {
      if (session.temporary().contains(named.name())) {
        return Optional.empty();
      }
      Optional<NumberedSequence> found = NumberedSequence.named(database, named.name());
      if (found.isEmpty()) {
        refuseIfThere(named.name());
      }
      return found;
    }
    if (name.isPresent() && name.get() instanceof SequenceName.Owned owned) {
      return NumberedSequence.owned(database, owned.table(), owned.column());
    }
    throw CanopyError.UNSUPPORTED.with(
        "a sequence that is named by an expression, in " + site.name() + "()",
        "write the name of the sequence");
  }

  /** The leaf's own error is the best where there is no such sequence. */
  private void refuseIfThere(String name) throws SQLException {
    boolean there =
        session.onShell(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
                statement.setString(1, cluster.dialect().quoteName(name));
                try (ResultSet row = statement.executeQuery()) {
                  return row.next() && row.getBoolean(1);
                }
              }
            });
    if (there) {
      throw CanopyError.UNSUPPORTED.with(
          "taking values of " + name + ", which is no sequence of the cluster",
          "create the sequence through Canopy");
    }
  }

  private static void checkOnce(CallSite site) throws SQLException {
    if (site.kind() instanceof StatementKind.Query) {
      if (site.readsRows()) {
        throw CanopyError.UNSUPPORTED.with(
            "nextval() in a query with FROM", "take each number by SELECT nextval(..)");
      }
      return;
    }
    if (site.kind() instanceof StatementKind.Call || site.kind() instanceof StatementKind.Cursor) {
      return;
    }
    Tokens tokens = site.tokens();
    SessionCall call = site.call();
    boolean inRows =
        site.kind() instanceof StatementKind.Insert
            && InsertText.of(tokens)
                .filter(insert -> tokens.start(call.first()) >= insert.head().end())
                .filter(insert -> tokens.end(call.last()) <= insert.tail().start())
                .isPresent()
            && !insideSelect(tokens, call);
    boolean once =
        site.kind() instanceof StatementKind.Insert
            && InsertText.of(tokens).isEmpty()
            && !site.readsRows();
    if (!inRows && !once) {
      throw CanopyError.UNSUPPORTED.with(
          "nextval() outside of the rows of an INSERT",
          "take the numbers first, by SELECT nextval(..)");
    }
  }

  private static boolean insideSelect(Tokens tokens, SessionCall call) {
    for (int i = 1; i < call.first(); i++) {
      if (tokens.is(i, "SELECT") && tokens.depth(i) <= tokens.depth(call.first())) {
        return true;
      }
    }
    return false;
  }

  private @Nullable CallValue setval(NumberedSequence sequence, CallSite site) throws SQLException {
    boolean evaluatedOnce =
        !site.readsRows()
            && !site.conditional()
            && !(site.kind() instanceof StatementKind.Update)
            && !(site.kind() instanceof StatementKind.Delete);
    if (!evaluatedOnce) {
      throw CanopyError.UNSUPPORTED.with(
          "setval() where it may be evaluated for several rows, or not at all",
          "say SELECT setval(..), with the value as a subquery");
    }
    List<@Nullable Object> arguments = new ArrayList<>(values(site));
    return written(raise(sequence, arguments, site), site);
  }

  /** The value and whether it is taken; the leaf says what is wrong with them. */
  private static List<@Nullable Object> values(CallSite site) throws SQLException {
    Tokens tokens = site.tokens();
    List<@Nullable Parameter> parameters = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 1; i < site.call().arguments().size(); i++) {
      SessionCall.Argument argument = site.call().arguments().get(i);
      texts.add(typed(tokens.text(argument.first(), argument.last()), i));
      parameters.addAll(site.parameters(argument));
    }
    return site.rows("SELECT " + String.join(", ", texts), parameters).get(0);
  }

  private static String typed(String expression, int argument) {
    return "CAST((" + expression + ") AS " + (argument == 1 ? "bigint" : "boolean") + ")";
  }

  /** What setval() gives. */
  private @Nullable Long raise(
      NumberedSequence sequence, List<@Nullable Object> arguments, CallSite site)
      throws SQLException {
    if (arguments.contains(null)) {
      return null;
    }
    long value = new BigDecimal(String.valueOf(arguments.get(0))).longValueExact();
    checkBounds(value, site);
    boolean taken = arguments.size() < 2 || Boolean.TRUE.equals(arguments.get(1));
    sequence.raise(cluster.ids(), value, taken);
    if (taken) {
      session.issued().set(sequence.id(), value);
    }
    return value;
  }

  /** The bounds of a sequence are those of the leaves' own, which has no other use. */
  private static void checkBounds(long value, CallSite site) throws SQLException {
    SessionCall.Argument name = site.call().arguments().get(0);
    String sql =
        "SELECT seqmin, seqmax, CAST(CAST(seqrelid AS regclass) AS text) FROM"
            + " pg_catalog.pg_sequence WHERE seqrelid = CAST(("
            + site.tokens().text(name.first(), name.last())
            + ") AS regclass)";
    for (List<@Nullable Object> row : site.rows(sql, site.parameters(name))) {
      long least = ((Number) Objects.requireNonNull(row.get(0))).longValue();
      long greatest = ((Number) Objects.requireNonNull(row.get(1))).longValue();
      if (value < least || value > greatest) {
        // as PostgreSQL says it
        throw new SQLException(
            "ERROR: setval: value "
                + value
                + " is out of bounds for sequence \""
                + row.get(2)
                + "\" ("
                + least
                + ".."
                + greatest
                + ")",
            "22003");
      }
    }
  }

  /** Whether a statement is {@code SELECT setval(..) FROM ..}, with values that rows decide. */
  boolean ofRows(CallSite site) throws SQLException {
    Tokens tokens = site.tokens();
    int next = site.call().last() + 1;
    return site.kind() instanceof StatementKind.Query
        && site.call().first() == 1
        && tokens.is(0, "SELECT")
        && site.call().arguments().size() > 1
        && (tokens.is(next, "FROM") || (tokens.is(next, "AS") && tokens.is(next + 2, "FROM")))
        && sequence(site).isPresent();
  }

  /** Carries it out: the values are asked for by a query in place of the statement. */
  TextEdits.Edited setForRows(CallSite site) throws SQLException {
    Tokens tokens = site.tokens();
    SessionCall call = site.call();
    StringBuilder sql = new StringBuilder("SELECT ");
    for (int i = 1; i < call.arguments().size(); i++) {
      SessionCall.Argument argument = call.arguments().get(i);
      sql.append(i == 1 ? "" : ", ");
      sql.append(typed(tokens.text(argument.first(), argument.last()), i));
    }
    boolean named = tokens.is(call.last() + 1, "AS");
    int from = call.last() + (named ? 3 : 1);
    sql.append(' ').append(tokens.text(from, tokens.size() - 1));
    List<@Nullable Parameter> parameters =
        new ArrayList<>(site.parameters(call.arguments().get(1)));
    if (call.arguments().size() > 2) {
      parameters.addAll(site.parameters(call.arguments().get(2)));
    }
    parameters.addAll(
        site.parameters(new SessionCall.Argument(call.last() + 1, tokens.size() - 1)));
    List<List<@Nullable Object>> rows = site.rows(sql.toString(), parameters);
    if (rows.size() > 1) {
      throw CanopyError.UNSUPPORTED.with(
          "setval() for several rows", "call it once, with an aggregate");
    }
    String label =
        cluster.dialect().quoteName(named ? tokens.identifier(call.last() + 2) : "setval");
    String answer;
    if (rows.isEmpty()) {
      answer = "SELECT CAST(NULL AS bigint) AS " + label + " WHERE false";
    } else {
      NumberedSequence sequence =
          sequence(site).orElseThrow(() -> CanopyError.INTERNAL.with("a sequence that is gone"));
      answer = "SELECT CAST(" + raise(sequence, rows.get(0), site) + " AS bigint) AS " + label;
    }
    return new TextEdits.Edited(session.reading(answer, false), new Parameter[0]);
  }
}
