package io.canopydb.driver.parse;

import io.canopydb.driver.parse.StatementKind.Administration;
import io.canopydb.driver.parse.StatementKind.Copy;
import io.canopydb.driver.parse.StatementKind.Cursor;
import io.canopydb.driver.parse.StatementKind.Deallocate;
import io.canopydb.driver.parse.StatementKind.Discard;
import io.canopydb.driver.parse.StatementKind.Execute;
import io.canopydb.driver.parse.StatementKind.Kill;
import io.canopydb.driver.parse.StatementKind.LoadData;
import io.canopydb.driver.parse.StatementKind.LockTables;
import io.canopydb.driver.parse.StatementKind.Maintenance;
import io.canopydb.driver.parse.StatementKind.Notification;
import io.canopydb.driver.parse.StatementKind.Other;
import io.canopydb.driver.parse.StatementKind.Prepare;
import io.canopydb.driver.parse.StatementKind.Privileges;
import io.canopydb.driver.parse.StatementKind.Query;
import io.canopydb.driver.parse.StatementKind.Refresh;
import io.canopydb.driver.parse.StatementKind.Reset;
import io.canopydb.driver.parse.StatementKind.Truncate;
import io.canopydb.driver.parse.StatementKind.TwoPhase;
import io.canopydb.driver.parse.StatementKind.UnlockTables;
import io.canopydb.driver.parse.StatementKind.Use;
import io.canopydb.driver.parse.command.ClusterCommand;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a statement is by its leading words.
 *
 * <p>A statement whose words go on otherwise than expected is {@link Other}: the leaf says what is
 * wrong with it. Only Canopy's own commands are refused here, since no leaf knows them.
 */
public final class StatementClassifier {
  private final Tokens tokens;
  private final boolean mySql;
  private final int start;
  private final int end;

  private StatementClassifier(Tokens tokens, int start, int end) {
    this.tokens = tokens;
    this.mySql = tokens.rules().isMySql();
    this.start = start;
    this.end = end;
  }

  /**
   * The kind of a single statement.
   *
   * @throws SqlSyntaxException where a command of Canopy's own is not well written
   */
  public static StatementKind classify(Tokens tokens) {
    int end = tokens.size();
    while (end > 0
        && (tokens.isKind(end - 1, TokenKind.SEMICOLON)
            || tokens.isKind(end - 1, TokenKind.EXECUTABLE_COMMENT_CLOSE))) {
      end--;
    }
    int start = 0;
    while (start < end
        && (tokens.isKind(start, TokenKind.OPEN)
            || ExecutableComments.isCodeForAll(tokens, start))) {
      start++;
    }
    if (start >= end) {
      return new StatementKind.Empty();
    }
    return new StatementClassifier(tokens, start, end).classify();
  }

  private StatementKind classify() {
    String word = tokens.word(start);
    if (word == null) {
      return other();
    }
    ClusterCommand command = ClusterCommandParser.parse(tokens, start, end);
    if (command != null) {
      return new StatementKind.Cluster(command);
    }
    TokenReader reader = new TokenReader(tokens, start + 1, end);
    StatementKind kind =
        switch (word) {
          case "SELECT", "TABLE", "VALUES" -> new Query(false);
          case "WITH" -> with();
          case "INSERT" -> new StatementKind.Insert();
          case "REPLACE" -> mySql ? new StatementKind.Replace() : null;
          case "UPDATE" -> new StatementKind.Update();
          case "DELETE" -> new StatementKind.Delete();
          case "MERGE" -> new StatementKind.Merge();
          case "CREATE", "ALTER", "DROP", "RENAME", "COMMENT", "SECURITY", "IMPORT" ->
              ddl(word, reader);
          case "TRUNCATE" -> truncate(reader);
          case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE" ->
              TransactionStatements.parse(tokens, start, end);
          case "SET" -> SetStatements.parse(tokens, start, end);
          case "RESET" -> reset(reader);
          case "DISCARD" -> reader.atName() ? new Discard(upper(reader)) : null;
          case "USE" -> mySql && reader.atName() ? new Use(reader.name("the database")) : null;
          case "SHOW", "DESCRIBE", "DESC", "EXPLAIN" -> ShowStatements.parse(tokens, start, end);
          case "CALL" -> new StatementKind.Call();
          case "DO" -> new StatementKind.Do();
          case "KILL" -> kill(reader);
          case "PREPARE" -> prepare(reader);
          case "EXECUTE" -> reader.atName() ? new Execute(reader.name("the statement")) : null;
          case "DEALLOCATE" -> deallocate(reader);
          case "LOCK" -> lock(reader);
          case "UNLOCK" -> new UnlockTables();
          case "REFRESH" -> refresh(reader);
          case "COPY" -> new Copy(tokens.indexOfWord(start, "FROM", tokens.depth(start)) >= 0);
          case "LOAD" ->
              reader.takeAny("DATA", "XML")
                  ? new LoadData(tokens.is(start + 2, "LOCAL") || tokens.is(start + 3, "LOCAL"))
                  : new Administration(word);
          case "HANDLER" -> new StatementKind.Handler();
          case "XA" -> new StatementKind.Xa();
          case "LISTEN", "UNLISTEN", "NOTIFY" -> new Notification(word);
          case "DECLARE", "FETCH", "MOVE", "CLOSE" -> new Cursor(word);
          case "ANALYZE",
              "ANALYSE",
              "VACUUM",
              "OPTIMIZE",
              "CHECK",
              "CHECKSUM",
              "REPAIR",
              "REINDEX",
              "CLUSTER",
              "CHECKPOINT" ->
              new Maintenance(word.equals("ANALYSE") ? "ANALYZE" : word);
          case "GRANT", "REVOKE" -> new Privileges(word);
          case "FLUSH",
              "PURGE",
              "CHANGE",
              "STOP",
              "INSTALL",
              "UNINSTALL",
              "SHUTDOWN",
              "RESTART",
              "CACHE",
              "BINLOG",
              "CLONE",
              "REASSIGN" ->
              new Administration(word);
          default -> null;
        };
    return kind == null ? other() : kind;
  }

