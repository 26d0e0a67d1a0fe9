package io.canopydb.driver.transaction;

import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.SessionSettings;
import io.canopydb.metadata.model.Leaf;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A leaf that knows no more of SQL than what two-phase commit sends, and does it: work, prepared
 * parts, decisions. What it is told first asks the script whether it fails, and how.
 */
final class ScriptedLeaf {
  /** What a test sends in place of a user's write. */
  static final String WORK = "WORK";

  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  /** How something that a leaf is told fails. */
  enum Fault {
    NONE,
    /** The leaf refuses it, and has done nothing. */
    REFUSED,
    /** The connection is lost before the leaf is reached. */
    LOST_BEFORE,
    /** The leaf has done it, and the connection is lost before it answers. */
    LOST_AFTER
  }

  /** Says of each thing that any leaf is told whether it fails. */
  interface Script {
    Fault next(String told);
  }

  final Leaf leaf;
  private final Script script;

  /** Whether the user's write is committed. */
  boolean work;

  /** Prepared parts, by name, and whether they hold the user's write. */
  final Map<String, Boolean> prepared = new TreeMap<>();

  /** What was decided, by transaction. */
  final Map<String, String> decisions = new TreeMap<>();

  ScriptedLeaf(Leaf leaf, Script script) {
    this.leaf = leaf;
    this.script = script;
  }

  LeafConnection connect() {
    return new Link();
  }

  /** Ends a prepared part. */
  void settle(String name, boolean commit) {
    boolean held = prepared.remove(name);
    work |= commit && held;
  }

  /** A connection, and the transaction in it. */
  private final class Link implements LeafConnection, InvocationHandler {
    private final Connection jdbc = proxy(Connection.class, this);
    private boolean broken;
    private boolean autoCommit = true;
    private boolean pending;
    private boolean failed;
    private final Map<String, String> deciding = new TreeMap<>();

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(
              ScriptedLeaf.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] given)
        throws SQLException {
      switch (method.getName()) {
        case "createStatement" -> {
          return proxy(Statement.class, this::ofStatement);
        }
        case "commit" -> told("COMMIT", this::commit);
        case "rollback" -> told("ROLLBACK", this::undo);
        case "getAutoCommit" -> {
          return autoCommit;
        }
        case "setAutoCommit" -> {
          boolean on = (Boolean) given[0];
          if (broken) {
            throw lost();
          }
          if (on && !autoCommit) {
            commit();
          }
          autoCommit = on;
        }
        case "isClosed" -> {
          return broken;
        }
        default -> throw new UnsupportedOperationException(method.getName());
      }
      return null;
    }

    private @Nullable Object ofStatement(Object self, Method method, Object @Nullable [] given)
        throws SQLException {
      switch (method.getName()) {
        case "execute", "executeUpdate" -> {
          String sql = (String) given[0];
          told(sql, () -> run(sql));
          return method.getName().equals("execute") ? (Object) false : (Object) 1;
        }
        case "executeQuery" -> {
          String sql = (String) given[0];
          String[] verdict = new String[1];
          told(sql, () -> verdict[0] = verdict(sql));
          int[] at = {0};
          return proxy(
              ResultSet.class,
              (rows, called, column) ->
                  switch (called.getName()) {
                    case "next" -> at[0]++ == 0;
                    case "getString" -> verdict[0];
                    default -> null;
                  });
        }
        default -> {
          return null;
        }
      }
    }

    private interface Doing {
      void run() throws SQLException;
    }

    private void told(String what, Doing doing) throws SQLException {
      if (broken) {
        throw lost();
      }
      switch (script.next(leaf.id() + ": " + what)) {
        case NONE -> doing.run();
        case REFUSED -> {
          failed = !autoCommit;
          throw new SQLException("refused", "HY000", 1);
        }
        case LOST_BEFORE -> {
          lose();
          throw lost();
        }
        case LOST_AFTER -> {
          doing.run();
          lose();
          throw lost();
        }
        default -> throw new IllegalStateException();
      }
    }

    private void lose() {
      broken = true;
      undo();
    }

    private SQLException lost() {
      return new SQLException("the connection is gone", "08006");
    }

    private void run(String sql) throws SQLException {
      if (sql.equals(WORK)) {
        pending = true;
      } else if (sql.startsWith("XA START") || sql.startsWith("XA END") || sql.equals("SELECT 1")) {
        checkNotFailed();
      } else if (sql.startsWith("XA PREPARE") || sql.contains("PREPARE TRANSACTION")) {
        checkNotFailed();
        prepared.put(name(sql), pending);
        undo();
      } else if (sql.endsWith("ONE PHASE")) {
        commit();
      } else if (sql.startsWith("XA COMMIT") || sql.startsWith("COMMIT PREPARED")) {
        end(sql, true);
      } else if (sql.startsWith("XA ROLLBACK") || sql.startsWith("ROLLBACK PREPARED")) {
        if (sql.startsWith("XA") && !prepared.containsKey(name(sql))) {
          undo();
        } else {
          end(sql, false);
        }
      } else if (sql.startsWith("INSERT IGNORE")) {
        decisions.putIfAbsent(quoted(sql, 0), quoted(sql, 1));
      } else if (sql.startsWith("INSERT INTO")) {
        checkNotFailed();
        if (decisions.containsKey(quoted(sql, 0))) {
          failed = true;
          throw new SQLException("duplicate", "23505", 1062);
        }
        deciding.put(quoted(sql, 0), quoted(sql, 1));
        if (sql.endsWith("; COMMIT")) {
          commit();
        }
      } else {
        throw new IllegalStateException(sql);
      }
    }

    private String verdict(String sql) {
      if (sql.startsWith("INSERT INTO")) {
        decisions.putIfAbsent(quoted(sql, 0), quoted(sql, 1));
      }
      return decisions.get(quoted(sql, 0));
    }

    private void end(String sql, boolean commit) throws SQLException {
      if (!prepared.containsKey(name(sql))) {
        throw new SQLException("unknown", "42704", 1397);
      }
      settle(name(sql), commit);
    }

    private void checkNotFailed() throws SQLException {
      if (failed) {
        throw new SQLException("the transaction has failed", "25P02");
      }
    }

    private void commit() {
      if (!failed) {
        work |= pending;
        decisions.putAll(deciding);
      }
      undo();
    }

    private void undo() {
      pending = false;
      failed = false;
      deciding.clear();
    }

    private static String name(String sql) {
      return sql.substring(sql.indexOf('\'')).replace(" ONE PHASE", "");
    }

    private static String quoted(String sql, int which) {
      Matcher matcher = QUOTED.matcher(sql);
      for (int i = 0; i <= which; i++) {
        if (!matcher.find()) {
          throw new IllegalStateException(sql);
        }
      }
      return matcher.group(1);
    }

    @Override
    public Leaf leaf() {
      return leaf;
    }

    @Override
    public Connection jdbc() {
      return jdbc;
    }

    @Override
    public String incarnation() {
      return "1";
    }

    @Override
    public void apply(SessionSettings settings) {}

    @Override
    public boolean failed(SQLException error) {
      return String.valueOf(error.getSQLState()).startsWith("08");
    }

    @Override
    public boolean usable() {
      return !broken;
    }

    @Override
    public void taint() {
      lose();
    }

    @Override
    public void close() {
      if (!broken) {
        undo();
      }
    }
  }
}
