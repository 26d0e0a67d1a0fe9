package io.canopydb.driver.session;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.ids.NumberedSequence;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parse.InsertText;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.SequenceCall;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.metadata.model.Database;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers PostgreSQL's sequence functions in one session: a value of the cluster's stands in the
 * statement in place of each call, since a leaf's own sequence would give what another leaf gives
 * too.
 *
 * <p>nextval() is answered where it is called once: in a query without FROM, and in the rows of an
 * INSERT. What a leaf knows better stays in the text: a sequence that is not there, and currval()
 * before nextval().
 */
final class SequenceCalls {
  private final ClusterSession session;
  private final Cluster cluster;

  /** The last value of each sequence in this session, by {@link NumberedSequence#id}. */
  private final Map<String, Long> current = new HashMap<>();

  private @Nullable Long last;

  SequenceCalls(ClusterSession session, Cluster cluster) {
    this.session = session;
    this.cluster = cluster;
  }

  /** A statement with its calls answered, and the parameters that it still has. */
  record Answered(ClusterSession.Read read, @Nullable Parameter[] parameters) {}

  /** A value was issued in this session. */
  void issued(String id, Long value) {
    current.put(id, value);
    last = value;
  }

  /** Another database is selected: its sequences are others. */
  void forget() {
    current.clear();
    last = null;
  }

  Answered answered(ClusterSession.Read read, @Nullable Parameter[] parameters)
      throws SQLException {
    Tokens tokens = read.shape().tokens();
    StringBuilder text = new StringBuilder();
    List<@Nullable Parameter> kept = new ArrayList<>();
    int at = 0;
    int parameter = 0;
    int token = 0;
    for (SequenceCall call : SequenceCall.in(tokens)) {
      for (; token < call.first(); token++) {
        if (tokens.isKind(token, TokenKind.PARAMETER)) {
          kept.add(parameters[parameter++]);
        }
      }
      int inside = 0;
      for (; token <= call.last(); token++) {
        if (tokens.isKind(token, TokenKind.PARAMETER)) {
          inside++;
        }
      }
      One one = new One(read, parameters, parameter, call);
      String value = one.value();
      if (value != null && call.function() == SequenceCall.Function.SETVAL) {
        return new Answered(again(read, "SELECT " + value), new Parameter[0]);
      }
      if (value == null) {
        for (int i = 0; i < inside; i++) {
          kept.add(parameters[parameter + i]);
        }
      } else {
        text.append(tokens.text(), at, tokens.start(call.first())).append(value);
        at = tokens.end(call.last());
      }
      parameter += inside;
    }
    text.append(tokens.text(), at, tokens.text().length());
    for (; parameter < parameters.length; parameter++) {
      kept.add(parameters[parameter]);
    }
    return new Answered(again(read, text.toString()), kept.toArray(new Parameter[0]));
  }

  private ClusterSession.Read again(ClusterSession.Read read, String sql) {
    LexerRules rules = read.prepared() ? session.rules() : session.rules().withoutParameters();
    return new ClusterSession.Read(StatementShape.read(sql, rules), read.prepared());
  }

  /** One call in one execution. */
  private final class One {
    private final ClusterSession.Read read;
    private final Tokens tokens;
    private final @Nullable Parameter[] parameters;
    private final int parameter;
    private final SequenceCall call;

    One(
        ClusterSession.Read read,
        @Nullable Parameter[] parameters,
        int parameter,
        SequenceCall call) {
      this.read = read;
      this.tokens = read.shape().tokens();
      this.parameters = parameters;
      this.parameter = parameter;
      this.call = call;
    }

    /** What stands in its place; null where the call stays. */
    @Nullable String value() throws SQLException {
      if (call.function() == SequenceCall.Function.LASTVAL) {
        return last == null ? null : written(last);
      }
      if (call.arguments().isEmpty()) {
        return null;
      }
      Optional<NumberedSequence> sequence = sequence(call.arguments().get(0));
      if (sequence.isEmpty()) {
        return null;
      }
      return switch (call.function()) {
        case CURRVAL -> {
          Long value = current.get(sequence.get().id());
          yield value == null ? null : written(value);
        }
        case NEXTVAL -> {
          checkOnce();
          long value = sequence.get().next(cluster.ids(), 1)[0];
          issued(sequence.get().id(), value);
          yield written(value);
        }
        case SETVAL -> setval(sequence.get());
        case LASTVAL -> null;
      };
    }

