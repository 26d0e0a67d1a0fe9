package io.canopydb.it.fuzz;

import java.util.List;
import java.util.Random;

/** Chance, told by a seed. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    // Neighbouring seeds would start alike.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 0x1234567);
    random.nextInt();
  }

  /** From 0, below a bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** Whether something happens that does so in so many of a hundred cases. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  String word(String... of) {
    return of[random.nextInt(of.length)];
  }
}
