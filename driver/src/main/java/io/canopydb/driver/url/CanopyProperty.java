package io.canopydb.driver.url;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a connection to a cluster, as written in the URL or given as {@link
 * java.util.Properties}. Besides them, {@code leaf.NAME} hands the property NAME to the engine's
 * own driver for every leaf connection.
 */
public enum CanopyProperty {
  USER("user", Kind.TEXT, "", "The account on the leaves."),
  PASSWORD("password", Kind.SECRET, "", "The account's password."),
  NAMESPACE("namespace", Kind.TEXT, "/canopy", "The ZooKeeper node under which the cluster lies."),
  CLUSTER_KEY_FILE(
      "clusterKeyFile",
      Kind.TEXT,
      "",
      "The file with the cluster key; without it, the environment variable CANOPY_CLUSTER_KEY."),
  ZOOKEEPER_SESSION_TIMEOUT(
      "zooKeeperSessionTimeout",
      Kind.COUNT,
      "4000",
      "Milliseconds without contact after which ZooKeeper takes this aggregator for dead."),
  CONNECT_TIMEOUT(
      "connectTimeout",
      Kind.COUNT,
      "10000",
      "Milliseconds to wait for ZooKeeper, and for a connection to a leaf."),
  SOCKET_TIMEOUT(
      "socketTimeout",
      Kind.COUNT,
      "0",
      "Milliseconds to wait for a leaf's answer before its connection is given up; 0 waits on."),
  CLUSTER_LINGER(
      "clusterLinger",
      Kind.COUNT,
      "30000",
      "Milliseconds that this process stays connected to ZooKeeper and the leaves after its last"
          + " connection was closed, so that the next one is opened at once; 0 for not at all."),
  MASTER_TIMEOUT(
      "masterTimeout",
      Kind.COUNT,
      "10000",
      "Milliseconds that a statement waits for a partition that has no master, before it fails."),
  ALLOW_MULTI_QUERIES(
      "allowMultiQueries",
      Kind.SWITCH,
      "",
      "Whether one text may hold several statements. By default as with the engine's own driver:"
          + " yes on PostgreSQL, no on MySQL."),
  ALLOW_LOAD_LOCAL_INFILE(
      "allowLoadLocalInfile",
      Kind.SWITCH,
      "false",
      "Whether LOAD DATA LOCAL INFILE may read the files of this machine that statements name."),
  STALE_READS(
      "staleReads",
      Kind.SWITCH,
      "true",
      "Whether reads go on, with a warning, while ZooKeeper is out of reach."),
  POOL_SIZE("poolSize", Kind.POSITIVE, "20", "Connections to each leaf at most, for one account."),
  PLAN_CACHE_SIZE("planCacheSize", Kind.POSITIVE, "10000", "How many plans are kept."),
  REWRITE_BATCHES(
      "rewriteBatches",
      Kind.SWITCH,
      "true",
      "Whether the rows of a batch are sent as statements of many rows."),
  UNIQUE_KEYS_WITHOUT_SHARD_KEY(
      "uniqueKeysWithoutShardKey",
      Kind.REFUSE_OR_GLOBAL,
      "",
      "What becomes of a unique key that does not contain the shard key: refuse, or global. By"
          + " default as the cluster variable unique_keys_without_shard_key says."),
  DDL_COMMITS(
      "ddlCommits",
      Kind.SWITCH,
      "false",
      "Whether DDL about a table that its transaction has used commits that transaction first, on"
          + " PostgreSQL as it always does on MySQL. Without it such DDL is refused.");

  /** What values a property takes. */
  enum Kind {
    TEXT,
    /** Never printed. */
    SECRET,
    /** true, false, on or off. */
    SWITCH,
    /** refuse or global. */
    REFUSE_OR_GLOBAL,
    /** A whole number from 0. */
    COUNT,
    /** A whole number from 1. */
    POSITIVE;

    /** What is wrong with a value; null where nothing is. */
    @Nullable String complaint(String value) {
      return switch (this) {
        case TEXT, SECRET -> null;
        case SWITCH -> parseSwitch(value) == null ? "is true or false" : null;
        case REFUSE_OR_GLOBAL ->
            value.equals("refuse") || value.equals("global") ? null : "is refuse or global";
        case COUNT -> number(value) < 0 ? "is a whole number from 0" : null;
        case POSITIVE -> number(value) < 1 ? "is a whole number from 1" : null;
      };
    }

    private static int number(String value) {
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException e) {
        return -1;
      }
    }
  }

  private static final Map<String, CanopyProperty> BY_KEY = new TreeMap<>();

  static {
    for (CanopyProperty property : values()) {
      BY_KEY.put(property.key, property);
    }
  }

  private final String key;
  private final Kind kind;
  private final String defaultValue;
  private final String description;

  CanopyProperty(String key, Kind kind, String defaultValue, String description) {
    this.key = key;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The name as it is written. */
  public String key() {
    return key;
  }

  /** What holds when it is not given; empty for none. */
  public String defaultValue() {
    return defaultValue;
  }

  /** One or two sentences for the user. */
  public String description() {
    return description;
  }

  /** Whether its value must never be shown. */
  public boolean secret() {
    return kind == Kind.SECRET;
  }

  /** Whether it is true or false. */
  public boolean isSwitch() {
    return kind == Kind.SWITCH;
  }

  Kind kind() {
    return kind;
  }

  static @Nullable CanopyProperty byKey(String key) {
    return BY_KEY.get(key);
  }

  static @Nullable Boolean parseSwitch(String value) {
    return switch (value) {
      case "true", "on" -> Boolean.TRUE;
      case "false", "off" -> Boolean.FALSE;
      default -> null;
    };
  }
}
