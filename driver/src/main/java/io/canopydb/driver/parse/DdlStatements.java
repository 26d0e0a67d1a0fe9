package io.canopydb.driver.parse;

import io.canopydb.driver.parse.StatementKind.Ddl;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER, DROP, RENAME and COMMENT up to the name of their object. */
final class DdlStatements {
  /**
   * Words between CREATE and the kind of object; those in parentheses or quotes are skipped too.
   */
  private static final String[] MODIFIERS = {
    "UNIQUE",
    "FULLTEXT",
    "SPATIAL",
    "UNLOGGED",
    "GLOBAL",
    "LOCAL",
    "RECURSIVE",
    "TRUSTED",
    "PROCEDURAL",
    "CONSTRAINT",
    "DEFAULT",
    "OFFLINE",
    "ONLINE",
    "IGNORE"
  };

  private DdlStatements() {}

  static @Nullable StatementKind parse(Tokens tokens, int start, int end) {
    TokenReader reader = new TokenReader(tokens, start, end);
    String verb = Objects.requireNonNull(tokens.word(start));
    reader.skip();
    if (verb.equals("COMMENT") && !reader.take("ON")) {
      return null;
    }
    boolean orReplace = reader.take("OR", "REPLACE");
    boolean temporary = modifiers(tokens, reader);
    String type = objectType(tokens, reader);
    if (type == null) {
      return null;
    }
    reader.take("CONCURRENTLY");
    boolean ifNotExists = reader.take("IF", "NOT", "EXISTS");
    boolean ifExists = !ifNotExists && reader.take("IF", "EXISTS");
    reader.take("ONLY");
    boolean named =
        !reader.atEnd()
            && (reader.atName() || tokens.kind(reader.at()).isString())
            // CREATE INDEX ON t: PostgreSQL makes up the name
            && !(type.equals("INDEX") && reader.is("ON"));
    return new Ddl(
        verb, type, temporary, orReplace, ifExists, ifNotExists, named ? reader.at() : -1);
  }

  /** Skips what may stand before the kind of object; answers whether TEMPORARY is among it. */
  private static boolean modifiers(Tokens tokens, TokenReader reader) {
    boolean temporary = false;
    while (!reader.atEnd()) {
      if (reader.takeAny("TEMPORARY", "TEMP")) {
        temporary = true;
      } else if (reader.is("DEFINER") || reader.is("ALGORITHM")) {
        // DEFINER = user@host, ALGORITHM = MERGE: up to the next word that can't belong to it
        reader.skip();
        reader.takeOperator("=");
        reader.skip();
        if (reader.take(TokenKind.OPEN)) {
          reader.take(TokenKind.CLOSE);
        }
        reader.take(TokenKind.VARIABLE);
      } else if (ExecutableComments.isCodeForAll(tokens, reader.at())) {
        reader.skip(); // mysqldump writes each part of CREATE VIEW into a comment of its own
      } else if (tokens.is(reader.at(), "AGGREGATE", "FUNCTION")) {
        reader.skip(); // MySQL's of a library
      } else if (!reader.take(TokenKind.EXECUTABLE_COMMENT_CLOSE)
          && !reader.take("SQL", "SECURITY", "DEFINER")
          && !reader.take("SQL", "SECURITY", "INVOKER")
          && !reader.takeAny(MODIFIERS)) {
        break;
      }
    }
    return temporary;
  }

  private static @Nullable String objectType(Tokens tokens, TokenReader reader) {
    if (reader.atEnd()) {
      return null;
    }
    String[][] pairs = {
      {"REFERENCE", "TABLE"},
      {"FOREIGN", "TABLE"},
      {"MATERIALIZED", "VIEW"},
      {"EVENT", "TRIGGER"},
      {"ACCESS", "METHOD"},
      {"OPERATOR", "CLASS"},
      {"OPERATOR", "FAMILY"},
      {"USER", "MAPPING"},
      {"LOGFILE", "GROUP"},
      {"RESOURCE", "GROUP"},
      {"UNDO", "TABLESPACE"},
    };
    for (String[] pair : pairs) {
      if (reader.take(pair)) {
        return pair[0] + " " + pair[1];
      }
    }
    if (reader.take("FOREIGN", "DATA", "WRAPPER")) {
      return "FOREIGN DATA WRAPPER";
    }
    if (reader.take("TEXT", "SEARCH")) {
      String part = tokens.word(reader.at());
      reader.skip();
      return "TEXT SEARCH " + part;
    }
    String type = tokens.word(reader.at());
    reader.skip();
    return type == null ? null : canonical(type);
  }

  private static String canonical(String type) {
    return switch (type) {
      case "TABLES" -> "TABLE";
      case "KEY" -> "INDEX";
      default -> type;
    };
  }
}
