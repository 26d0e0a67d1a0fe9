package io.canopydb.driver.command;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.parse.command.LeafCommand;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.secret.ClusterKeySource;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import io.canopydb.metadata.store.Requests;
import java.sql.SQLException;
import java.time.Duration;

/** Asks the master aggregator for changes of the leaves. Safe for use by many threads. */
public final class LeafRequests {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final MetadataStore store;
  private final ClusterKeySource keys;

  /**
   * Requests of one aggregator.
   *
   * @param keys where the key is under which the passwords of leaves are sealed
   */
  public LeafRequests(MetadataStore store, ClusterKeySource keys) {
    this.store = store;
    this.keys = keys;
  }

  /** ADD LEAF: returns when the leaf is there, or says why it can't be. */
  public AddLeafAnswer add(LeafCommand.AddLeaf command) throws SQLException {
    String password = command.password() == null ? "" : command.password();
    String sealed = ClusterKeys.of(keys, store).seal(password);
    LeafAccount account = new LeafAccount(command.user(), sealed);
    AddLeafRequest request = new AddLeafRequest(command.leaf(), account, command.group());
    return AddLeafAnswer.fromJson(
        submit("ADD LEAF " + command.leaf(), AddLeafRequest.COMMAND, request.toJson()));
  }

  private String submit(String what, String command, String body) throws SQLException {
    try {
      Requests.Answer answer = store.requests().submit(command, body, PATIENCE);
      if (!answer.succeeded()) {
        throw failure(what, answer.body());
      }
      return answer.body();
    } catch (MetadataException e) {
      throw switch (e.reason()) {
        case TIMEOUT -> CanopyError.MASTER_SLOW.causedBy(e, what, e.getMessage());
        case NOT_FOUND -> CanopyError.NO_MASTER.causedBy(e, what, e.getMessage());
        case UNREACHABLE, CONFLICT, UNREADABLE, TOO_LARGE -> StoreErrors.of(e);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CanopyError.CANCELLED.causedBy(e);
    }
  }

  private static SQLException failure(String what, String body) {
    try {
      return RequestFailure.fromJson(body).toException();
    } catch (IllegalArgumentException e) {
      // The store itself answers where no handler could: with a plain text.
      return CanopyError.OPERATION_FAILED.causedBy(e, what, body, "correct it and run it again");
    }
  }
}
