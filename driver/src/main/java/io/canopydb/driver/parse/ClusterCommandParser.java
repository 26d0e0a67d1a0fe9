package io.canopydb.driver.parse;

import io.canopydb.driver.parse.command.ClusterCommand;
import io.canopydb.driver.parse.command.DatabaseCommand;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.driver.parse.command.LeafCommand;
import io.canopydb.driver.parse.command.PartitionCommand;
import io.canopydb.driver.parse.command.PartitionCommand.PartitionName;
import io.canopydb.driver.parse.command.SetSyncVariable;
import io.canopydb.driver.parse.command.SettleTransaction;
import io.canopydb.driver.parse.command.SyncVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Canopy's own commands. Two leading words tell them apart from the engines' statements; from there
 * on what does not fit is refused with what is missing.
 */
final class ClusterCommandParser {
  private static final int MOST_PARTITIONS = 65536;

  private final Tokens tokens;
  private final TokenReader reader;
  private final int start;
  private final int end;

  private ClusterCommandParser(Tokens tokens, int start, int end) {
    this.tokens = tokens;
    this.start = start;
    this.end = end;
    this.reader = new TokenReader(tokens, start, end);
  }

  /** The command, or null where the statement is none. */
  static @Nullable ClusterCommand parse(Tokens tokens, int start, int end) {
    ClusterCommandParser parser = new ClusterCommandParser(tokens, start, end);
    ClusterCommand command = parser.command();
    if (command != null) {
      parser.reader.expectEnd();
    }
    return command;
  }

  private @Nullable ClusterCommand command() {
    if (reader.take("ADD", "LEAF")) {
      return addLeaf();
    }
    if (reader.take("ADD", "AGGREGATOR") || reader.take("REMOVE", "AGGREGATOR")) {
      boolean add = tokens.is(start, "ADD");
      reader.skipTo(tokens.text().length());
      return new LeafCommand.AggregatorMembership(add);
    }
    if (reader.take("REMOVE", "LEAF")) {
      return removeLeaf();
    }
    if (reader.take("DETACH", "LEAF")) {
      HostPort leaf = leaf();
      boolean kill = reader.take("KILL");
      return new LeafCommand.DetachLeaf(leaf, kill, reader.take("ENSURE_PARTITION_SAFETY"));
    }
    if (reader.take("DETACH", "LEAVES")) {
      return detachLeaves();
    }
    if (reader.take("ATTACH", "LEAF", "ALL")) {
      boolean force = reader.take("FORCE");
      return new LeafCommand.AttachAllLeaves(force, reader.take("NO", "REBALANCE"));
    }
    if (reader.take("ATTACH", "LEAF")) {
      HostPort leaf = leaf();
      boolean force = reader.take("FORCE");
      return new LeafCommand.AttachLeaf(leaf, force, reader.take("NO", "REBALANCE"));
    }
    if (reader.is("COPY") || reader.is("MOVE") || reader.is("PROMOTE") || reader.is("DROP")) {
      return partitionOrDropDatabase();
    }
    if (reader.take("CREATE", "DATABASE") || (mySql() && reader.take("CREATE", "SCHEMA"))) {
      return createDatabase();
    }
    if (reader.is("ALTER")) {
      return alterDatabase();
    }
    if (reader.is("SHOW")) {
      return ShowCommandParser.parse(tokens, reader);
    }
    if (reader.is("SET")) {
      return setSyncVariable();
    }
    if (reader.take("SETTLE", "TRANSACTION")) {
      return settleTransaction();
    }
    return balancing();
  }

  private ClusterCommand settleTransaction() {
    String id = reader.atEnd() ? null : tokens.string(reader.at());
    if (id == null) {
      throw reader.error("the transaction is missing: its id in quotes");
    }
    reader.skip();
    if (reader.take("COMMIT")) {
      return new SettleTransaction(id, true);
    }
    return new SettleTransaction(id, reader.take("ROLLBACK") ? Boolean.FALSE : null);
  }

