package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.JsonCodec;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;

/**
 * The journal: a znode an entry, named by a number that grows over all scopes. A scope's lock is
 * Curator's semaphore of one permit, which unlike its mutex any thread may give back. Thread-safe.
 */
final class ZooKeeperJournal implements Journal {

  private static final String COUNTER = "journal";

  private static final JsonCodec<Stored> CODEC =
      new JsonCodec<>(
          "entry of the journal",
          (stored, object) -> {
            object.put("kind", stored.kind());
            object.put("body", stored.body());
          },
          fields -> new Stored(fields.string("kind"), fields.string("body")));

  private final ZooKeeperClient client;
  private final Znodes znodes;
  private final StoredNumber numbers;
  private final SessionKeeper session;

  ZooKeeperJournal(ZooKeeperClient client, Znodes znodes, SessionKeeper session) {
    this.client = client;
    this.znodes = znodes;
    this.numbers = new StoredNumber(client);
    this.session = session;
  }

  private record Stored(String kind, String body) {}

  @Override
  public Entry write(String scope, String kind, String body) throws MetadataException {
    String id = SortableId.of(numbers.next(znodes.counter(COUNTER)));
    // The id is nobody else's: an entry that is there already is ours, its answer was lost.
    client.createBelowContainer(path(scope, id), CODEC.encode(new Stored(kind, body)));
    return new Entry(id, scope, kind, body);
  }

  @Override
  public Entry replace(Entry entry, String newBody) throws MetadataException {
    byte[] data = CODEC.encode(new Stored(entry.kind(), newBody));
    if (!client.set(path(entry.scope(), entry.id()), data, -1)) {
      throw new MetadataException(
          Reason.NOT_FOUND,
          "entry " + entry.id() + " of the journal of " + entry.scope() + " is gone");
    }
    return new Entry(entry.id(), entry.scope(), entry.kind(), newBody);
  }

  @Override
  public void remove(Entry entry) throws MetadataException {
    client.delete(path(entry.scope(), entry.id()), -1);
  }

  @Override
  public List<Entry> entries(String scope) throws MetadataException {
    String parent = znodes.journal(scope);
    client.sync(parent);
    Map<String, String> paths = new TreeMap<>();
    for (String id : client.children(parent)) {
      paths.put(id, path(scope, id));
    }
    Map<String, byte[]> contents = client.getAll(paths.values());
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, String> path : paths.entrySet()) {
      byte[] data = contents.get(path.getValue());
      if (data != null) {
        Stored stored = SnapshotDraft.decode(CODEC, path.getValue(), data);
        entries.add(new Entry(path.getKey(), scope, stored.kind(), stored.body()));
      }
    }
    return entries;
  }

  @Override
  public List<String> scopes() throws MetadataException {
    client.sync(znodes.journalScopes());
    List<String> scopes = new ArrayList<>();
    for (String name : client.children(znodes.journalScopes())) {
      String scope = NodeName.decode(name);
      if (!client.children(znodes.journal(scope)).isEmpty()) {
        scopes.add(scope);
      }
    }
    scopes.sort(null);
    return scopes;
  }

  private String path(String scope, String id) {
    return znodes.journal(scope) + "/" + id;
  }

  @Override
  public Lock lock(String scope, Duration timeout) throws MetadataException, InterruptedException {
    String path = znodes.journalLock(scope);
    Lease permit;
    try {
      InterProcessSemaphoreV2 semaphore = new InterProcessSemaphoreV2(client.connected(), path, 1);
      permit = semaphore.acquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw Failure.of(e, "taking the lock of " + scope);
    }
    if (permit == null) {
      throw new MetadataException(
          Reason.TIMEOUT,
          "another aggregator still held the lock of "
              + scope
              + " after "
              + ZooKeeperClient.text(timeout));
    }
    return JournalLock.of(client, session, path, permit);
  }
}
