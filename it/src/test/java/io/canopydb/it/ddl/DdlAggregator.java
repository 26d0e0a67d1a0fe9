package io.canopydb.it.ddl;

import io.canopydb.driver.ddl.DdlExecutor;
import io.canopydb.driver.ddl.JournaledDdl;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.ids.IdIssuer;
import io.canopydb.driver.ids.RangeIdIssuer;
import io.canopydb.driver.parse.Lexer;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.StatementClassifier;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.parse.command.DatabaseCommand;
import io.canopydb.driver.pool.Credentials;
import io.canopydb.driver.pool.LeafPools;
import io.canopydb.driver.pool.PoolOptions;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.driver.transaction.Resolver;
import io.canopydb.driver.transaction.Transactions;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One aggregator as far as DDL goes. */
final class DdlAggregator implements AutoCloseable {
  private final Engine engine;
  private final MetadataStore store;
  private final Credentials credentials;
  private final LeafPools pools;
  private final Door door;
  private final ThreadPoolExecutor executor;
  private final IdIssuer issuer;
  private final Transactions transactions;
  private final JournaledDdl ddl;
  private SessionSettings settings = SessionSettings.NONE;

  DdlAggregator(Engine engine, MetadataStore store, Credentials credentials, FaultPoint faults) {
    this.engine = engine;
    this.store = store;
    this.credentials = credentials;
    this.pools = new LeafPools(PoolOptions.DEFAULT);
    this.door = new Door(store, pools, FaultPoint.NONE);
    this.executor =
        new ThreadPoolExecutor(
            4,
            4,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(16),
            task -> {
              Thread thread = new Thread(task, "ddl-test");
              thread.setDaemon(true);
              return thread;
            });
    this.issuer = new RangeIdIssuer(store, executor);
    this.transactions = new Transactions(store, door, engine, executor, faults);
    this.ddl = new JournaledDdl(store, door, engine, issuer, transactions, executor, faults);
  }

  MetadataStore store() {
    return store;
  }

  IdIssuer issuer() {
    return issuer;
  }

  /** Later statements run with a variable of the session set. */
  void set(String variable, String expression) {
    settings = settings.with(variable, expression);
  }

  /** Runs a statement with a database selected; null for none. */
  void run(@Nullable String database, String sql) throws SQLException {
    DdlExecutor.Caller caller = caller(database);
    Tokens tokens = Lexer.lex(sql, LexerRules.of(engine).withoutParameters());
    StatementKind kind = StatementClassifier.classify(tokens);
    if (kind instanceof StatementKind.Ddl known) {
      ddl.execute(tokens, known, caller);
    } else if (kind instanceof StatementKind.Truncate known) {
      ddl.truncate(tokens, known, caller);
    } else if (kind instanceof StatementKind.Cluster cluster
        && cluster.command() instanceof DatabaseCommand command) {
      ddl.execute(command, caller);
    } else {
      throw new IllegalArgumentException("no DDL: " + sql);
    }
  }

  /** Settles what others left. */
  void recover(String database) throws SQLException {
    ddl.recover(database, caller(database));
  }

  /** Ends the transactions of aggregators that are gone. */
  void settleTransactions() throws Exception {
    new Resolver(store, door, leaf -> credentials, Runnable::run, FaultPoint.NONE).round();
  }

  private DdlExecutor.Caller caller(@Nullable String database) {
    return new DdlExecutor.Caller(credentials, database, settings);
  }

  /** What the metadata say of a database. */
  Database database(String name) {
    return Objects.requireNonNull(store.snapshot().databases().get(name), name);
  }

  boolean has(String database) {
    return store.snapshot().databases().containsKey(database);
  }

  Table table(String database, String name) {
    return Objects.requireNonNull(database(database).tables().get(name), name);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    pools.close();
    store.close();
  }
}
