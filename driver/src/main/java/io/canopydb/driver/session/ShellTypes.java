package io.canopydb.driver.session;

import com.mysql.cj.jdbc.JdbcConnection;
import io.canopydb.driver.analyse.Aggregates;
import io.canopydb.driver.execute.LeafAccess;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.StaleStatement;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.Slot;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.plan.Plan;
import io.canopydb.driver.planner.ResultTypes;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks the shell of one leaf what queries give, by preparing and not running them. For the planning
 * of one statement, on one thread.
 */
final class ShellTypes implements ResultTypes {
  private final Cluster cluster;
  private final LeafAccess access;
  private final @Nullable String database;
  private final StatementShape statement;
  private final Shape shape;
  private final @Nullable Parameter[] parameters;
  private final Map<LeafSql, List<ResultType>> known = new HashMap<>();

  /**
   * @param parameters what is set already, whose types decide those of results; may be empty
   */
  ShellTypes(
      Cluster cluster,
      LeafAccess access,
      @Nullable String database,
      StatementShape statement,
      @Nullable Parameter[] parameters) {
    this.cluster = cluster;
    this.access = access;
    this.database = database;
    this.statement = statement;
    this.shape = Objects.requireNonNull(statement.shape());
    this.parameters = parameters;
  }

  /** Several ways to plan a query ask for the same. */
  @Override
  public List<ResultType> of(LeafSql query) throws SQLException {
    List<ResultType> found = known.get(query);
    if (found == null) {
      found = ask(query);
      known.put(query, found);
    }
    return found;
  }

  private List<ResultType> ask(LeafSql query) throws SQLException {
    return onShell(
        connection -> {
          try (PreparedStatement statement = prepare(connection, query)) {
            ResultSetMetaData described = statement.getMetaData();
            List<ResultType> types = new ArrayList<>();
            if (described != null) {
              for (int i = 1; i <= described.getColumnCount(); i++) {
                types.add(
                    new ResultType(
                        described.getColumnType(i),
                        described.getColumnTypeName(i).toLowerCase(Locale.ROOT),
                        described.isSigned(i),
                        described.getColumnLabel(i)));
              }
            }
            return types;
          }
        });
  }

