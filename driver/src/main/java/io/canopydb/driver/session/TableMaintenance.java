package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.dispatch.Errand;
import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parallel.FanOut;
import io.canopydb.driver.parse.TokenKind;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.PartitionMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * ANALYZE, OPTIMIZE, VACUUM and the like: on every partition of the tables that they name, leaves
 * side by side, or on every leaf where they name none.
 */
final class TableMaintenance {
  private final Cluster cluster;
  private final SessionState session;
  private final SessionConnections connections;

  TableMaintenance(SessionState session) {
    this.session = session;
    this.cluster = session.cluster();
    this.connections = session.connections();
  }

  /** A table that a statement names, and where. */
  private record Named(int start, int end, Catalogue.Base base) {}

  /** Runs a statement on all partitions; the shell's turn comes after, and is the caller's. */
  void onPartitions(Tokens tokens, String verb) throws SQLException {
    List<Named> tables = tables(tokens);
    boolean sharded =
        tables.stream()
            .anyMatch(
                named -> !(named.base().table().distribution() instanceof Distribution.Reference));
    if (sharded && verb.equals("CHECKSUM")) {
      throw CanopyError.UNSUPPORTED.with(
          "CHECKSUM of a sharded table", "compare counts and sums of its columns");
    }
    Map<Integer, Set<String>> byLeaf = new TreeMap<>();
    for (Leaf leaf : session.map().leaves().values()) {
      if (leaf.state() == LeafState.ONLINE) {
        byLeaf.put(leaf.id(), new LinkedHashSet<>(List.of(text(tokens, tables, -1))));
      }
    }
    for (Named named : tables) {
      if (!(named.base().table().distribution() instanceof Distribution.Reference)) {
        PartitionMap map =
            Objects.requireNonNull(session.map().databases().get(named.base().database()))
                .partitionMap();
        for (int ordinal = 0; ordinal < map.count(); ordinal++) {
          Set<String> texts = byLeaf.get(map.masterLeaf(ordinal));
          if (texts == null) {
            throw CanopyError.PARTITION_OFFLINE.with(
                cluster.dialect().partitionNamespace(named.base().database(), ordinal));
          }
          texts.add(text(tokens, tables, ordinal));
        }
      }
      cluster.facts().sizes.invalidate(named.base().database());
    }
    List<Callable<Boolean>> parts = new ArrayList<>();
    byLeaf.forEach((leaf, texts) -> parts.add(() -> run(verb, leaf, texts)));
    FanOut.Results<Boolean> results = new FanOut(cluster.executor()).run(parts);
    if (!results.failures().isEmpty()) {
      throw results.failures().get(0);
    }
  }

  private boolean run(String verb, int leafId, Set<String> texts) throws SQLException {
    Leaf leaf = Objects.requireNonNull(session.map().leaves().get(leafId));
    try (LeafConnection connection =
            cluster
                .door()
                .open(
                    Errand.MAINTENANCE,
                    leaf,
                    connections.credentials(),
                    connections.database(),
                    connections.settings());
        LeafStatement statement = session.dispatch(false).statement(connection)) {
      for (String text : texts) {
        ResultSet rows = statement.run(text);
        if (rows != null) {
          refuseErrors(verb, rows);
        }
      }
      return true;
    }
  }

  /** MySQL says in rows what is wrong with a table: Table, Op, Msg_type, Msg_text. */
  private static void refuseErrors(String verb, ResultSet told) throws SQLException {
    try (ResultSet rows = told) {
      while (rows.next()) {
        if (rows.getMetaData().getColumnCount() == 4
            && rows.getString(3).equalsIgnoreCase("error")) {
          throw CanopyError.OPERATION_FAILED.with(
              verb + " of " + rows.getString(1), rows.getString(4), "mend it on its leaf");
        }
      }
    }
  }

  private List<Named> tables(Tokens tokens) {
    Catalogue catalogue = session.catalogue();
    List<Named> tables = new ArrayList<>();
    for (int i = 1; i < tokens.size(); i++) {
      if (!tokens.isIdentifier(i) || tokens.isKind(i - 1, TokenKind.DOT)) {
        continue;
      }
      boolean qualified = tokens.isKind(i + 1, TokenKind.DOT) && tokens.isIdentifier(i + 2);
      List<String> name =
          qualified
              ? List.of(tokens.identifier(i), tokens.identifier(i + 2))
              : List.of(tokens.identifier(i));
      if (tokens.depth(i) == 0 && catalogue.resolve(name) instanceof Catalogue.Base base) {
        tables.add(new Named(tokens.start(i), tokens.end(qualified ? i + 2 : i), base));
      }
    }
    return tables;
  }

  /** The statement on a partition; on the shell where the ordinal is negative. */
  private String text(Tokens tokens, List<Named> tables, int ordinal) {
    Dialect dialect = cluster.dialect();
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Named named : tables) {
      Catalogue.Base base = named.base();
      boolean shell = ordinal < 0 || base.table().distribution() instanceof Distribution.Reference;
      String namespace =
          shell
              ? dialect.shellNamespace(base.database())
              : dialect.partitionNamespace(base.database(), ordinal);
      out.append(tokens.text(), at, named.start())
          .append(dialect.quoteName(namespace))
          .append('.')
          .append(dialect.quoteName(base.table().name()));
      at = named.end();
    }
    return out.append(tokens.text().substring(at)).toString();
  }
}
