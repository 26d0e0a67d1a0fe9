package io.canopydb.it.differential;

import io.canopydb.it.differential.Finding.What;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A statement that is known to differ, why, and in exactly which way.
 *
 * @param number which of the statements of this text in the script, from 1
 * @param seen the differences in all ways it is sent: {@link Finding#seen()} of each
 */
record KnownDifference(
    String script, int number, String sql, Kind kind, String reason, Set<String> seen) {

  KnownDifference {
    seen = Set.copyOf(seen);
  }

  /** Why it differs. Each kind holds only for some differences, so that none hides a wrong row. */
  enum Kind {
    /**
     * Canopy could do it and does not yet. What it never will is {@code @refused} in the script.
     */
    REFUSED(What.REFUSED),
    /** Canopy fails otherwise. */
    FAILS(What.FAILS),
    /** Another SQLSTATE of an error that both have, or other words. */
    MESSAGE(What.ERROR, What.WORDS),
    /** Canopy does what the plain server refuses. */
    LENIENT(What.ACCEPTED),
    RESULT_TYPE(What.TYPE),
    LABEL(What.LABEL),
    ORDER(What.ORDER),
    /** Update counts, or results without rows, that nobody reads. */
    COUNT(What.COUNT, What.RESULTS),
    /** Ids that a server gives out: others than one server's, but as good. */
    ISSUED_IDS(What.ROWS, What.KEYS, What.COUNT),
    /** What a server says of itself: versions, counters, names of connections. */
    OF_THE_SERVER(What.ROWS, What.TYPE),
    /** Only because of an entry before it, of the same script. */
    FOLLOWS(What.values()),
    /** A wrong answer, to be mended. */
    WRONG(What.values());

    private final Set<What> allowed;

    Kind(What... allowed) {
      this.allowed = EnumSet.copyOf(List.of(allowed));
    }

    boolean allows(What what) {
      return allowed.contains(what);
    }

    /** The first that allows it. */
    static Kind suggestedFor(What what) {
      return switch (what) {
        case REFUSED -> REFUSED;
        case ERROR, WORDS -> MESSAGE;
        case ACCEPTED -> LENIENT;
        case TYPE -> RESULT_TYPE;
        case LABEL -> LABEL;
        case ORDER -> ORDER;
        case FAILS -> FAILS;
        case RESULTS, COUNT, ROWS, KEYS, SCRIPT -> WRONG;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Whether it speaks of this statement of its script. */
  boolean names(String script, int number, String sql) {
    return this.script.equals(script) && this.number == number && this.sql.equals(sql);
  }

  boolean covers(Finding finding) {
    return kind.allows(finding.what()) && seen.contains(finding.seen());
  }

  /** As it stands in the list. */
  @Override
  public String toString() {
    return (number == 1 ? script : script + " #" + number)
        + "\n"
        + sql.lines().map(line -> "  | " + line).collect(Collectors.joining("\n"))
        + "\n  kind: "
        + kind
        + "\n  reason: "
        + reason
        + "\n"
        + seen.stream().sorted().map(one -> "  seen: " + one + "\n").collect(Collectors.joining());
  }
}
