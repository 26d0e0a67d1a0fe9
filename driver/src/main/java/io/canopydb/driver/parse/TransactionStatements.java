package io.canopydb.driver.parse;

import io.canopydb.driver.parse.StatementKind.Begin;
import io.canopydb.driver.parse.StatementKind.Commit;
import io.canopydb.driver.parse.StatementKind.ReleaseSavepoint;
import io.canopydb.driver.parse.StatementKind.Rollback;
import io.canopydb.driver.parse.StatementKind.RollbackTo;
import io.canopydb.driver.parse.StatementKind.Savepoint;
import io.canopydb.driver.parse.StatementKind.TwoPhase;
import io.canopydb.driver.parse.TransactionModes.Isolation;
import org.jspecify.annotations.Nullable;

/** Transaction control of both engines; null where the words go on otherwise. */
final class TransactionStatements {
  private TransactionStatements() {}

  static @Nullable StatementKind parse(Tokens tokens, int start, int end) {
    TokenReader reader = new TokenReader(tokens, start, end);
    if (reader.take("SAVEPOINT")) {
      return reader.atName() ? ended(reader, new Savepoint(reader.name("the savepoint"))) : null;
    }
    if (reader.take("RELEASE")) {
      boolean word = reader.take("SAVEPOINT");
      return reader.atName() && (word || !tokens.rules().isMySql())
          ? ended(reader, new ReleaseSavepoint(reader.name("the savepoint")))
          : null;
    }
    if (reader.take("START", "TRANSACTION") || reader.take("BEGIN")) {
      if (tokens.is(start, "BEGIN")) {
        reader.takeAny("WORK", "TRANSACTION");
      }
      TransactionModes modes = modes(reader);
      return modes == null ? null : new Begin(modes);
    }
    if (reader.takeAny("COMMIT", "END")) {
      if (reader.take("PREPARED")) {
        return new TwoPhase("COMMIT PREPARED");
      }
      return completion(reader, true);
    }
    if (reader.takeAny("ROLLBACK", "ABORT")) {
      if (reader.take("PREPARED")) {
        return new TwoPhase("ROLLBACK PREPARED");
      }
      reader.takeAny("WORK", "TRANSACTION");
      if (reader.take("TO")) {
        reader.take("SAVEPOINT");
        return reader.atName() ? ended(reader, new RollbackTo(reader.name("the savepoint"))) : null;
      }
      return completion(reader, false);
    }
    return null;
  }

  /** AND [NO] CHAIN, [NO] RELEASE. */
  private static @Nullable StatementKind completion(TokenReader reader, boolean commit) {
    reader.takeAny("WORK", "TRANSACTION");
    boolean chain = false;
    if (!reader.take("AND", "NO", "CHAIN")) {
      chain = reader.take("AND", "CHAIN");
    }
    boolean release = false;
    if (!reader.take("NO", "RELEASE")) {
      release = reader.take("RELEASE");
    }
    return ended(reader, commit ? new Commit(chain, release) : new Rollback(chain, release));
  }

  private static @Nullable StatementKind ended(TokenReader reader, StatementKind kind) {
    return reader.atEnd() ? kind : null;
  }

  /** The modes up to the end of the statement; null where other words stand among them. */
  static @Nullable TransactionModes modes(TokenReader reader) {
    Isolation isolation = null;
    Boolean readOnly = null;
    Boolean deferrable = null;
    boolean snapshot = false;
    while (!reader.atEnd()) {
      if (reader.take("ISOLATION", "LEVEL")) {
        if (reader.take("READ", "COMMITTED")) {
          isolation = Isolation.READ_COMMITTED;
        } else if (reader.take("READ", "UNCOMMITTED")) {
          isolation = Isolation.READ_UNCOMMITTED;
        } else if (reader.take("REPEATABLE", "READ")) {
          isolation = Isolation.REPEATABLE_READ;
        } else if (reader.take("SERIALIZABLE")) {
          isolation = Isolation.SERIALIZABLE;
        } else {
          return null;
        }
      } else if (reader.take("READ", "ONLY")) {
        readOnly = true;
      } else if (reader.take("READ", "WRITE")) {
        readOnly = false;
      } else if (reader.take("NOT", "DEFERRABLE")) {
        deferrable = false;
      } else if (reader.take("DEFERRABLE")) {
        deferrable = true;
      } else if (reader.take("WITH", "CONSISTENT", "SNAPSHOT")) {
        snapshot = true;
      } else {
        return null;
      }
      reader.take(TokenKind.COMMA);
    }
    return new TransactionModes(isolation, readOnly, deferrable, snapshot);
  }
}
