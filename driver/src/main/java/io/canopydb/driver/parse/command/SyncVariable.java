package io.canopydb.driver.parse.command;

import io.canopydb.metadata.model.ClusterSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variables that hold for the whole cluster, and lie in ZooKeeper. */
public enum SyncVariable {
  REDUNDANCY_LEVEL("How many instances each partition has.", "1", 1, 2),
  LEAF_FAILOVER_FANOUT(
      "Which leaves hold the replicas of a leaf's masters: one leaf, its pair, or several.",
      "paired",
      "paired",
      "load_balanced"),
  AUTO_ATTACH("Whether a leaf that comes back is attached by itself.", "on", "on", "off"),
  DEFAULT_PARTITIONS_PER_LEAF(
      "How many partitions a new database has for each leaf, where CREATE DATABASE does not say.",
      "8",
      1,
      1024),
  FOREIGN_KEYS_UNENFORCED(
      "Whether foreign keys that no partition can check are accepted, and enforced by nobody.",
      "off",
      "on",
      "off"),
  UNIQUE_KEYS_WITHOUT_SHARD_KEY(
      "What becomes of a unique key that does not contain the shard key and is not declared GLOBAL:"
          + " it is refused, or becomes GLOBAL by itself.",
      "refuse",
      "refuse",
      "global"),
  AUTO_INCREMENT_BLOCK_SIZE(
      "How many numbers an aggregator reserves at a time for AUTO_INCREMENT, sequences and the"
          + " like.",
      "1000",
      1,
      1_000_000_000),
  MAX_INTERMEDIATE_RESULT_MB(
      "How much one statement may move from leaf to leaf, in MiB.", "10240", 1, 1_000_000_000);

  private final String description;
  private final String defaultValue;
  private final List<String> words;
  private final long least;
  private final long most;

  SyncVariable(String description, String defaultValue, long least, long most) {
    this.description = description;
    this.defaultValue = defaultValue;
    this.words = List.of();
    this.least = least;
    this.most = most;
  }

  SyncVariable(String description, String defaultValue, String... words) {
    this.description = description;
    this.defaultValue = defaultValue;
    this.words = List.of(words);
    this.least = 0;
    this.most = 0;
  }

  /** Its name in SQL. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One sentence for the user. */
  public String description() {
    return description;
  }

  /** Its value where nobody has set it. */
  public String defaultValue() {
    return defaultValue;
  }

  /** The variable of a name in SQL, in upper or lower case. */
  public static Optional<SyncVariable> of(String name) {
    for (SyncVariable variable : values()) {
      if (variable.name().equalsIgnoreCase(name)) {
        return Optional.of(variable);
      }
    }
    return Optional.empty();
  }

  /** Its value in a cluster: what was set, else its default. */
  public String value(ClusterSnapshot cluster) {
    return cluster.variables().getOrDefault(sqlName(), defaultValue);
  }

  /** Its value in a cluster as a number; only for a variable whose values are numbers. */
  public long number(ClusterSnapshot cluster) {
    return Long.parseLong(value(cluster));
  }

  /** Whether its values are numbers. */
  public boolean isNumber() {
    return words.isEmpty();
  }

  /** What may be set, in words: {@code a number from 1 to 2}. */
  public String allowed() {
    return words.isEmpty() ? "a number from " + least + " to " + most : String.join(" or ", words);
  }

  /** A value as it is stored, or null where it is none that may be set. */
  public @Nullable String normalise(String value) {
    String word = value.toLowerCase(Locale.ROOT);
    if (!words.isEmpty()) {
      return words.contains(asSwitch(word)) ? asSwitch(word) : null;
    }
    try {
      long number = Long.parseLong(word);
      return number >= least && number <= most ? Long.toString(number) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The engines also write a switch as 1 and 0, TRUE and FALSE. */
  private String asSwitch(String word) {
    if (!words.contains("on")) {
      return word;
    }
    return switch (word) {
      case "1", "true" -> "on";
      case "0", "false" -> "off";
      default -> word;
    };
  }
}
