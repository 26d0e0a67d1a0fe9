package io.canopydb.metadata.secret;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a process has its cluster key from: a file that the user named, else what the environment
 * says, else a file that is looked for. Nothing is read before the key is asked for, so that a
 * process that never needs the key is not disturbed by one that is wrong. Immutable.
 */
public final class ClusterKeySource {

  private final @Nullable Path named;
  private final Map<String, String> environment;
  private final @Nullable Path fallback;

  private ClusterKeySource(
      @Nullable Path named, Map<String, String> environment, @Nullable Path fallback) {
    this.named = named;
    this.environment = Map.copyOf(environment);
    this.fallback = fallback;
  }

  /**
   * A source without a file that is looked for.
   *
   * @param named the file that the user named; null for none
   * @param environment as of System.getenv
   */
  public static ClusterKeySource of(@Nullable Path named, Map<String, String> environment) {
    Map<String, String> own = new TreeMap<>();
    for (String name : new String[] {ClusterKey.VARIABLE, ClusterKey.FILE_VARIABLE}) {
      String value = environment.get(name);
      if (value != null && !value.isBlank()) {
        own.put(name, value);
      }
    }
    return new ClusterKeySource(named, own, null);
  }

  /** A source that has this key itself. */
  public static ClusterKeySource of(ClusterKey key) {
    return new ClusterKeySource(null, Map.of(ClusterKey.VARIABLE, key.toBase64()), null);
  }

  /** This source, which in the last place looks for a file. */
  public ClusterKeySource orElse(Path file) {
    return new ClusterKeySource(named, environment, file);
  }

  /**
   * The key; empty where nothing says where it is.
   *
   * @throws ClusterKeyException where something does, and there is no key
   */
  public Optional<ClusterKey> find() throws ClusterKeyException {
    if (named != null) {
      return Optional.of(ClusterKey.load(named));
    }
    Optional<ClusterKey> key = ClusterKey.fromEnvironment(environment);
    if (key.isPresent() || fallback == null || !Files.exists(fallback)) {
      return key;
    }
    return Optional.of(ClusterKey.load(fallback));
  }

  /** The file that the key is in, or would be in; empty where it is in the environment itself. */
  public Optional<Path> file() {
    if (named != null) {
      return Optional.of(named);
    }
    if (environment.containsKey(ClusterKey.VARIABLE)) {
      return Optional.empty();
    }
    String file = environment.get(ClusterKey.FILE_VARIABLE);
    return Optional.ofNullable(file == null ? fallback : Path.of(file));
  }

  /** Says nothing: the environment may hold the key itself. */
  @Override
  public String toString() {
    return "ClusterKeySource";
  }
}