  private boolean mySql() {
    return tokens.rules().isMySql();
  }

  private HostPort leaf() {
    return LeafAddress.hostPort(tokens, reader);
  }

  private ClusterCommand addLeaf() {
    LeafAddress account = LeafAddress.account(tokens, reader);
    OptionalInt group = OptionalInt.empty();
    if (reader.take("INTO", "GROUP")) {
      group = OptionalInt.of(reader.number("the group", 1, 2));
    }
    return new LeafCommand.AddLeaf(account.user(), account.password(), account.hostPort(), group);
  }

  private ClusterCommand removeLeaf() {
    HostPort leaf = leaf();
    boolean force = reader.take("FORCE");
    boolean kill = reader.take("KILL");
    return new LeafCommand.RemoveLeaf(leaf, force, kill, reader.take("ENSURE_PARTITION_SAFETY"));
  }

  private ClusterCommand detachLeaves() {
    boolean bracket = reader.take(TokenKind.OPEN);
    List<HostPort> leaves = new ArrayList<>();
    do {
      leaves.add(leaf());
    } while (reader.take(TokenKind.COMMA));
    if (bracket && !reader.take(TokenKind.CLOSE)) {
      throw reader.error("the closing ) of the list of leaves is missing");
    }
    return new LeafCommand.DetachLeaves(leaves, reader.take("ENSURE_PARTITION_SAFETY"));
  }

  private @Nullable ClusterCommand balancing() {
    boolean explain = reader.take("EXPLAIN");
    if (reader.take("REBALANCE", "PARTITIONS")) {
      reader.expect("ON");
      String database = reader.name("the database");
      boolean full = reader.take("FULL");
      boolean force = reader.take("FORCE");
      boolean kill = !explain && reader.take("KILL");
      boolean online = !explain && reader.take("ENSURE_ONLINE_NODES");
      return new PartitionCommand.RebalancePartitions(database, full, force, kill, online, explain);
    }
    if (reader.take("REBALANCE", "ALL", "DATABASES")) {
      return new PartitionCommand.RebalanceAllDatabases(explain);
    }
    if (reader.is("REBALANCE")) {
      throw reader.error("write REBALANCE PARTITIONS ON database, or REBALANCE ALL DATABASES");
    }
    if (reader.take("RESTORE", "REDUNDANCY")) {
      reader.expect("ON");
      return new PartitionCommand.RestoreRedundancy(reader.name("the database"), explain);
    }
    if (reader.take("CLEAR", "ORPHAN")) {
      reader.expect("DATABASES");
      return new PartitionCommand.ClearOrphanDatabases(explain);
    }
    return null;
  }

  private @Nullable ClusterCommand partitionOrDropDatabase() {
    if (reader.take("DROP", "DATABASE") || (mySql() && reader.take("DROP", "SCHEMA"))) {
      boolean ifExists = reader.take("IF", "EXISTS");
      return new DatabaseCommand.DropDatabase(reader.name("the database"), ifExists);
    }
    int name = start + 2;
    if (!tokens.is(start + 1, "PARTITION")
        || !tokens.isIdentifier(name)
        || !tokens.isOperator(name + 1, ":")) {
      if (tokens.is(start, "PROMOTE") || tokens.is(start, "DROP", "PARTITION")) {
        throw tokens.errorAt(name, "the partition is missing: write it as database:number");
      }
      return null;
    }
    reader.skip();
    reader.skip();
    String database = reader.name("the database");
    reader.skip();
    PartitionName partition =
        new PartitionName(
            database, reader.number("the partition's number", 0, MOST_PARTITIONS - 1));
    if (tokens.is(start, "DROP")) {
      reader.take("INSTANCE");
    }
    boolean to = tokens.isAny(start, "COPY", "MOVE");
    reader.expect(to ? "TO" : "ON");
    HostPort leaf = leaf();
    if (tokens.is(start, "COPY")) {
      return new PartitionCommand.CopyPartition(partition, leaf);
    }
    if (tokens.is(start, "MOVE")) {
      return new PartitionCommand.MovePartition(partition, leaf);
    }
    return tokens.is(start, "DROP")
        ? new PartitionCommand.DropPartition(partition, leaf)
        : new PartitionCommand.PromotePartition(partition, leaf);
  }

