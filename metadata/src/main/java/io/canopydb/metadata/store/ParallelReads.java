package io.canopydb.metadata.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.zookeeper.KeeperException;

/**
 * Reads many znodes without waiting for one before asking for the next, some hundreds at a time.
 * Thread-safe.
 */
final class ParallelReads {

  private static final int IN_FLIGHT = 256;

  private static final byte[] NOTHING = {};

  private final CuratorFramework curator;
  private final long timeoutMillis;

  /**
   * @param timeout the longest that one answer may take
   */
  ParallelReads(CuratorFramework curator, Duration timeout) {
    this.curator = curator;
    this.timeoutMillis = timeout.toMillis();
  }

  /** The contents by path; what is not there is left out. */
  Map<String, byte[]> read(Iterable<String> paths) throws MetadataException {
    Semaphore room = new Semaphore(IN_FLIGHT);
    Map<String, CompletableFuture<CuratorEvent>> answers = new LinkedHashMap<>();
    Map<String, byte[]> contents = new HashMap<>();
    String reading = "";
    try {
      for (String path : paths) {
        reading = path;
        if (!room.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS)) {
          throw new TimeoutException();
        }
        answers.put(path, ask(path, room));
      }
      for (Map.Entry<String, CompletableFuture<CuratorEvent>> answer : answers.entrySet()) {
        reading = answer.getKey();
        CuratorEvent event = answer.getValue().get(timeoutMillis, TimeUnit.MILLISECONDS);
        KeeperException.Code code = KeeperException.Code.get(event.getResultCode());
        if (code == KeeperException.Code.OK) {
          contents.put(reading, event.getData() == null ? NOTHING : event.getData());
        } else if (code != KeeperException.Code.NONODE) {
          throw KeeperException.create(code, reading);
        }
      }
      return contents;
    } catch (Exception e) {
      throw Failure.of(e, "reading " + reading);
    }
  }

  private CompletableFuture<CuratorEvent> ask(String path, Semaphore room) throws Exception {
    CompletableFuture<CuratorEvent> answer = new CompletableFuture<>();
    curator
        .getData()
        .inBackground(
            (ignored, event) -> {
              room.release();
              answer.complete(event);
            })
        .forPath(path);
    return answer;
  }
}
