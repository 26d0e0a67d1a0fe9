package io.canopydb.driver.execute.copy;

import io.canopydb.driver.bulk.CopyFormat;
import io.canopydb.driver.dialect.Dialect;
import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.GlobalDuplicate;
import io.canopydb.driver.execute.SharedConnection;
import io.canopydb.driver.execute.place.InsertRow;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.LookupRows;
import io.canopydb.driver.plan.PlacedRows;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.PartitionMap;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of lookup tables that go with the rows of a COPY, by partition. They are copied too,
 * behind those on each leaf, in the same transaction. Collected by one thread; several may send.
 */
final class CopiedLookups {
  private final Execution execution;
  private final PlacedRows insert;
  private final List<LookupRows> lookups;
  private final Map<Integer, List<Part>> byPartition = new TreeMap<>();

  /** Rows of one lookup table in one partition. */
  private record Part(LookupRows lookup, StringBuilder lines) {}

  CopiedLookups(Execution execution, InsertRows insert) {
    this.execution = execution;
    this.insert = insert.placed();
    this.lookups = insert.lookups();
  }

  /** Takes the lookup rows of rows; how many characters they have. */
  int collect(List<InsertRow> rows) throws SQLException {
    int characters = 0;
    for (LookupRows lookup : lookups) {
      List<InsertRow> kept = new ArrayList<>(rows.size());
      for (InsertRow row : rows) {
        if (!absent(lookup, row)) {
          kept.add(row.of(lookup.cells()));
        }
      }
      int[] partitions = new CopiedKeys(execution, lookup.rows()).partitions(kept);
      for (int i = 0; i < partitions.length; i++) {
        String line = line(kept.get(i), lookup.cells().size());
        part(lookup, partitions[i]).append(line);
        characters += line.length();
      }
    }
    return characters;
  }

  /** A NULL that the column does not take is for the table itself to refuse. */
  private static boolean absent(LookupRows lookup, InsertRow row) throws SQLException {
    for (int cell : lookup.cells()) {
      if (row.isNull(cell)) {
        return true;
      }
    }
    return false;
  }

  private static String line(InsertRow row, int width) throws SQLException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < width; i++) {
      @Nullable Object value = row.value(i);
      CopyFormat.TEXT.append(line, value == null ? null : value.toString());
    }
    return line.append('\n').substring(1);
  }

  private StringBuilder part(LookupRows lookup, int partition) {
    List<Part> parts = byPartition.computeIfAbsent(partition, p -> new ArrayList<>());
    for (Part part : parts) {
      if (part.lookup().equals(lookup)) {
        return part.lines();
      }
    }
    Part part = new Part(lookup, new StringBuilder());
    parts.add(part);
    return part.lines();
  }

  /** Where rows are to be sent, and what that touches there. */
  Map<Leaf, Set<Participant>> touched(PartitionMap map) throws SQLException {
    Map<Leaf, Set<Participant>> touched = new LinkedHashMap<>();
    for (int partition : byPartition.keySet()) {
      touched.merge(
          execution.master(insert.database(), map, partition),
          Participant.of(insert.database(), partition),
          Participant::both);
    }
    return touched;
  }

  /** Sends those of a leaf. */
  void send(Leaf leaf, PartitionMap map, SharedConnection connection) throws SQLException {
    for (Map.Entry<Integer, List<Part>> entry : byPartition.entrySet()) {
      if (execution.master(insert.database(), map, entry.getKey()).equals(leaf)) {
        for (Part part : entry.getValue()) {
          send(part, entry.getKey(), connection);
        }
      }
    }
  }

  private void send(Part part, int partition, SharedConnection connection) throws SQLException {
    Dialect dialect = execution.dialect();
    String sql =
        "COPY "
            + dialect.quoteName(dialect.partitionNamespace(insert.database(), partition))
            + "."
            + dialect.quoteName(String.valueOf(part.lookup().key().lookup()))
            + " ("
            + part.lookup().rows().columns().stream()
                .map(dialect::quoteName)
                .collect(Collectors.joining(", "))
            + ") FROM STDIN";
    byte[] lines = part.lines().toString().getBytes(StandardCharsets.UTF_8);
    try {
      LeafCopy.run(execution, connection, sql, lines);
    } catch (SQLException e) {
      if (!dialect.errors().duplicateKey(e)) {
        throw e;
      }
      throw GlobalDuplicate.of(e, part.lookup().key(), insert.table().name(), dialect.engine());
    }
  }

  /** Forgets what was sent. */
  void clear() {
    byPartition.clear();
  }
}