  private ClusterCommand createDatabase() {
    boolean ifNotExists = reader.take("IF", "NOT", "EXISTS");
    String database = reader.name("the database");
    OptionalInt partitions = OptionalInt.empty();
    StringBuilder options = new StringBuilder();
    int optionsFrom = reader.at();
    while (!reader.atEnd()) {
      if (reader.is("PARTITIONS") && partitions.isEmpty()) {
        appendOption(options, optionsFrom, reader.at());
        reader.skip();
        reader.takeOperator("=");
        partitions = OptionalInt.of(reader.number("the number of partitions", 1, MOST_PARTITIONS));
        optionsFrom = reader.at();
      } else {
        reader.skip();
      }
    }
    appendOption(options, optionsFrom, end);
    return new DatabaseCommand.CreateDatabase(
        database, ifNotExists, partitions, options.toString());
  }

  private void appendOption(StringBuilder options, int from, int to) {
    if (from < to) {
      options.append(options.isEmpty() ? "" : " ").append(tokens.text(from, to - 1));
    }
  }

  private @Nullable ClusterCommand alterDatabase() {
    boolean database =
        tokens.is(start + 1, "DATABASE") || (mySql() && tokens.is(start + 1, "SCHEMA"));
    if (!database || !tokens.isIdentifier(start + 2) || !tokens.is(start + 3, "PARTITIONS")) {
      return null;
    }
    reader.skip();
    reader.skip();
    String name = reader.name("the database");
    reader.skip();
    reader.takeOperator("=");
    return new DatabaseCommand.AlterPartitions(
        name, reader.number("the number of partitions", 1, MOST_PARTITIONS));
  }

  /** {@code SET GLOBAL x = v} or {@code SET @@GLOBAL.x = v}, where x is a sync variable. */
  private @Nullable ClusterCommand setSyncVariable() {
    Optional<SyncVariable> variable;
    int equals;
    if (tokens.is(start + 1, "GLOBAL") && tokens.isIdentifier(start + 2)) {
      variable = SyncVariable.of(tokens.identifier(start + 2));
      equals = start + 3;
    } else if (tokens.isKind(start + 1, TokenKind.VARIABLE)) {
      String name = tokens.text(start + 1).toLowerCase(Locale.ROOT);
      variable =
          name.startsWith("@@global.")
              ? SyncVariable.of(name.substring("@@global.".length()))
              : Optional.empty();
      equals = start + 2;
    } else {
      return null;
    }
    if (variable.isEmpty()) {
      return null;
    }
    if (!tokens.isOperator(equals, "=") && !tokens.isOperator(equals, ":=")) {
      throw tokens.errorAt(equals, "= is missing after " + variable.get().sqlName());
    }
    int value = equals + 1;
    if (value >= end) {
      throw tokens.errorAt(value, "the value of " + variable.get().sqlName() + " is missing");
    }
    String text =
        switch (tokens.kind(value)) {
          case STRING, QUOTED_IDENTIFIER, NATIONAL_STRING, ESCAPE_STRING, DOLLAR_STRING -> {
            String string = tokens.string(value);
            yield string == null ? tokens.identifier(value) : string;
          }
          case WORD, NUMBER -> tokens.text(value);
          default ->
              throw tokens.errorAt(
                  value, "the value of " + variable.get().sqlName() + " is a number or a word");
        };
    if (value + 1 < end) {
      throw tokens.errorAt(
          value + 1, variable.get().sqlName() + " is set by a statement of its own");
    }
    reader.skipTo(tokens.text().length());
    return new SetSyncVariable(variable.get(), text);
  }
}
