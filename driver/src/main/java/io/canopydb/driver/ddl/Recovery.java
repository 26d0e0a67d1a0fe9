package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.DdlReader;
import io.canopydb.driver.ddl.text.DdlScope;
import io.canopydb.driver.ddl.text.LeftOutKeys;
import io.canopydb.driver.ddl.text.UnkeptKeys;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.Journal;
import io.canopydb.metadata.store.MetadataException;
import java.sql.SQLException;
import java.util.List;

/** Completes or undoes the DDL of aggregators that did not live to do it. */
final class Recovery {
  private final DdlTools tools;
  private final DatabaseDdl databases;

  Recovery(DdlTools tools, DatabaseDdl databases) {
    this.tools = tools;
    this.databases = databases;
  }

  /** Whether nothing is left in a database, nor under way. */
  boolean isClean(String database) throws SQLException {
    return entries(database).isEmpty() && !RowMoves.anyClosed(tools.store(), database);
  }

  /** Settles all that is left in a database, oldest first. Call it under the database's lock. */
  void settle(String name, DdlExecutor.Caller caller, Journal.Lock lock) throws SQLException {
    for (Journal.Entry written : entries(name)) {
      ClusterSnapshot snapshot = tools.store().snapshot();
      Database database = snapshot.databases().get(name);
      if (written.kind().equals(DatabaseEntry.KIND) || database == null) {
        databases.settle(written, caller);
      } else if (written.kind().equals(DdlEntryJson.KIND)) {
        DdlEntry entry = DdlEntryJson.read(written.body());
        DdlRun run =
            new DdlRun(
                tools,
                caller,
                DdlRun.withLockTimeout(
                    tools.dialect(), new SessionSettings(entry.request().settings())),
                database,
                Places.of(snapshot, database, tools.dialect()),
                lock);
        settle(run, written, entry);
      }
    }
    reopen(name, caller, lock);
  }

  /** Opens what a statement closed that failed, unless something is left of it. */
  void reopen(String name, DdlExecutor.Caller caller, Journal.Lock lock, Exception because) {
    try {
      if (lock.held() && entries(name).isEmpty()) {
        reopen(name, caller, lock);
      }
    } catch (SQLException e) {
      because.addSuppressed(e); // who comes to use the table next does it
    }
  }

  private void reopen(String name, DdlExecutor.Caller caller, Journal.Lock lock)
      throws SQLException {
    ClusterSnapshot snapshot = tools.store().snapshot();
    Database database = snapshot.databases().get(name);
    if (database != null && RowMoves.anyClosed(tools.store(), name)) {
      SessionSettings settings = DdlRun.withLockTimeout(tools.dialect(), SessionSettings.NONE);
      Places places = Places.of(snapshot, database, tools.dialect());
      new RowMoves(new DdlRun(tools, caller, settings, database, places, lock)).reopen();
    }
  }

  private void settle(DdlRun run, Journal.Entry written, DdlEntry entry) throws SQLException {
    try {
      if (entry.change().alone() || tools.dialect().engine() == Engine.MYSQL) {
        new Stepwise(run).settle(written, entry, request -> read(request, run));
      } else {
        new Transactional(run).settle(written, entry);
      }
    } catch (SQLException e) {
      if (e.getErrorCode() == CanopyError.DDL_INTERRUPTED.number()) {
        throw e;
      }
      throw CanopyError.DDL_INTERRUPTED.causedBy(
          e, "an earlier " + entry.change().what(), e.getMessage());
    }
  }

  private Change read(DdlEntry.Request request, DdlRun run) throws SQLException {
    LexerRules rules =
        switch (tools.dialect().engine()) {
          case MYSQL -> LexerRules.mysql(request.ansiQuotes(), request.noBackslashEscapes());
          case POSTGRESQL -> LexerRules.postgresql();
        };
    DdlScope scope =
        new DdlScope(
            tools.dialect(),
            run.database(),
            request.selected(),
            LeftOutKeys.of(tools.store().snapshot()),
            UnkeptKeys.REFUSED);
    try {
      Tokens tokens = Lexer.lex(request.statement(), rules.withoutParameters());
      StatementKind kind = StatementClassifier.classify(tokens);
      if (kind instanceof StatementKind.Ddl ddl) {
        return DdlReader.read(tokens, ddl, scope, new LeafLookup(run));
      }
      if (kind instanceof StatementKind.Truncate truncate) {
        return DdlReader.truncate(tokens, truncate, scope);
      }
    } catch (SqlSyntaxException e) {
      throw CanopyError.INTERNAL.causedBy(e, "the journal holds no statement");
    }
    throw CanopyError.INTERNAL.with("the journal holds a statement that is no DDL");
  }

  private List<Journal.Entry> entries(String database) throws SQLException {
    try {
      return tools.store().journal().entries(database);
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }
}
