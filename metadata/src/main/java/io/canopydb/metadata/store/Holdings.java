package io.canopydb.metadata.store;

import java.util.Collection;
import java.util.List;

/**
 * What an aggregator holds of older maps, at the version that it has applied.
 *
 * @param oldest the oldest version that a statement, or a transaction that has written, goes by;
 *     the applied one where there is none older; {@link #UNTOLD} where nobody has looked
 * @param parts where the applied version differs from older ones that are held, and what is used
 */
public record Holdings(long oldest, List<Part> parts) {
  /** No version. */
  public static final long UNTOLD = -1;

  /** Nothing is known yet, so that nobody may take anything for drained. */
  public static final Holdings UNKNOWN = new Holdings(UNTOLD, List.of());

  public Holdings {
    parts = List.copyOf(parts);
  }

  /** Nothing older than a version is held. */
  public static Holdings nothingBefore(long version) {
    return new Holdings(version, List.of());
  }

  /**
   * Something that is used as it was.
   *
   * @param scope a table, a partition or more
   * @param oldest the oldest version by which it is used
   */
  public record Part(DrainScope scope, long oldest) {}

  /** Whether somebody may go by a version older than this one, for any of these. */
  boolean olderThan(long version, Collection<? extends DrainScope> scopes) {
    return oldest == UNTOLD || scopes.stream().anyMatch(scope -> olderThan(version, scope));
  }

  private boolean olderThan(long version, DrainScope scope) {
    if (scope instanceof DrainScope.Everything && oldest < version) {
      return true;
    }
    return parts.stream()
        .anyMatch(
            part ->
                part.oldest() < version
                    && (part.scope().covers(scope) || scope.covers(part.scope())));
  }
}