  private Other other() {
    return new Other(tokens.text(start));
  }

  private StatementKind with() {
    int depth = tokens.depth(start);
    boolean modifies = false;
    for (int i = start + 1; i < end; i++) {
      boolean verb =
          tokens.isAny(i, "INSERT", "UPDATE", "DELETE", "MERGE")
              && (tokens.isKind(i - 1, TokenKind.OPEN) || tokens.isKind(i - 1, TokenKind.CLOSE));
      if (tokens.depth(i) > depth) {
        modifies |= verb;
      } else if (tokens.depth(i) < depth) {
        break;
      } else if (verb) {
        return switch (Objects.requireNonNull(tokens.word(i))) {
          case "INSERT" -> new StatementKind.Insert();
          case "UPDATE" -> new StatementKind.Update();
          case "DELETE" -> new StatementKind.Delete();
          default -> new StatementKind.Merge();
        };
      }
    }
    return new Query(modifies);
  }

  private @Nullable StatementKind ddl(String verb, TokenReader reader) {
    if (verb.equals("DROP") && reader.take("PREPARE")) {
      return reader.atName() ? new Deallocate(reader.name("the statement")) : null;
    }
    if (verb.equals("ALTER") && (reader.is("INSTANCE") || reader.is("SYSTEM"))) {
      return new Administration("ALTER " + tokens.word(reader.at()));
    }
    return DdlStatements.parse(tokens, start, end);
  }

  private @Nullable StatementKind truncate(TokenReader reader) {
    reader.take("TABLE");
    reader.take("ONLY");
    return reader.atName() ? new Truncate(reader.at()) : null;
  }

  private @Nullable StatementKind reset(TokenReader reader) {
    if (mySql) {
      return new Administration("RESET");
    }
    if (reader.take("TIME", "ZONE")) {
      return new Reset("timezone");
    }
    if (reader.take("SESSION", "AUTHORIZATION")) {
      return new Reset("session authorization");
    }
    return reader.atName() ? new Reset(String.join(".", reader.qualifiedName())) : null;
  }

  private @Nullable StatementKind kill(TokenReader reader) {
    boolean query = reader.take("QUERY");
    if (!query) {
      reader.take("CONNECTION");
    }
    return reader.atEnd() ? null : new Kill(query, reader.rest(reader.at()));
  }

  private @Nullable StatementKind prepare(TokenReader reader) {
    if (!mySql && reader.is("TRANSACTION")) {
      return new TwoPhase("PREPARE TRANSACTION");
    }
    if (!reader.atName()) {
      return null;
    }
    String name = reader.name("the statement");
    if (!mySql && reader.take(TokenKind.OPEN)) {
      int close = tokens.closing(reader.at() - 1);
      if (close < 0) {
        return null;
      }
      while (reader.at() <= close) {
        reader.skip();
      }
    }
    return reader.take(mySql ? "FROM" : "AS") && !reader.atEnd()
        ? new Prepare(name, reader.rest(reader.at()))
        : null;
  }

  private @Nullable StatementKind deallocate(TokenReader reader) {
    reader.take("PREPARE");
    if (!mySql && reader.take("ALL")) {
      return new Deallocate(null);
    }
    return reader.atName() ? new Deallocate(reader.name("the statement")) : null;
  }

  private @Nullable StatementKind lock(TokenReader reader) {
    if (mySql && reader.is("INSTANCE")) {
      return new Administration("LOCK");
    }
    reader.takeAny("TABLES", "TABLE");
    reader.take("ONLY");
    return reader.atName() ? new LockTables(reader.at()) : null;
  }

  private @Nullable StatementKind refresh(TokenReader reader) {
    if (mySql || !reader.take("MATERIALIZED", "VIEW")) {
      return null;
    }
    reader.take("CONCURRENTLY");
    int name = reader.at();
    if (reader.qualifiedName().isEmpty()) {
      return null;
    }
    return new Refresh(name, !reader.take("WITH", "NO", "DATA"));
  }

  private String upper(TokenReader reader) {
    return reader.name("a word").toUpperCase(Locale.ROOT);
  }
}
