package io.canopydb.driver.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.canopydb.driver.parse.LexerRules;
import io.canopydb.metadata.model.ClusterSnapshot;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What the sessions of a cluster remember of statements: texts that were read, and plans. Safe for
 * use by many threads.
 *
 * <p>Its room is measured in characters, since what is kept of a text grows with it: one INSERT of
 * a megabyte would else weigh as much as one SELECT.
 */
public final class PlanCache {
  /** Characters of room for each statement; most are shorter. */
  private static final long ROOM = 1_000;

  /** What a statement weighs beside its characters. */
  private static final int FIXED = 200;

  private final Cache<TextKey, StatementShape> texts;
  private final Cache<PlanKey, CachedPlan> plans;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /** What a text that was read before is found by. */
  private record TextKey(String sql, LexerRules rules) {
    int weight() {
      return FIXED + sql.length();
    }
  }

  /** What a plan is found by. */
  private record PlanKey(String shape, Context context) {
    int weight() {
      return FIXED + shape.length();
    }
  }

  /**
   * What decides, beside its text, how a statement is planned.
   *
   * @param database the selected one; null for none
   * @param zeroIsValue whether an explicit 0 is kept where the cluster issues numbers
   */
  public record Context(@Nullable String database, LexerRules rules, boolean zeroIsValue) {}

  /**
   * @param size how many statements are remembered, about
   */
  public PlanCache(long size) {
    this.texts =
        Caffeine.newBuilder()
            .maximumWeight(size * ROOM)
            .weigher((TextKey key, StatementShape shape) -> key.weight())
            .executor(Runnable::run)
            .build();
    this.plans =
        Caffeine.newBuilder()
            .maximumWeight(size * ROOM)
            .weigher((PlanKey key, CachedPlan plan) -> key.weight())
            .executor(Runnable::run)
            .build();
  }

  /**
   * Reads a statement; from memory if it was read before. A text of literals only, which differs
   * from one execution to the next, is read each time: that costs about as much as to remember it.
   *
   * @throws io.canopydb.driver.parse.SqlSyntaxException where it can't be cut into tokens
   */
  public StatementShape read(String sql, LexerRules rules) {
    TextKey key = new TextKey(sql, rules);
    StatementShape shape = texts.getIfPresent(key);
    if (shape == null) {
      shape = StatementShape.read(sql, rules);
      if (shape.parameterCount() > 0 || shape.allParameters() || shape.shape() == null) {
        texts.put(key, shape);
      }
    }
    return shape;
  }

  /** The plan of a shape, if there is one that still holds. */
  public @Nullable CachedPlan find(String shape, Context context, ClusterSnapshot snapshot) {
    CachedPlan found = plans.getIfPresent(new PlanKey(shape, context));
    if (found != null && found.holds(snapshot)) {
      hits.increment();
      return found;
    }
    misses.increment();
    return null;
  }

  /** How often a plan was found. */
  long hits() {
    return hits.sum();
  }

  /** How often one had to be made. */
  long misses() {
    return misses.sum();
  }

  /** Remembers a plan. */
  public void put(String shape, Context context, CachedPlan plan) {
    plans.put(new PlanKey(shape, context), plan);
  }
}