    private Optional<NumberedSequence> sequence(SequenceCall.Argument argument)
        throws SQLException {
      Database database =
          session.database() == null
              ? null
              : cluster.store().snapshot().databases().get(session.database());
      if (database == null) {
        return Optional.empty();
      }
      Optional<SequenceCall.Name> name = SequenceCall.name(tokens, argument);
      if (name.isEmpty()
          && tokens.isKind(argument.first(), TokenKind.PARAMETER)
          && parameters[parameter] != null
          && parameters[parameter].value() instanceof String text) {
        name = SequenceCall.named(text);
      }
      if (name.isPresent() && name.get() instanceof SequenceCall.Named named) {
        if (session.temporary().contains(named.name())) {
          return Optional.empty();
        }
        Optional<NumberedSequence> found = NumberedSequence.named(database, named.name());
        if (found.isEmpty()) {
          refuseIfThere(named.name());
        }
        return found;
      }
      if (name.isPresent() && name.get() instanceof SequenceCall.Owned owned) {
        return NumberedSequence.owned(database, owned.table(), owned.column());
      }
      throw CanopyError.UNSUPPORTED.with(
          "a sequence that is named by an expression, in " + name() + "()",
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

    private void checkOnce() throws SQLException {
      StatementKind kind = read.shape().kind();
      if (kind instanceof StatementKind.Query) {
        if (hasFrom()) {
          throw CanopyError.UNSUPPORTED.with(
              "nextval() in a query with FROM", "take each number by SELECT nextval(..)");
        }
        return;
      }
      boolean inRows =
          kind instanceof StatementKind.Insert
              && InsertText.of(tokens)
                  .filter(insert -> tokens.start(call.first()) >= insert.head().end())
                  .filter(insert -> tokens.end(call.last()) <= insert.tail().start())
                  .isPresent()
              && !insideSelect();
      if (!inRows) {
        throw CanopyError.UNSUPPORTED.with(
            "nextval() outside of the rows of an INSERT",
            "take the numbers first, by SELECT nextval(..)");
      }
    }

    private String name() {
      return call.function().name().toLowerCase(Locale.ROOT);
    }

    private boolean insideSelect() {
      for (int i = 1; i < call.first(); i++) {
        if (tokens.is(i, "SELECT") && tokens.depth(i) <= tokens.depth(call.first())) {
          return true;
        }
      }
      return false;
    }

    /** Whether rows are read anywhere: FROM that is no word of EXTRACT, TRIM and the like. */
    private boolean hasFrom() {
      for (int i = 0; i < tokens.size(); i++) {
        if (tokens.is(i, "FROM") && !tokens.is(i - 1, "DISTINCT") && !isOfFunction(i)) {
          return true;
        }
      }
      return false;
    }

    private boolean isOfFunction(int from) {
      int open = from;
      while (open >= 0
          && !(tokens.isKind(open, TokenKind.OPEN) && tokens.depth(open) < tokens.depth(from))) {
        open--;
      }
      return open > 0
          && tokens.isAny(open - 1, "EXTRACT", "TRIM", "SUBSTRING", "OVERLAY", "POSITION");
    }

    /** A value as the call would give it; a plain number where that says the same. */
    private String written(long value) {
      if (!(read.shape().kind() instanceof StatementKind.Query)) {
        return value < 0 ? "(" + value + ")" : Long.toString(value);
      }
      String cast = "CAST(" + value + " AS bigint)";
      return isItem() ? cast + " AS " + name() : cast;
    }

    /** Whether it is a whole item of the outer select list, which it names. */
    private boolean isItem() {
      int next = call.last() + 1;
      return tokens.depth(call.first()) == 0
          && tokens.isAny(0, "SELECT")
          && (call.first() == 1 || tokens.isKind(call.first() - 1, TokenKind.COMMA))
          && tokens.indexOfWord(0, "ORDER", 0) < 0
          && (next >= tokens.size()
              || tokens.isKind(next, TokenKind.COMMA)
              || tokens.isKind(next, TokenKind.SEMICOLON)
              || tokens.is(next, "FROM"));
    }

    private String setval(NumberedSequence sequence) throws SQLException {
      if (call.arguments().size() < 2 || call.first() != 1 || !tokens.is(0, "SELECT")) {
        throw CanopyError.UNSUPPORTED.with(
            "setval() inside of an expression", "say SELECT setval(..)");
      }
      boolean taken =
          call.arguments().size() < 3 || !tokens.is(call.arguments().get(2).first(), "FALSE");
      if (tokens.isKind(call.last() + 1, TokenKind.COMMA)
          || tokens.isOperator(call.last() + 1, "+")
          || tokens.isOperator(call.last() + 1, "-")) {
        throw CanopyError.UNSUPPORTED.with("setval() beside other values", "say SELECT setval(..)");
      }
      Long value = evaluated(call.arguments().get(1));
      if (value == null) {
        return "CAST(NULL AS bigint) AS setval";
      }
      sequence.raise(cluster.ids(), value, taken);
      if (taken) {
        current.put(sequence.id(), value);
      }
      return "CAST(" + value + " AS bigint) AS setval";
    }

    /** The argument, by a query in place of the statement: it may count the rows of a table. */
    private @Nullable Long evaluated(SequenceCall.Argument argument) throws SQLException {
      StringBuilder sql = new StringBuilder("SELECT ");
      sql.append(tokens.text(argument.first(), argument.last()));
      sql.append(tokens.text(), tokens.end(call.last()), tokens.text().length());
      List<@Nullable Parameter> values = new ArrayList<>();
      int number = parameter;
      for (int i = call.first(); i < tokens.size(); i++) {
        if (tokens.isKind(i, TokenKind.PARAMETER)) {
          if ((i >= argument.first() && i <= argument.last()) || i > call.last()) {
            values.add(parameters[number]);
          }
          number++;
        }
      }
      Outcome outcome =
          session
              .planned()
              .run(
                  again(read, sql.toString()),
                  values.toArray(new Parameter[0]),
                  ExecuteOptions.DEFAULT);
      Long found = null;
      if (outcome instanceof Outcome.Rows rows) {
        try (RowCursor cursor = rows.cursor()) {
          while (cursor.next()) {
            Object value = cursor.row().visible(0);
            found = value == null ? null : new BigDecimal(value.toString()).longValue();
          }
        }
      }
      return found;
    }
  }
}
