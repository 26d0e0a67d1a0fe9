package io.canopydb.driver.analyse;

import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small catalogue. The databases {@code shop} and {@code depot} each have the tables {@code a},
 * {@code b} and {@code c} with the columns k, x, y and the shard key k, {@code w} (k, j, x) with
 * the shard key (k, j), {@code txt} (s, t, x) with the text shard key s, {@code big} with a shard
 * key k of another type than the others have, {@code log} (k, x) without a shard key, and the
 * reference table {@code ref} (id, name). {@code shop} has views beside.
 */
public final class SampleCatalogue {
  private SampleCatalogue() {}

  /** What names mean to a session whose database is {@code shop}. */
  public static Catalogue of(Engine engine) {
    return of(engine, Set.of());
  }

  /** Likewise, for a session with temporary tables. */
  public static Catalogue of(Engine engine, Set<String> temporary) {
    List<View> views =
        List.of(
            new View(
                "totals", List.of("k", "total"), "SELECT k, SUM(x) AS total FROM a GROUP BY k"),
            new View("nested", List.of("key", "sum"), "SELECT k, total FROM totals WHERE k > 1"));
    ClusterSnapshot snapshot =
        new ClusterSnapshot(1, engine, Map.of(), Map.of(), Map.of())
            .withDatabase(database(engine, "shop").withViews(byName(views)))
            .withDatabase(
                database(engine, "depot")
                    .withViews(
                        Map.of("every", new View("every", List.of("k"), "SELECT a.k FROM a"))));
    return new Catalogue(snapshot, "shop", temporary);
  }

  private static Map<String, View> byName(List<View> views) {
    return Map.of(views.get(0).name(), views.get(0), views.get(1).name(), views.get(1));
  }

  private static Database database(Engine engine, String name) {
    Map<String, Table> tables =
        Map.of(
            "a", table(engine, "a", List.of("k"), "k", "x", "y"),
            "b", table(engine, "b", List.of("k"), "k", "x", "y"),
            "c", table(engine, "c", List.of("k"), "k", "x", "y"),
            "w", table(engine, "w", List.of("k", "j"), "k", "j", "x"),
            "log", table(engine, "log", List.of(), "k", "x"),
            "txt",
                new Table(
                    "txt",
                    new Distribution.Sharded(List.of("s")),
                    List.of(text(engine, "s"), text(engine, "t"), integer(engine, "x", true)),
                    List.of()),
            "big",
                new Table(
                    "big",
                    new Distribution.Sharded(List.of("k")),
                    List.of(text(engine, "k"), integer(engine, "x", true)),
                    List.of()),
            "ref",
                new Table(
                    "ref",
                    new Distribution.Reference(),
                    List.of(integer(engine, "id", false), text(engine, "name")),
                    List.of(new UniqueKey("PRIMARY", true, List.of("id")))));
    return new Database(name, new PartitionMap(List.of()), tables, Map.of(), Map.of());
  }

  private static Table table(Engine engine, String name, List<String> key, String... columns) {
    List<Column> all = new ArrayList<>();
    for (String column : columns) {
      all.add(integer(engine, column, !key.contains(column)));
    }
    return new Table(
        name,
        key.isEmpty() ? new Distribution.Keyless() : new Distribution.Sharded(key),
        all,
        key.isEmpty() ? List.of() : List.of(new UniqueKey("PRIMARY", true, key)));
  }

  private static Column integer(Engine engine, String name, boolean nullable) {
    String type =
        switch (engine) {
          case MYSQL -> "int";
          case POSTGRESQL -> "integer";
        };
    return new Column(name, type, null, nullable, false, false, null);
  }

  private static Column text(Engine engine, String name) {
    return switch (engine) {
      case MYSQL -> new Column(name, "varchar(20)", "utf8mb4_0900_ai_ci", true, false, false, null);
      case POSTGRESQL ->
          new Column(name, "character varying(20)", "default", true, false, false, null);
    };
  }
}
