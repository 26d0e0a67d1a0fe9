package io.canopydb.driver.ids;

import io.canopydb.metadata.store.IdRanges;
import io.canopydb.metadata.store.MetadataException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the numbers reserved for one name. The store gives each block above all that were
 * reserved before, and blocks are fetched one at a time, so numbers only ascend. Safe for use by
 * many threads.
 */
final class NumberRange {
  /** How many blocks an explicit value reserves at most beyond itself. */
  private static final int MAX_AHEAD = 64;

  private final Object run;
  private final IdRanges store;
  private final String database;
  private final String name;
  private final Executor background;
  private final ReentrantLock lock = new ReentrantLock();

  /** The numbers from {@code next} to {@code last} are left; none if next is greater. */
  private long next = 1;

  private long last;

  /** No number up to here is issued any more. */
  private long floor = Long.MIN_VALUE;

  /** Everything up to here is known to be reserved or raised in the store. */
  private long mark = Long.MIN_VALUE;

  /** The block that is being fetched, or has been and is not yet begun. */
  private @Nullable CompletableFuture<Block> fetched;

  /** How many blocks the next explicit value above the mark reserves. */
  private int ahead;

  /** Reserved numbers, both ends included. */
  private record Block(long first, long last) {}

  /**
   * A range without any number yet.
   *
   * @param run equal for ranges of one run of numbers; see Table.numbering
   */
  NumberRange(Object run, IdRanges store, String database, String name, Executor background) {
    this.run = run;
    this.store = store;
    this.database = database;
    this.name = name;
    this.background = background;
  }

  Object run() {
    return run;
  }

  /** Takes numbers, ascending. */
  long[] next(long firstEver, long block, int count) throws MetadataException {
    long[] numbers = new long[count];
    lock.lock();
    try {
      ahead = 0;
      int taken = 0;
      while (taken < count) {
        if (next > last) {
          begin(nextBlock(firstEver, Math.max(block, count - taken)));
        } else {
          numbers[taken] = next;
          taken++;
          next++;
        }
      }
      if (fetched == null && last - next < block / 2) {
        fetched = fetch(firstEver, block);
      }
      return numbers;
    } finally {
      lock.unlock();
    }
  }

  /** The block that was fetched ahead, else a new one. */
  private Block nextBlock(long firstEver, long count) throws MetadataException {
    CompletableFuture<Block> ready = fetched;
    if (ready != null) {
      fetched = null;
      try {
        // The fetching thread needs no lock of ours, and the store's calls end in time.
        return ready.get();
      } catch (ExecutionException e) {
        // Asked for again, so that the error is the present one.
        return reserve(firstEver, count);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fetched = ready;
        throw new MetadataException(
            MetadataException.Reason.TIMEOUT, "interrupted while numbers were reserved", e);
      }
    }
    return reserve(firstEver, count);
  }

  private @Nullable CompletableFuture<Block> fetch(long firstEver, long count) {
    CompletableFuture<Block> future = new CompletableFuture<>();
    try {
      background.execute(
          () -> {
            try {
              future.complete(reserve(firstEver, count));
            } catch (MetadataException | RuntimeException | Error e) {
              future.completeExceptionally(e);
            }
          });
      return future;
    } catch (RejectedExecutionException e) {
      return null;
    }
  }

  private Block reserve(long firstEver, long count) throws MetadataException {
    long first = store.reserve(database, name, firstEver, count);
    return new Block(first, first + count - 1);
  }

  private void begin(Block block) {
    next = block.first();
    last = block.last();
    mark = Math.max(mark, last);
    skip();
  }

  /** Leaves out what lies under the floor. */
  private void skip() {
    if (next <= floor) {
      next = floor < last ? floor + 1 : last + 1;
    }
  }

  /**
   * Raises the floor to a number that was given explicitly, and the store's mark if it is lower.
   * Explicit values often ascend, row after row: then a block is reserved above this one, so that
   * the next need no call of the store, and with each in a row it grows.
   */
  void observe(long value, long block) throws MetadataException {
    lock.lock();
    try {
      if (value > mark && fetched != null) {
        begin(nextBlock(value, block));
      }
      // A number below 1 raises nothing: it lies below where numbers start.
      if (value > mark && value > 0) {
        store.raise(database, name, value);
        mark = value;
        if (ahead > 0 && value < Long.MAX_VALUE - block * ahead) {
          begin(reserve(value, block * ahead));
        }
        ahead = Math.min(MAX_AHEAD, Math.max(1, ahead * 2));
      }
      floor = Math.max(floor, value);
      skip();
    } finally {
      lock.unlock();
    }
  }
}
