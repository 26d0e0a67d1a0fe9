package io.canopydb.driver.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.SentText;
import io.canopydb.driver.merge.RowCursor;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.WithText;
import io.canopydb.driver.parse.WithText.CommonTable;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's WITH that writes, as a row of statements in one transaction: each common table that
 * writes is run by itself, in the order in which they stand, and what it returns stands in the
 * statements after it as rows of JSON.
 *
 * <p>PostgreSQL lets all parts see the tables as they were before. So what a part has written must
 * not be read, or written again, by those that run after it: that is refused. An INSERT may go into
 * such a table, since it reads nothing of it. A common table that only reads and that several parts
 * name is read once, as there.
 *
 * <p>One instance runs one execution.
 */
final class WritingWith {
  /** What is kept between two statements lies in memory. */
  private static final int MOST_ROWS = 100_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ClusterSession session;
  private final ClusterSession.Read read;
  private final @Nullable Parameter[] parameters;
  private final WithText with;
  private final Tokens tokens;

  /** What stands for a common table that has been run, by its place. */
  private final Map<Integer, String> kept = new HashMap<>();

  private final Set<String> written = new TreeSet<>();

  private WritingWith(
      ClusterSession session,
      ClusterSession.Read read,
      @Nullable Parameter[] parameters,
      WithText with) {
    this.session = session;
    this.read = read;
    this.parameters = parameters;
    this.with = with;
    this.tokens = with.tokens();
  }

  /** The runner of a statement; null where it is none that is run so. */
  static @Nullable WritingWith of(
      ClusterSession session, ClusterSession.Read read, @Nullable Parameter[] parameters) {
    WithText with = WithText.of(read.shape().tokens()).filter(WithText::writes).orElse(null);
    if (with == null) {
      return null;
    }
    WritingWith writing = new WritingWith(session, read, parameters, with);
    return writing.namesOurs() ? writing : null;
  }

