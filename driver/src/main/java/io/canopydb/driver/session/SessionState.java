package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.ddl.DdlExecutor;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.ActiveStatements;
import io.canopydb.driver.dispatch.Dispatch;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.held.Holder;
import io.canopydb.driver.held.MapHold;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.pool.Identity;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.driver.url.CanopyUrl;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Engine;
import java.io.InputStream;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one session is at a time: its leaf connections, its transaction, what it has set, made and
 * been told. Whoever runs a statement gets this, and never the session. Used as its session is: by
 * one thread at a time.
 */
final class SessionState {
  private final Cluster cluster;
  private final SessionOptions options;
  private final SessionConnections connections;
  private SessionSettings startSettings = SessionSettings.NONE;
  private final OpenCopy copy;
  private final ManagedBranch branch;
  private final SessionTransaction transaction;
  private final AsWritten asWritten;
  private final SessionFacts facts = new SessionFacts();
  private final IssuedValues issued = new IssuedValues();
  private final Set<String> temporary = new HashSet<>();
  private final NavigableSet<String> tableLocks = new TreeSet<>();
  private final Map<String, NamedText> prepared = new HashMap<>();
  private final ActiveStatements active;
  private final MapHold hold;
  private LexerRules rules;

  /** MySQL's sql_mode NO_AUTO_VALUE_ON_ZERO. */
  private boolean zeroIsValue;

  private @Nullable InputStream localInfile;

  SessionState(Cluster cluster, CanopyUrl url, Identity identity, ActiveStatements active) {
    this.cluster = cluster;
    this.options = SessionOptions.of(url.settings());
    this.active = active;
    Now now = new Now();
    this.hold = cluster.heldMaps().open(now);
    this.connections = new SessionConnections(cluster, hold, identity, url.database());
    this.copy = new OpenCopy(connections::spent);
    this.branch = new ManagedBranch(connections, url.database(), copy::stop);
    this.transaction = new SessionTransaction(cluster, connections, branch);
    this.asWritten = new AsWritten(cluster, connections);
    this.rules = LexerRules.of(cluster.engine());
    now.begun = true;
  }

  /**
   * What the session does, for those who wait until it lets go of an old map. They may ask while it
   * is being made, and does nothing yet.
   */
  private final class Now implements Holder {
    private volatile boolean begun;

    @Override
    public boolean inStatement() {
      return begun && (active.any() || copy.isOpen());
    }

    @Override
    public boolean inTransaction() {
      return begun && connections.inTransaction();
    }

    @Override
    public boolean hasWritten() {
      return begun && connections.hasWritten();
    }
  }

  Cluster cluster() {
    return cluster;
  }

  Engine engine() {
    return cluster.engine();
  }

  Dialect dialect() {
    return cluster.dialect();
  }

  SessionOptions options() {
    return options;
  }

  SessionConnections connections() {
    return connections;
  }

  SessionTransaction transaction() {
    return transaction;
  }

  ManagedBranch branch() {
    return branch;
  }

  OpenCopy copy() {
    return copy;
  }

  SessionFacts facts() {
    return facts;
  }

  /** What sequences have given. */
  IssuedValues issued() {
    return issued;
  }

  /** The names of temporary tables. */
  Set<String> temporary() {
    return temporary;
  }

  /** The names of the user locks that LOCK TABLES took. */
  NavigableSet<String> tableLocks() {
    return tableLocks;
  }

  /** What PREPARE of SQL named. */
  Map<String, NamedText> prepared() {
    return prepared;
  }

  AsWritten asWritten() {
    return asWritten;
  }

  LexerRules rules() {
    return rules;
  }

  void rules(LexerRules changed) {
    rules = changed;
  }

  boolean zeroIsValue() {
    return zeroIsValue;
  }

  void zeroIsValue(boolean is) {
    zeroIsValue = is;
  }

  /** What the next LOAD DATA reads in place of a file. */
  void localInfile(InputStream stream) {
    localInfile = stream;
  }

