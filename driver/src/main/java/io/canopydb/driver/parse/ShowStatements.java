package io.canopydb.driver.parse;

import io.canopydb.driver.parse.StatementKind.Describe;
import io.canopydb.driver.parse.StatementKind.Explain;
import io.canopydb.driver.parse.StatementKind.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SHOW, DESCRIBE and EXPLAIN; null where the words go on otherwise. */
final class ShowStatements {
  private static final String[] MODIFIERS = {
    "FULL", "EXTENDED", "GLOBAL", "SESSION", "LOCAL", "STORAGE"
  };

  /** Words after which MySQL's SHOW has a second word that belongs to its subject. */
  private static final String[] TWO_WORDS = {
    "CREATE",
    "TABLE",
    "CHARACTER",
    "MASTER",
    "BINARY",
    "BINLOG",
    "ENGINE",
    "FUNCTION",
    "PROCEDURE",
    "OPEN",
    "SLAVE",
    "REPLICA",
    "COUNT"
  };

  private final Tokens tokens;
  private final TokenReader reader;
  private final int end;

  private ShowStatements(Tokens tokens, int start, int end) {
    this.tokens = tokens;
    this.reader = new TokenReader(tokens, start + 1, end);
    this.end = end;
  }

  static @Nullable StatementKind parse(Tokens tokens, int start, int end) {
    ShowStatements statements = new ShowStatements(tokens, start, end);
    return tokens.is(start, "SHOW") ? statements.show() : statements.explain();
  }

  private @Nullable StatementKind show() {
    if (!tokens.rules().isMySql() && !isMySqlSubject()) {
      if (reader.take("TIME", "ZONE")) {
        return new Show("TIMEZONE", List.of(), List.of(), null);
      }
      List<String> name = reader.qualifiedName();
      return name.isEmpty()
          ? null
          : new Show(String.join(".", name).toUpperCase(Locale.ROOT), List.of(), List.of(), null);
    }
    List<String> modifiers = new ArrayList<>();
    while (reader.takeAny(MODIFIERS)) {
      modifiers.add(tokens.text(reader.at() - 1).toUpperCase(Locale.ROOT));
    }
    String what = subject();
    if (what == null) {
      return null;
    }
    List<String> object = List.of();
    String database = null;
    switch (what) {
      case "COLUMNS", "FIELDS", "INDEX", "INDEXES", "KEYS" -> {
        if (reader.takeAny("FROM", "IN")) {
          object = reader.qualifiedName();
        }
        if (reader.takeAny("FROM", "IN") && reader.atName()) {
          database = reader.name("the database");
        }
        if (object.size() == 2 && database == null) {
          database = object.get(0);
        }
      }
      case "TABLES", "TABLE STATUS", "TRIGGERS", "EVENTS", "OPEN TABLES" -> {
        if (reader.takeAny("FROM", "IN") && reader.atName()) {
          database = reader.name("the database");
        }
      }
      default -> {
        if (what.startsWith("CREATE ")) {
          reader.take("IF", "NOT", "EXISTS");
          object = reader.qualifiedName();
        }
      }
    }
    return new Show(what, modifiers, object, database);
  }

  /** What Canopy serves on PostgreSQL in MySQL's words, since no setting is called so. */
  private boolean isMySqlSubject() {
    int at = reader.at();
    return tokens.isAny(at, "TABLES", "COLUMNS", "INDEX", "INDEXES")
        || tokens.is(at, "CREATE", "TABLE")
        || tokens.is(at, "CREATE", "VIEW")
        || tokens.is(at, "FULL", "TABLES")
        || tokens.is(at, "FULL", "COLUMNS");
  }

  private @Nullable String subject() {
    if (reader.atEnd()) {
      return null;
    }
    String first = tokens.word(reader.at());
    if (first == null) {
      return null;
    }
    boolean two = tokens.isAny(reader.at(), TWO_WORDS);
    reader.skip();
    if (two && !reader.atEnd()) {
      String second = tokens.word(reader.at());
      if (second != null) {
        reader.skip();
        return first + " " + second;
      }
    }
    return first;
  }

  private @Nullable StatementKind explain() {
    int optionsFrom = reader.at();
    if (reader.atEnd()) {
      return null;
    }
    boolean analyze = false;
    if (!tokens.rules().isMySql() && tokens.isKind(reader.at(), TokenKind.OPEN)) {
      int close = tokens.closing(reader.at());
      if (close < 0) {
        return null;
      }
      if (!isQuery(reader.at() + 1)) {
        while (reader.at() <= close) {
          if (reader.takeAny("ANALYZE", "ANALYSE")) {
            analyze = !tokens.isAny(reader.at(), "FALSE", "OFF");
          } else {
            reader.skip();
          }
        }
      }
    } else {
      while (true) {
        if (reader.takeAny("ANALYZE", "ANALYSE")) {
          analyze = true;
        } else if (reader.take("FORMAT") && reader.takeOperator("=")) {
          reader.skip();
        } else if (reader.take("FOR") || reader.take("INTO")) {
          if (tokens.is(reader.at(), "CONNECTION")) {
            break;
          }
          // FOR DATABASE db and INTO @variable of newer servers
          reader.takeAny("DATABASE", "SCHEMA");
          reader.skip();
        } else if (!reader.takeAny("EXTENDED", "PARTITIONS", "VERBOSE")) {
          break;
        }
      }
    }
    int statement = reader.at();
    if (statement >= end) {
      return null;
    }
    if (tokens.isIdentifier(statement) && !isExplainable(statement)) {
      List<String> table = reader.qualifiedName();
      // MySQL takes a column, or a pattern, after the table.
      int most = tokens.rules().isMySql() ? 1 : 0;
      if (end - reader.at() <= most) {
        return statement == optionsFrom ? new Describe(table) : null;
      }
    }
    int optionsStart =
        statement == optionsFrom ? tokens.start(statement) : tokens.start(optionsFrom);
    return new Explain(
        analyze, new Span(optionsStart, tokens.start(statement)), reader.rest(statement));
  }

  private boolean isQuery(int i) {
    return tokens.isAny(i, "SELECT", "WITH", "VALUES", "TABLE") || tokens.isKind(i, TokenKind.OPEN);
  }

  private boolean isExplainable(int i) {
    return isQuery(i)
        || tokens.isAny(
            i,
            "INSERT",
            "REPLACE",
            "UPDATE",
            "DELETE",
            "MERGE",
            "EXECUTE",
            "DECLARE",
            "CREATE",
            "CONNECTION",
            "ALTER",
            "DROP",
            "SET",
            "CALL",
            "LOAD",
            "USE",
            "LOCK");
  }
}
