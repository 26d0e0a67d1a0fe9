package io.canopydb.driver.ddl.text;

import io.canopydb.metadata.model.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A unique key that is to be kept over partitions.
 *
 * @param columns as the statement names them
 * @param lookup the table that is to keep it
 */
public record GlobalKeyWish(List<String> columns, String lookup) {
  /** Such a table lies in partitions only; no shell has one, so no catalogue shows it. */
  private static final String PREFIX = "canopy_unique_";

  public GlobalKeyWish {
    columns = List.copyOf(columns);
  }

  /** Gives each key a lookup table of its own, by a name that no other key of the database has. */
  static List<GlobalKeyWish> of(List<List<String>> keys, Database database) {
    Set<String> taken = new HashSet<>();
    database
        .tables()
        .values()
        .forEach(table -> table.globalKeys().forEach(key -> taken.add(key.lookup())));
    List<GlobalKeyWish> wishes = new ArrayList<>();
    for (List<String> columns : keys) {
      wishes.add(new GlobalKeyWish(columns, newLookup(taken)));
    }
    return wishes;
  }

  /** A name that no lookup table has, which is taken by that. */
  public static String newLookup(Set<String> taken) {
    int number = 1;
    while (!taken.add(PREFIX + number)) {
      number++;
    }
    return PREFIX + number;
  }
}
