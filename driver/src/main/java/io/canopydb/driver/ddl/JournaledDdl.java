package io.canopydb.driver.ddl;

import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.DdlReader;
import io.canopydb.driver.ddl.text.DdlScope;
import io.canopydb.driver.ddl.text.Intent;
import io.canopydb.driver.ddl.text.LeftOutKeys;
import io.canopydb.driver.ddl.text.UnkeptKeys;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dialect.LogicalErrors;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.move.LookupFiller;
import io.canopydb.driver.execute.move.RowMover;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.ids.IdIssuer;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.command.DatabaseCommand;
import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.driver.transaction.Transactions;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.store.Journal;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries DDL out on all places of a database, or on none, with the journal as its memory: under
 * the database's lock, what others left is settled first, then the statement is understood, then it
 * runs by the protocol that its engine allows.
 */
public final class JournaledDdl implements DdlExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(JournaledDdl.class);

  private final MetadataStore store;
  private final DdlTools tools;
  private final DatabaseDdl databases;
  private final Recovery recovery;

  /** All arguments stay the caller's to close. {@code executor} runs one task a leaf. */
  public JournaledDdl(
      MetadataStore store,
      Door door,
      Engine engine,
      IdIssuer issuer,
      Transactions transactions,
      ExecutorService executor) {
    this(store, door, engine, issuer, transactions, executor, FaultPoint.NONE);
  }

  /** With a test's hook between any two steps. */
  public JournaledDdl(
      MetadataStore store,
      Door door,
      Engine engine,
      IdIssuer issuer,
      Transactions transactions,
      ExecutorService executor,
      FaultPoint faults) {
    Dialect dialect = Dialect.of(engine);
    this.store = store;
    this.tools =
        new DdlTools(
            store,
            door,
            dialect,
            new FanOut(executor),
            new MetadataChange(store, issuer, dialect),
            new RowMover(transactions, door, dialect),
            new LookupFiller(door, dialect),
            faults);
    this.databases = new DatabaseDdl(tools);
    this.recovery = new Recovery(tools, databases);
  }

  /** What a statement comes to, given what its names mean. */
  @FunctionalInterface
  private interface Reading {
    Change read(DdlScope scope, DdlRun run) throws SQLException;
  }

  @Override
  public List<String> execute(Tokens statement, StatementKind.Ddl kind, Caller caller)
      throws SQLException {
    try {
      return run(
          DdlTarget.of(statement, kind, caller.database()),
          statement,
          caller,
          (scope, run) -> DdlReader.read(statement, kind, scope, new LeafLookup(run)));
    } catch (SqlSyntaxException e) {
      throw CanopyError.SYNTAX.causedBy(e, e.line(), e.column(), e.getMessage());
    } catch (SQLException e) {
      throw DdlErrors.asWritten(names().of(e), statement);
    }
  }

  @Override
  public void truncate(Tokens statement, StatementKind.Truncate kind, Caller caller)
      throws SQLException {
    try {
      run(
          DdlTarget.of(statement, kind.nameToken(), caller.database()),
          statement,
          caller,
          (scope, run) -> DdlReader.truncate(statement, kind, scope));
    } catch (SqlSyntaxException e) {
      throw CanopyError.SYNTAX.causedBy(e, e.line(), e.column(), e.getMessage());
    } catch (SQLException e) {
      throw DdlErrors.asWritten(names().of(e), statement);
    }
  }

  private LogicalErrors names() {
    return new LogicalErrors(store.snapshot(), tools.dialect());
  }

  private List<String> run(String name, Tokens statement, Caller caller, Reading reading)
      throws SQLException {
    if (!store.snapshot().databases().containsKey(name)) {
      throw CanopyError.UNKNOWN_DATABASE.with(name);
    }
    try (Journal.Lock lock = DdlLocks.take(store, name)) {
      recovery.settle(name, caller, lock);
      try {
        return underLock(name, statement, caller, reading, lock);
      } catch (SQLException | RuntimeException e) {
        recovery.reopen(name, caller, lock, e);
        throw e;
      }
    }
  }

  private List<String> underLock(
      String name, Tokens statement, Caller caller, Reading reading, Journal.Lock lock)
      throws SQLException {
    ClusterSnapshot snapshot = store.snapshot();
    Database database = snapshot.databases().get(name);
    if (database == null) {
      throw CanopyError.UNKNOWN_DATABASE.with(name);
    }
    DdlRun run =
        new DdlRun(
            tools,
            caller,
            DdlRun.withLockTimeout(tools.dialect(), caller.settings()),
            database,
            Places.of(snapshot, database, tools.dialect()),
            lock);
    LeftOutKeys leftOut = LeftOutKeys.of(snapshot);
    UnkeptKeys unkept =
        UnkeptKeys.areAskedFor(statement) ? UnkeptKeys.ASKED : unkept(snapshot, caller);
    while (true) {
      DdlScope scope = new DdlScope(tools.dialect(), database, caller.database(), leftOut, unkept);
      Change change = reading.read(scope, run);
      try {
        List<String> notes = new ArrayList<>(change.notes());
        notes.addAll(execute(change, run, request(statement, caller)));
        dropUnusedLookups(run, request(statement, caller));
        mendAwaited(change, run, statement);
        return notes;
      } catch (UnpairedForeignKey e) {
        // It is undone by now. Which keys pair only the catalogue of a leaf told.
        LeftOutKeys more = leftOut.and(e.key().columns(), e.key().parent());
        if (!leftOut.allowed() || (more.equals(leftOut) && !e.awaited())) {
          throw e;
        }
        if (e.awaited()) {
          alter(dropped(e), run, statement);
          List<String> notes = new ArrayList<>();
          notes.add(LeftOutKeys.note(e.child(), e.key().columns(), e.key().parent()));
          notes.addAll(underLock(name, statement, caller, reading, lock));
          return notes;
        }
        leftOut = more;
      } catch (UnkeptUniqueKey e) {
        // Likewise.
        if (!unkept.global() || unkept.found().contains(e.key().columns())) {
          throw e;
        }
        unkept = unkept.and(e.key().columns());
      }
    }
  }

  /** Makes the foreign keys find a new table that were there before it. */
  private void mendAwaited(Change change, DdlRun run, Tokens statement) throws SQLException {
    for (Intent intent : change.intents()) {
      @Nullable String made =
          intent instanceof Intent.NewTable table
              ? table.name()
              : intent instanceof Intent.AlteredTable altered
                      && !altered.name().equals(altered.oldName())
                  ? altered.name()
                  : null;
      Database now = store.snapshot().databases().get(run.database().name());
      if (made != null && now != null) {
        for (String sql : new AwaitedKeys(run).mending(now, made)) {
          alter(sql, run, statement);
        }
      }
    }
  }

  private String dropped(UnpairedForeignKey unpaired) {
    return "ALTER TABLE "
        + tools.dialect().quoteName(unpaired.child())
        + " DROP FOREIGN KEY "
        + tools.dialect().quoteName(unpaired.key().name());
  }

  /** Runs an ALTER TABLE of our own on MySQL, about keys that nobody checked so far. */
  private void alter(String sql, DdlRun run, Tokens statement) throws SQLException {
    Caller own =
        new Caller(
            run.caller().credentials(),
            run.database().name(),
            run.caller().settings().with("foreign_key_checks", "0"));
    Tokens tokens = Lexer.lex(sql, statement.rules().withoutParameters());
    if (!(StatementClassifier.classify(tokens) instanceof StatementKind.Ddl kind)) {
      throw CanopyError.INTERNAL.with("no DDL: " + sql);
    }
    underLock(
        run.database().name(),
        tokens,
        own,
        (scope, inner) -> DdlReader.read(tokens, kind, scope, new LeafLookup(inner)),
        run.lock());
  }

  /**
   * Drops the lookup tables of keys that are gone, once every aggregator knows it. Where this fails
   * or is cut short they stay, used by nobody, until a new key takes the name: the user's statement
   * is done.
   */
  private void dropUnusedLookups(DdlRun run, DdlEntry.Request request) {
    Set<String> unused = GlobalKeyRules.lookups(run.database().tables().values());
    Database now = store.snapshot().databases().get(run.database().name());
    if (now != null) {
      unused.removeAll(GlobalKeyRules.lookups(now.tables().values()));
    }
    try {
      if (!unused.isEmpty()) {
        execute(LookupTables.drop(unused, tools.dialect()), run, request);
      }
    } catch (SQLException e) {
      LOG.warn("The lookup tables {}, which no key needs any more, stay for now", unused, e);
    }
  }

  private static UnkeptKeys unkept(ClusterSnapshot snapshot, Caller caller) {
    String wanted =
        caller.uniqueKeys().isEmpty()
            ? SyncVariable.UNIQUE_KEYS_WITHOUT_SHARD_KEY.value(snapshot)
            : caller.uniqueKeys();
    return wanted.equals("global") ? UnkeptKeys.GLOBAL : UnkeptKeys.REFUSED;
  }

  /** Gives what the user is to be told of what it came to. */
  private List<String> execute(Change change, DdlRun run, DdlEntry.Request request)
      throws SQLException {
    if (change.shell() == null && change.partition() == null) {
      return List.of();
    }
    return change.alone() || tools.dialect().engine() == Engine.MYSQL
        ? new Stepwise(run).execute(request, change)
        : new Transactional(run).execute(request, change);
  }

  private static DdlEntry.Request request(Tokens statement, Caller caller) {
    Map<String, String> settings = new LinkedHashMap<>();
    caller
        .settings()
        .variables()
        .forEach(
            (variable, value) -> {
              if (!variable.startsWith("@")) {
                settings.put(variable, value);
              }
            });
    return new DdlEntry.Request(
        statement.text(),
        statement.rules().ansiQuotes(),
        statement.rules().noBackslashEscapes(),
        caller.database(),
        new SessionSettings(settings).variables());
  }

  @Override
  public void execute(DatabaseCommand command, Caller caller) throws SQLException {
    if (command instanceof DatabaseCommand.CreateDatabase create) {
      // A leaf that joins meanwhile would miss the shell.
      try (Journal.Lock leaves = DdlLocks.take(store, Journal.LEAVES);
          Journal.Lock lock = DdlLocks.take(store, create.database())) {
        recovery.settle(create.database(), caller, lock);
        databases.create(create, caller, lock);
      }
    } else if (command instanceof DatabaseCommand.DropDatabase drop) {
      try (Journal.Lock lock = DdlLocks.take(store, drop.database())) {
        databases.drop(drop, caller, lock);
      }
    } else {
      throw CanopyError.UNSUPPORTED.with(
          "ALTER DATABASE .. PARTITIONS",
          "create a database with as many partitions as you want, and copy the tables");
    }
  }

  @Override
  public void recover(String database, Caller caller) throws SQLException {
    if (recovery.isClean(database)) {
      return;
    }
    try (Journal.Lock lock = DdlLocks.take(store, database)) {
      recovery.settle(database, caller, lock);
    }
  }
}
