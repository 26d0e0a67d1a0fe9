package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.TokenReader;
import io.canopydb.driver.parse.Tokens;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * MySQL's LOCK TABLES and UNLOCK TABLES, as every dump has them around its rows.
 *
 * <p>A leaf that holds a real table lock begins no XA transaction, so a write over several leaves
 * could be torn. Hence a table's lock is a user lock, for which all sessions meet on one leaf: it
 * keeps out the sessions that lock the table too, whatever for, and no others. A warning says so.
 */
final class TableLocks {
  private final SessionState session;
  private final OwnQueries own;
  private final Cluster cluster;
  private final NavigableSet<String> held;

  TableLocks(SessionState session, OwnQueries own) {
    this.session = session;
    this.own = own;
    this.cluster = session.cluster();
    this.held = session.tableLocks();
  }

  /** LOCK TABLES, which gives back what was locked before. */
  void lock(Tokens tokens, StatementKind.LockTables lock) throws SQLException {
    SortedSet<String> wanted = locks(names(tokens, lock.nameToken()));
    session.commit();
    release();
    take(wanted);
  }

  /** UNLOCK TABLES. */
  void unlock() throws SQLException {
    if (!held.isEmpty()) {
      session.commit();
      release();
    }
  }

  /** Gives back what LOCK TABLES took; the transaction is left as it is. */
  void release() throws SQLException {
    while (!held.isEmpty()) {
      own.literal("RELEASE_LOCK(" + quoted(held.pollLast()) + ")");
    }
  }

  /** In one order for all sessions, so that no two wait for each other. */
  private void take(SortedSet<String> wanted) throws SQLException {
    for (String lock : wanted) {
      if (!own.literal("GET_LOCK(" + quoted(lock) + ", @@lock_wait_timeout)").equals("1")) {
        release();
        throw new SQLTransactionRollbackException(
            "Lock wait timeout exceeded; try restarting transaction", "40001", 1205);
      }
      held.add(lock);
    }
    if (!wanted.isEmpty()) {
      session
          .facts()
          .warn(
              new SQLWarning(
                  "LOCK TABLES keeps out sessions that lock the table too, not those that write"
                      + " without; lock rows by SELECT .. FOR UPDATE where others write",
                  "01000"));
    }
  }

  private static List<List<String>> names(Tokens tokens, int first) {
    TokenReader reader = new TokenReader(tokens, first, tokens.size());
    List<List<String>> names = new ArrayList<>();
    do {
      names.add(reader.qualifiedName());
      if (!atMode(reader)) {
        reader.take("AS");
        reader.name("the alias");
      }
      if (reader.take("READ")) {
        reader.take("LOCAL");
      } else {
        reader.take("LOW_PRIORITY");
        reader.expect("WRITE");
      }
    } while (reader.take(TokenKind.COMMA));
    reader.expectEnd();
    return names;
  }

  private static boolean atMode(TokenReader reader) {
    return reader.is("READ") || reader.is("WRITE") || reader.is("LOW_PRIORITY");
  }

  private SortedSet<String> locks(List<List<String>> names) throws SQLException {
    Catalogue catalogue = session.catalogue();
    SortedSet<String> locks = new TreeSet<>();
    for (List<String> name : names) {
      Catalogue.Meaning meaning = catalogue.resolve(name);
      if (meaning instanceof Catalogue.Base base) {
        locks.add(lock(base.database(), base.table().name()));
      } else if (meaning instanceof Catalogue.OfView view) {
        locks.add(lock(view.database(), view.view().name()));
      } else if (meaning instanceof Catalogue.Other) {
        throw CanopyError.UNKNOWN_TABLE.with(
            name.get(name.size() - 1), name.size() > 1 ? name.get(0) : catalogue.database());
      }
    }
    return locks;
  }

  /** A user lock's name has at most 64 characters. */
  private static String lock(String database, String table) {
    byte[] name = (database + '\0' + table).getBytes(StandardCharsets.UTF_8);
    return "canopy table " + UUID.nameUUIDFromBytes(name);
  }

  private String quoted(String text) {
    Dialect dialect = cluster.dialect();
    return dialect.quoteText(text);
  }
}
