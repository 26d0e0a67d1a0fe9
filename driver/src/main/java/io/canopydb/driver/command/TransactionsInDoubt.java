package io.canopydb.driver.command;

import io.canopydb.driver.ddl.DdlExecutor;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.parse.command.SettleTransaction;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.transaction.DecisionPlace;
import io.canopydb.driver.transaction.HandSettlement;
import io.canopydb.driver.transaction.InDoubt;
import io.canopydb.driver.transaction.TransactionId;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.Aggregator;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** SHOW TRANSACTIONS and SETTLE TRANSACTION. */
final class TransactionsInDoubt {

  private TransactionsInDoubt() {}

  static CommandResult show(MetadataStore store, LeafDoor door) throws SQLException {
    ResultRows rows =
        new ResultRows()
            .text("Id", "State")
            .number("Age_ms")
            .text("Aggregator", "Participants", "Decision_Partition", "Decision_Host")
            .number("Decision_Port");
    List<InDoubt> found = find(store, door);
    if (found.isEmpty()) {
      return rows.result();
    }
    ClusterSnapshot cluster = store.snapshot();
    List<Aggregator> alive = aggregators(store);
    Set<TransactionId> managed = InDoubt.leftToManagers(found, cluster, door::open);
    for (InDoubt transaction : found) {
      Optional<Aggregator> aggregator =
          alive.stream().filter(one -> transaction.isOf(one.id())).findFirst();
      Optional<DecisionPlace.Found> place = transaction.place().find(cluster);
      rows.add(
          transaction.id().text(),
          state(transaction, aggregator.isPresent(), managed),
          Math.max(0, System.currentTimeMillis() - transaction.id().begunMillis()),
          aggregator.map(Aggregator::host).orElse(null),
          transaction.participants().stream().map(Leaf::address).collect(Collectors.joining(", ")),
          place
              .map(
                  at ->
                      Dialect.of(cluster.engine()).partitionNamespace(at.database(), at.ordinal()))
              .orElse(null),
          place.map(at -> at.leaf().host()).orElse(null),
          place.map(at -> at.leaf().port()).orElse(null));
    }
    return rows.result();
  }

  private static String state(InDoubt transaction, boolean alive, Set<TransactionId> managed) {
    if (managed.contains(transaction.id())) {
      return "prepared"; // for a transaction manager
    }
    return alive ? "committing" : "in doubt";
  }

  private static List<Aggregator> aggregators(MetadataStore store) throws SQLException {
    try {
      return store.aggregators();
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }

  /** A leaf that can't be reached keeps nobody from seeing the others; SHOW LEAVES tells of it. */
  private static List<InDoubt> find(MetadataStore store, LeafDoor door) throws SQLException {
    Map<Integer, LeafPoll.Reply<List<InDoubt>>> replies =
        LeafPoll.ask(
            store.snapshot().leaves().values(),
            LeafPoll.PATIENCE,
            leaf -> {
              try (LeafConnection connection = door.open(leaf, null)) {
                return InDoubt.on(connection, store.clusterId());
              }
            });
    List<InDoubt> found = new ArrayList<>();
    for (LeafPoll.Reply<List<InDoubt>> reply : replies.values()) {
      List<InDoubt> some = reply.value();
      SQLException error = reply.error();
      if (some != null) {
        found.addAll(some);
      } else if (error != null
          && !CanopyError.of(error).equals(Optional.of(CanopyError.LEAF_UNREACHABLE))) {
        throw error;
      }
    }
    return InDoubt.joined(found);
  }

  static CommandResult settle(
      MetadataStore store,
      Door leaves,
      LeafDoor door,
      DdlExecutor.Caller caller,
      SettleTransaction command)
      throws SQLException {
    for (InDoubt transaction : find(store, door)) {
      if (transaction.id().text().equals(command.id())) {
        HandSettlement hand = new HandSettlement(store, leaves, leaf -> caller.credentials());
        hand.settle(transaction, command.commit());
        return CommandResult.DONE;
      }
    }
    throw CanopyError.COMMAND.with(
        "no leaf that can be reached holds a part of the transaction '" + command.id() + "'",
        "see SHOW TRANSACTIONS");
  }
}
