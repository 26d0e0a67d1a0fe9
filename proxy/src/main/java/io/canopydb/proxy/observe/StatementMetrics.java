package io.canopydb.proxy.observe;

import io.canopydb.driver.dispatch.Observer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what goes to leaves, by the statement's verb, the plan and the leaf. Safe for
 * use by many threads.
 */
final class StatementMetrics implements Observer {
  private static final Duration LEAST = Duration.ofNanos(100_000);
  private static final Duration MOST = Duration.ofSeconds(60);

  private final MeterRegistry registry;
  private final Map<Kind, Meters> meters = new ConcurrentHashMap<>();

  /** What statements are told apart by; few values each, whatever users send. */
  private record Kind(String leaf, String verb, String plan) {}

  private record Meters(Timer done, Timer failed, Counter rows) {}

  StatementMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Ending sending(Sent sent) {
    Meters of =
        meters.computeIfAbsent(
            new Kind(sent.leaf().address(), verb(sent.shape()), sent.plan()), this::register);
    long start = System.nanoTime();
    return (rows, error) -> {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      (error == null ? of.done() : of.failed()).record(took);
      if (rows > 0) {
        of.rows().increment((double) rows);
      }
    };
  }

  private Meters register(Kind kind) {
    Tags tags = Tags.of("leaf", kind.leaf(), "statement", kind.verb(), "plan", kind.plan());
    return new Meters(
        timer(tags.and("outcome", "done")),
        timer(tags.and("outcome", "failed")),
        Counter.builder("canopy.leaf.rows")
            .description("Rows that leaves gave or wrote")
            .tags(tags)
            .register(registry));
  }

  private Timer timer(Tags tags) {
    return Timer.builder("canopy.leaf.statements")
        .description("Statements on leaves, until their last row")
        .tags(tags)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(25),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10))
        .minimumExpectedValue(LEAST)
        .maximumExpectedValue(MOST)
        .register(registry);
  }

  /** The first word, of those that there are; others are one. */
  private static String verb(@Nullable String shape) {
    if (shape == null) {
      return "other";
    }
    int end = 0;
    while (end < shape.length() && Character.isLetter(shape.charAt(end))) {
      end++;
    }
    String word = shape.substring(0, end).toLowerCase(Locale.ROOT);
    return switch (word) {
      case "select", "insert", "update", "delete", "replace", "merge", "with", "values", "table" ->
          word;
      default -> "other";
    };
  }
}