  private boolean namesOurs() {
    Catalogue catalogue = session.catalogue();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i)
          && catalogue.resolve(List.of(tokens.identifier(i))) instanceof Catalogue.Base) {
        return true;
      }
    }
    return false;
  }

  /** Runs all of it; in a transaction. */
  Outcome run(ExecuteOptions options) throws SQLException {
    for (int i = 0; i < with.parts().size(); i++) {
      CommonTable part = with.parts().get(i);
      boolean writes = with.writes(part);
      if (writes || users(i) > 1) {
        Outcome outcome =
            step(part.body(), part.close(), closure(part.body(), part.close()), options);
        if (outcome instanceof Outcome.Rows rows) {
          kept.put(i, keep(rows, part));
        } else if (users(i) > 0) {
          throw refused("a common table '" + part.name() + "' without RETURNING that is read");
        }
        if (writes) {
          written.add(tokens.identifier(target(part.body())));
        }
      }
    }
    return step(with.main(), with.end(), closure(with.main(), with.end()), options);
  }

  /** How many parts that are run by themselves name a common table. */
  private int users(int wanted) {
    int users = closure(with.main(), with.end()).contains(wanted) ? 1 : 0;
    for (CommonTable part : with.parts()) {
      if (with.writes(part) && closure(part.body(), part.close()).contains(wanted)) {
        users++;
      }
    }
    return users;
  }

  /** The common tables that some tokens name, and those that these name in turn. */
  private Set<Integer> closure(int from, int to) {
    Set<Integer> all = new TreeSet<>();
    names(from, to, all);
    return all;
  }

  private void names(int from, int to, Set<Integer> all) {
    for (int i = from; i < to; i++) {
      for (int k = 0; k < with.parts().size(); k++) {
        CommonTable part = with.parts().get(k);
        if (tokens.isIdentifier(i) && tokens.identifier(i).equals(part.name()) && all.add(k)) {
          if (!with.writes(part) && !kept.containsKey(k)) {
            names(part.body(), part.close(), all);
          }
        }
      }
    }
  }

  private Outcome step(int from, int to, Set<Integer> tables, ExecuteOptions options)
      throws SQLException {
    StringBuilder sql = new StringBuilder();
    List<@Nullable Parameter> own = new ArrayList<>();
    for (int i : tables) {
      CommonTable part = with.parts().get(i);
      sql.append(sql.length() == 0 ? (with.recursive() ? "WITH RECURSIVE " : "WITH ") : ", ");
      String rows = kept.get(i);
      if (rows != null) {
        sql.append(rows);
      } else if (with.writes(part)) {
        throw refused("a common table that names '" + part.name() + "' before it");
      } else {
        check(part.body(), part.close());
        sql.append(with.text(part.first(), part.close() + 1));
        own.addAll(parameters(part.first(), part.close() + 1));
      }
    }
    check(from, to);
    sql.append(sql.length() == 0 ? "" : " ").append(with.text(from, to));
    own.addAll(parameters(from, to));
    return session.execute(
        session.prepare(sql.toString(), read.prepared()),
        own.toArray(new @Nullable Parameter[0]),
        options);
  }

  /** The parameters that stand between two tokens. */
  private List<@Nullable Parameter> parameters(int from, int to) {
    int first = 0;
    int count = 0;
    for (int i = 0; i < to; i++) {
      if (tokens.isKind(i, TokenKind.PARAMETER)) {
        first += i < from ? 1 : 0;
        count += i < from ? 0 : 1;
      }
    }
    return Arrays.asList(parameters).subList(first, first + count);
  }

  /** What has been written by now would be seen. */
  private void check(int from, int to) throws SQLException {
    int inserted = tokens.is(from, "INSERT") && !updates(from, to) ? target(from) : -1;
    for (int i = from; i < to && !written.isEmpty(); i++) {
      if (!tokens.isIdentifier(i) || i == inserted) {
        continue;
      }
      String name = tokens.identifier(i);
      if (written.contains(name)) {
        throw refused("a WITH that writes '" + name + "' and names it again in a later part");
      }
      if (session.catalogue().resolve(List.of(name)) instanceof Catalogue.OfView) {
        throw refused("a WITH that writes, and reads the view '" + name + "' in a later part");
      }
    }
  }

  private boolean updates(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.is(i, "ON", "CONFLICT")) {
        return true;
      }
    }
    return false;
  }

  /** The last token of the name of the table that a part writes. */
  private int target(int verb) {
    int at = verb + 1;
    while (tokens.isAny(at, "INTO", "FROM", "ONLY")) {
      at++;
    }
    while (tokens.isKind(at + 1, TokenKind.DOT)) {
      at += 2;
    }
    return at;
  }

  /** Reads all rows, and writes them as a common table. */
  private String keep(Outcome.Rows rows, CommonTable part) throws SQLException {
    ResultSetMetaData described = rows.columns().metaData();
    int columns = rows.columns().count();
    List<List<@Nullable String>> all = new ArrayList<>();
    try (RowCursor cursor = rows.cursor()) {
      while (cursor.next()) {
        if (all.size() == MOST_ROWS) {
          throw refused("a WITH that writes and returns more than " + MOST_ROWS + " rows");
        }
        List<@Nullable String> row = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
          row.add(SentText.of(cursor.row(), i));
        }
        all.add(row);
      }
    }
    StringJoiner list = new StringJoiner(", ");
    for (int i = 1; i <= columns; i++) {
      list.add(
          "CAST(canopy_row ->> "
              + (i - 1)
              + " AS "
              + type(described.getColumnTypeName(i))
              + ") AS "
              + session.dialect().quoteName(described.getColumnLabel(i)));
    }
    try {
      String head = with.text(part.first(), part.body() - 1);
      String rest = " FROM jsonb_array_elements(CAST(";
      return head
          + " (SELECT "
          + list
          + rest
          + session.dialect().quoteText(JSON.writeValueAsString(all))
          + " AS jsonb)) AS canopy_rows(canopy_row))";
    } catch (JsonProcessingException e) {
      throw CanopyError.INTERNAL.causedBy(e, "rows that are no JSON");
    }
  }

  /** PgJDBC's names of columns with a sequence are no types; others it may have quoted itself. */
  private String type(String name) {
    return switch (name) {
      case "serial" -> "int4";
      case "bigserial" -> "int8";
      case "smallserial" -> "int2";
      default -> name.contains("\"") ? name : session.dialect().quoteName(name);
    };
  }

  private static SQLException refused(String construct) {
    return CanopyError.UNSUPPORTED.with(construct, "run the statements one by one in a transaction");
  }
}
