package io.canopydb.driver.parse;

import io.canopydb.driver.parse.command.ShowCommand;
import org.jspecify.annotations.Nullable;

/** SHOW of the cluster's state. */
final class ShowCommandParser {
  private ShowCommandParser() {}

  /** The command whose word SHOW stands at the reader, or null where it is none of Canopy's. */
  static @Nullable ShowCommand parse(Tokens tokens, TokenReader reader) {
    if (reader.take("SHOW", "LEAVES")) {
      return new ShowCommand.ShowLeaves();
    }
    if (reader.take("SHOW", "AGGREGATORS")) {
      return new ShowCommand.ShowAggregators(reader.take("EXTENDED"));
    }
    if (reader.take("SHOW", "PARTITIONS")) {
      boolean extended = reader.take("EXTENDED");
      return new ShowCommand.ShowPartitions(
          extended, reader.take("ON") ? reader.name("the database") : null);
    }
    if (reader.take("SHOW", "CLUSTER", "STATUS")) {
      return new ShowCommand.ShowClusterStatus();
    }
    if (reader.take("SHOW", "REBALANCE", "ALL", "DATABASES", "STATUS")) {
      return new ShowCommand.ShowRebalanceAllDatabasesStatus();
    }
    if (reader.take("SHOW", "REBALANCE", "STATUS")) {
      reader.expect("ON");
      return new ShowCommand.ShowRebalanceStatus(reader.name("the database"));
    }
    if (reader.take("SHOW", "DATABASE", "STATUS")) {
      return new ShowCommand.ShowDatabaseStatus();
    }
    if (reader.take("SHOW", "LEAF", "STATUS")) {
      return new ShowCommand.ShowLeafStatus();
    }
    if (reader.take("SHOW", "TRANSACTIONS")) {
      return new ShowCommand.ShowTransactions();
    }
    return databases(tokens, reader);
  }

  private static @Nullable ShowCommand databases(Tokens tokens, TokenReader reader) {
    if (!reader.take("SHOW", "DATABASES")
        && !(tokens.rules().isMySql() && reader.take("SHOW", "SCHEMAS"))) {
      return null;
    }
    boolean extended = reader.take("EXTENDED");
    if (!reader.take("LIKE")) {
      if (reader.is("WHERE")) {
        throw reader.error("SHOW DATABASES takes LIKE 'pattern', and no WHERE");
      }
      return new ShowCommand.ShowDatabases(extended, null);
    }
    String pattern = reader.atEnd() ? null : tokens.string(reader.at());
    if (pattern == null) {
      throw reader.error("the pattern after LIKE is missing: a string");
    }
    reader.skip();
    return new ShowCommand.ShowDatabases(extended, pattern);
  }
}