  /** Connector/J describes a statement without running it only if the server prepares it. */
  PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    return switch (cluster.engine()) {
      case MYSQL -> connection.unwrap(JdbcConnection.class).serverPrepareStatement(sql);
      case POSTGRESQL ->
          connection.prepareStatement(statement.tokens().rules().parameters() ? sql : escaped(sql));
    };
  }

  private PreparedStatement prepare(Connection connection, LeafSql query) throws SQLException {
    List<Parameter> bound = new ArrayList<>();
    return bound(prepare(connection, text(query, bound)), bound);
  }

  private static PreparedStatement bound(PreparedStatement statement, List<Parameter> parameters)
      throws SQLException {
    try {
      for (int i = 0; i < parameters.size(); i++) {
        parameters.get(i).bind(statement, i + 1);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  /** What the shell says of a plan's columns; it needs no connection afterwards. */
  Description metaData(Plan<?> plan) throws SQLException {
    LeafSql query = Objects.requireNonNull(plan.describe());
    return onShell(
        connection -> {
          List<Parameter> bound = new ArrayList<>();
          String sql = text(query, bound);
          try (PreparedStatement statement = bound(prepare(connection, sql), bound)) {
            ResultSetMetaData described = statement.getMetaData();
            if (described.getColumnCount() > 0) {
              // PgJDBC asks the server for the names of tables when they are first wanted.
              described.getTableName(1);
            }
            BitSet years = years(described);
            boolean complete = statement.getParameterMetaData().getParameterCount() == bound.size();
            if (years.isEmpty() || !complete) {
              return new Description(described, new BitSet());
            }
            try (ResultSet rows = statement.executeQuery()) {
              ResultSetMetaData run = rows.getMetaData();
              years.andNot(years(run));
              return new Description(run, years);
            }
          }
        });
  }

  /** The columns of MySQL's type YEAR that are computed; counted from 0. */
  private BitSet years(ResultSetMetaData described) throws SQLException {
    BitSet years = new BitSet();
    for (int i = 1; i <= described.getColumnCount() && cluster.engine() == Engine.MYSQL; i++) {
      if (described.getColumnTypeName(i).equals("YEAR") && described.getTableName(i).isEmpty()) {
        years.set(i - 1);
      }
    }
    return years;
  }

  /** In a plain Statement a question mark is an operator; PgJDBC wants it twice here. */
  static String escaped(String sql) {
    if (sql.indexOf('?') < 0) {
      return sql;
    }
    Tokens tokens = Lexer.lex(sql, LexerRules.postgresql().withoutParameters());
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isKind(i, TokenKind.OPERATOR)) {
        out.append(sql, copied, tokens.start(i)).append(tokens.text(i).replace("?", "??"));
        copied = tokens.end(i);
      }
    }
    return out.append(sql, copied, sql.length()).toString();
  }

  private <T> T onShell(Session.LeafCall<T> call) throws SQLException {
    return access.askAny(leaf -> onShell(leaf, call));
  }

  private <T> T onShell(Leaf leaf, Session.LeafCall<T> call) throws SQLException {
    LeafConnection connection = access.acquire(leaf);
    try {
      return call.on(connection.jdbc());
    } catch (SQLException e) {
      if (StaleStatement.is(e) && !access.inTransaction()) {
        return call.on(connection.jdbc());
      }
      throw access.told(connection, e);
    } finally {
      access.release(connection);
    }
  }

  /** The text; where all its parameters are set, {@code bound} gets them in order. */
  private String text(LeafSql query, List<Parameter> bound) {
    StringBuilder out = new StringBuilder();
    if (!append(query, out, bound)) {
      bound.clear();
    }
    return out.toString();
  }

  /** Appends the text; gives whether all its parameters are set. */
  private boolean append(LeafSql query, StringBuilder out, List<Parameter> bound) {
    boolean all = true;
    for (LeafSql.Part part : query.parts()) {
      if (part instanceof LeafSql.Text text) {
        out.append(text.sql());
      } else if (part instanceof LeafSql.SlotText slot) {
        Slot held = shape.slots().get(shape.slot(slot.number(), 0));
        out.append(held.sql());
        if (held instanceof Slot.Parameter marked) {
          int index = marked.jdbcIndex() - 1;
          Parameter parameter = index < parameters.length ? parameters[index] : null;
          all &= parameter != null;
          if (parameter != null) {
            bound.add(parameter);
          }
        }
      } else if (part instanceof LeafSql.TableSizes sizes) {
        out.append(sizes.none());
      } else if (part instanceof LeafSql.EachRow each) {
        all &= append(each.row(), out, bound);
      } else if (part instanceof LeafSql.Label label) {
        StringBuilder name = new StringBuilder();
        append(label.text(), name, new ArrayList<>());
        out.append(cluster.dialect().quoteName(LeafSql.Label.shown(name.toString())));
      }
    }
    return all;
  }

  /** The aggregate functions that the database knows. */
  Aggregates aggregates() throws SQLException {
    if (cluster.engine() == Engine.MYSQL) {
      return Aggregates.MYSQL;
    }
    String key = String.valueOf(database);
    long version = cluster.store().snapshot().version();
    KnownFunctions known = cluster.facts().functions.getIfPresent(key);
    if (known == null || !known.cover(statement.tokens(), version)) {
      KnownFunctions before = known;
      known =
          onShell(
              connection ->
                  before == null
                      ? KnownFunctions.read(connection, version)
                      : before.readAgain(connection, version));
      cluster.facts().functions.put(key, known);
    }
    return known.aggregates();
  }

  @Override
  public boolean codePointOrder() throws SQLException {
    String key = String.valueOf(database);
    Boolean known = cluster.facts().codePointOrder.getIfPresent(key);
    if (known == null) {
      known =
          onShell(
              connection -> {
                try (Statement statement = connection.createStatement();
                    ResultSet rows =
                        statement.executeQuery(
                            "SELECT datcollate IN ('C', 'POSIX') OR to_jsonb(d) ->>"
                                + " 'datlocprovider' = 'b' FROM pg_database d"
                                + " WHERE datname = current_database()")) {
                  return rows.next() && rows.getBoolean(1);
                }
              });
      cluster.facts().codePointOrder.put(key, known);
    }
    return known;
  }
}