  /** What was given instead of a file for one statement. */
  @Nullable InputStream takeLocalInfile() {
    InputStream taken = localInfile;
    localInfile = null;
    return taken;
  }

  /** The map that the session holds. */
  MapHold hold() {
    return hold;
  }

  /** The map that the statement under way goes by; between statements the newest. */
  ClusterSnapshot map() {
    return hold.map();
  }

  /**
   * The way to leaves of a statement that is resolved by the map of now.
   *
   * @param reads whether it only reads, so that what is stale may do
   */
  Dispatch dispatch(boolean reads) {
    return new Dispatch(
        cluster.door(), hold, active, reads && options.staleReads(), options.masterTimeout());
  }

  // Reading

  /** Reads the user's text. */
  ReadStatement prepare(String sql, boolean parameters) throws SQLException {
    try {
      return reading(sql, parameters);
    } catch (SqlSyntaxException e) {
      throw asWritten.told(e, sql);
    }
  }

  /** A text that Canopy made of the user's. */
  ReadStatement reading(String sql, boolean parameters) {
    return new ReadStatement(
        cluster.plans().read(sql, parameters ? rules : rules.withoutParameters()), parameters);
  }

  Catalogue catalogue() {
    return new Catalogue(map(), connections.database(), temporary);
  }

  // Where the session is

  @Nullable String database() {
    return connections.database();
  }

  void useDatabase(String name) throws SQLException {
    copy.checkNone();
    if (!map().databases().containsKey(name)) {
      throw CanopyError.UNKNOWN_DATABASE.with(name);
    }
    connections.database(name);
    temporary.clear();
    issued.forget();
  }

  DdlExecutor.Caller caller() {
    return new DdlExecutor.Caller(
        connections.credentials(),
        connections.database(),
        connections.settings(),
        options.uniqueKeys());
  }

  /** Calls something on a connection to a leaf (the pinned one if the session has one). */
  <T extends @Nullable Object> T onShell(Session.LeafCall<T> call) throws SQLException {
    return askShell(connection -> call.on(connection.jdbc()));
  }

  /** What is asked by a connection of any leaf. */
  interface ShellCall<T extends @Nullable Object> {
    T on(LeafConnection connection) throws SQLException;
  }

  /** Asks any leaf about its shells. */
  <T extends @Nullable Object> T askShell(ShellCall<T> call) throws SQLException {
    return connections.askAny(
        leaf -> {
          LeafConnection connection = connections.acquire(leaf);
          try {
            return call.on(connection);
          } catch (SQLException e) {
            throw connections.told(connection, e);
          } finally {
            connections.release(connection);
          }
        });
  }

  // Its transaction

  void commit() throws SQLException {
    copy.checkNone();
    transaction.commit();
  }

  void rollback() throws SQLException {
    copy.checkNone();
    transaction.rollback();
  }

  /** What RESET goes back to. */
  SessionSettings startSettings() {
    return startSettings;
  }

  /** What is set now is what the session began with. */
  void settingsAreStart() {
    startSettings = connections.settings();
  }

  void setAutoCommit(boolean on) throws SQLException {
    if (on && !transaction.autoCommit()) {
      copy.checkNone();
    }
    transaction.autoCommit(on);
  }

  /** MySQL ends the transaction before DDL; on PostgreSQL DDL runs beside it. */
  void endForDdl(Tokens statement) throws SQLException {
    if (!connections.inTransaction()) {
      return;
    }
    switch (cluster.engine()) {
      case MYSQL -> commit();
      case POSTGRESQL -> {
        if (connections.touched() && transaction.used().mayBeIn(statement)) {
          if (!options.ddlCommits()) {
            throw CanopyError.UNSUPPORTED.with(
                "DDL about a table that its transaction has used before",
                "commit first, or let the URL say ddlCommits=true");
          }
          boolean again = transaction.explicit();
          commit();
          if (again) {
            transaction.begin();
          }
        }
        facts.warn(
            new SQLWarning(
                "DDL is no part of the transaction: it holds, even if that is rolled back",
                "01000"));
      }
    }
  }
}
