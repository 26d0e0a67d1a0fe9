package io.canopydb.driver.ddl;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.metadata.model.Engine;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a logical database can have. */
final class DatabaseNames {
  private static final Set<String> MYSQL_OWN =
      Set.of("mysql", "information_schema", "performance_schema", "sys", "ndbinfo");
  private static final Set<String> POSTGRESQL_OWN = Set.of("postgres", "template0", "template1");

  /** What the engines allow less what a partition's name adds: {@code _65535}. */
  private static final int MOST_BYTES = 57;

  private static final Pattern ORDINAL = Pattern.compile("_[0-9]+");

  private DatabaseNames() {}

  /** Refuses a name that no database can have. */
  static void check(Engine engine, String name) throws SQLException {
    if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw CanopyError.DATABASE_NAME.with(name, "it has to have 1 to " + MOST_BYTES + " bytes");
    }
    if (name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.chars().anyMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0))) {
      throw CanopyError.DATABASE_NAME.with(name, "it has a character that ZooKeeper has a use for");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    Set<String> own =
        switch (engine) {
          case MYSQL -> MYSQL_OWN;
          case POSTGRESQL -> POSTGRESQL_OWN;
        };
    if (own.contains(lower) || (engine == Engine.POSTGRESQL && lower.startsWith("pg_"))) {
      throw CanopyError.DATABASE_NAME.with(name, "the engine has that name for itself");
    }
    if (lower.equals("canopy") || lower.startsWith("canopy_")) {
      throw CanopyError.DATABASE_NAME.with(name, "Canopy has that name for itself");
    }
  }

  /** Why a name does not go together with the databases that there are. */
  static Optional<String> collision(String name, Set<String> others) {
    for (String other : others) {
      if (isPartitionOf(name, other)) {
        return Optional.of("partitions of the database " + other + " are named so");
      }
      if (isPartitionOf(other, name)) {
        return Optional.of("its partitions would be named as the database " + other + " is");
      }
    }
    return Optional.empty();
  }

  private static boolean isPartitionOf(String name, String database) {
    return name.length() > database.length()
        && name.regionMatches(true, 0, database, 0, database.length())
        && ORDINAL.matcher(name.substring(database.length())).matches();
  }
}
