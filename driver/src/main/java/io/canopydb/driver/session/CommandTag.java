package io.canopydb.driver.session;

import io.canopydb.driver.parse.CreateAsText;
import io.canopydb.driver.parse.StatementKind;
import io.canopydb.driver.parse.StatementVisitor;
import io.canopydb.driver.parse.Tokens;
import java.util.Locale;

/**
 * What PostgreSQL calls what a statement does, in the answer to it.
 *
 * @param counts whether the number of rows follows
 */
record CommandTag(String command, boolean counts) {

  /**
   * @param failed whether an error had ended the transaction before
   */
  static CommandTag of(StatementShape shape, boolean failed) {
    return shape.kind().accept(new Words(shape.tokens(), failed));
  }

  private static CommandTag plain(String command) {
    return new CommandTag(command, false);
  }

  private static CommandTag counting(String command) {
    return new CommandTag(command, true);
  }

  private record Words(Tokens tokens, boolean failed)
      implements StatementVisitor<CommandTag, RuntimeException> {

    private String word(int token) {
      return token < tokens.size() ? tokens.text(token).toUpperCase(Locale.ROOT) : "";
    }

    @Override
    public CommandTag empty(StatementKind.Empty kind) {
      return plain("");
    }

    @Override
    public CommandTag query(StatementKind.Query kind) {
      return counting("SELECT");
    }

    @Override
    public CommandTag insert(StatementKind.Insert kind) {
      return counting("INSERT");
    }

    @Override
    public CommandTag replace(StatementKind.Replace kind) {
      return counting("REPLACE");
    }

    @Override
    public CommandTag update(StatementKind.Update kind) {
      return counting("UPDATE");
    }

    @Override
    public CommandTag delete(StatementKind.Delete kind) {
      return counting("DELETE");
    }

    @Override
    public CommandTag merge(StatementKind.Merge kind) {
      return counting("MERGE");
    }

    @Override
    public CommandTag ddl(StatementKind.Ddl kind) {
      if (CreateAsText.of(tokens, kind).isPresent()) {
        return counting("SELECT");
      }
      if (kind.verb().equals("CREATE") && kind.objectType().equals("MATERIALIZED VIEW")) {
        boolean empty =
            tokens.text().strip().toUpperCase(Locale.ROOT).matches("(?s).*\\bNO\\s+DATA\\s*;?");
        return empty ? plain("CREATE MATERIALIZED VIEW") : counting("SELECT");
      }
      return plain(
          kind.verb().equals("COMMENT")
              ? "COMMENT"
              : kind.verb() + " " + kind.objectType().replaceFirst("^REFERENCE ", ""));
    }

    @Override
    public CommandTag truncate(StatementKind.Truncate kind) {
      return plain("TRUNCATE TABLE");
    }

    @Override
    public CommandTag refresh(StatementKind.Refresh kind) {
      return plain("REFRESH MATERIALIZED VIEW");
    }

    @Override
    public CommandTag begin(StatementKind.Begin kind) {
      return plain(word(0).equals("START") ? "START TRANSACTION" : "BEGIN");
    }

    @Override
    public CommandTag commit(StatementKind.Commit kind) {
      return plain(failed ? "ROLLBACK" : "COMMIT");
    }

    @Override
    public CommandTag rollback(StatementKind.Rollback kind) {
      return plain("ROLLBACK");
    }

    @Override
    public CommandTag rollbackTo(StatementKind.RollbackTo kind) {
      return plain("ROLLBACK");
    }

    @Override
    public CommandTag savepoint(StatementKind.Savepoint kind) {
      return plain("SAVEPOINT");
    }

    @Override
    public CommandTag releaseSavepoint(StatementKind.ReleaseSavepoint kind) {
      return plain("RELEASE");
    }

    @Override
    public CommandTag twoPhase(StatementKind.TwoPhase kind) {
      return plain(kind.verb());
    }

    @Override
    public CommandTag setTransaction(StatementKind.SetTransaction kind) {
      return plain("SET");
    }

    @Override
    public CommandTag setVariables(StatementKind.SetVariables kind) {
      return plain("SET");
    }

    @Override
    public CommandTag reset(StatementKind.Reset kind) {
      return plain("RESET");
    }

    @Override
    public CommandTag discard(StatementKind.Discard kind) {
      return plain("DISCARD " + kind.what());
    }

    @Override
    public CommandTag use(StatementKind.Use kind) {
      return plain("USE");
    }

    @Override
    public CommandTag show(StatementKind.Show kind) {
      return plain("SHOW");
    }

    @Override
    public CommandTag describe(StatementKind.Describe kind) {
      return plain("DESCRIBE");
    }

    @Override
    public CommandTag explain(StatementKind.Explain kind) {
      return plain("EXPLAIN");
    }

    @Override
    public CommandTag call(StatementKind.Call kind) {
      return plain("CALL");
    }

    @Override
    public CommandTag doIt(StatementKind.Do kind) {
      return plain("DO");
    }

    @Override
    public CommandTag kill(StatementKind.Kill kind) {
      return plain("KILL");
    }

    @Override
    public CommandTag prepare(StatementKind.Prepare kind) {
      return plain("PREPARE");
    }

    @Override
    public CommandTag execute(StatementKind.Execute kind) {
      return plain("EXECUTE");
    }

    @Override
    public CommandTag deallocate(StatementKind.Deallocate kind) {
      return plain(kind.name() == null ? "DEALLOCATE ALL" : "DEALLOCATE");
    }

    @Override
    public CommandTag lockTables(StatementKind.LockTables kind) {
      return plain("LOCK TABLE");
    }

    @Override
    public CommandTag unlockTables(StatementKind.UnlockTables kind) {
      return plain("UNLOCK TABLES");
    }

    @Override
    public CommandTag copy(StatementKind.Copy kind) {
      return counting("COPY");
    }

    @Override
    public CommandTag loadData(StatementKind.LoadData kind) {
      return counting("LOAD");
    }

    @Override
    public CommandTag handler(StatementKind.Handler kind) {
      return plain("HANDLER");
    }

    @Override
    public CommandTag xa(StatementKind.Xa kind) {
      return plain("XA");
    }

    @Override
    public CommandTag notification(StatementKind.Notification kind) {
      return plain(kind.verb());
    }

    @Override
    public CommandTag cursor(StatementKind.Cursor kind) {
      return switch (kind.verb()) {
        case "DECLARE" -> plain("DECLARE CURSOR");
        case "CLOSE" -> plain(word(1).equals("ALL") ? "CLOSE CURSOR ALL" : "CLOSE CURSOR");
        default -> counting(kind.verb());
      };
    }

    @Override
    public CommandTag maintenance(StatementKind.Maintenance kind) {
      return plain(kind.verb());
    }

    @Override
    public CommandTag privileges(StatementKind.Privileges kind) {
      return plain(kind.verb());
    }

    @Override
    public CommandTag administration(StatementKind.Administration kind) {
      return plain(kind.verb());
    }

    @Override
    public CommandTag cluster(StatementKind.Cluster kind) {
      return plain((word(0) + " " + word(1)).strip());
    }

    @Override
    public CommandTag other(StatementKind.Other kind) {
      return plain(kind.word().toUpperCase(Locale.ROOT));
    }
  }
}
