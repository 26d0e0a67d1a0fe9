package io.canopydb.metadata.store;

import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;

/** Changes of several znodes, made at once: all or none. Used by one thread. */
final class Transaction {

  /** What an operation takes in the request beside its path and its data; generous. */
  private static final int OPERATION_BYTES = 64;

  private final ZooKeeperClient client;
  private final List<CuratorOp> operations = new ArrayList<>();
  private long bytes;

  Transaction(ZooKeeperClient client) {
    this.client = client;
  }

  /** Makes a lasting znode. */
  Transaction create(String path, byte[] data) throws MetadataException {
    try {
      CreateMode mode = CreateMode.PERSISTENT;
      add(client.curator().transactionOp().create().withMode(mode).forPath(path, data), path, data);
      return this;
    } catch (Exception e) {
      throw Failure.of(e, "creating " + path);
    }
  }

  /** Replaces a znode's content, if it has this version; -1 for any. */
  Transaction set(String path, byte[] data, int version) throws MetadataException {
    try {
      add(
          client.curator().transactionOp().setData().withVersion(version).forPath(path, data),
          path,
          data);
      return this;
    } catch (Exception e) {
      throw Failure.of(e, "writing " + path);
    }
  }

  /** Removes a znode, if it has this version; -1 for any. */
  Transaction delete(String path, int version) throws MetadataException {
    try {
      add(client.curator().transactionOp().delete().withVersion(version).forPath(path), path);
      return this;
    } catch (Exception e) {
      throw Failure.of(e, "removing " + path);
    }
  }

  /** Fails the transaction unless a znode is there. */
  Transaction check(String path) throws MetadataException {
    try {
      add(client.curator().transactionOp().check().withVersion(-1).forPath(path), path);
      return this;
    } catch (Exception e) {
      throw Failure.of(e, "looking for " + path);
    }
  }

  /** Adds what another holds. */
  Transaction append(Transaction other) {
    operations.addAll(other.operations);
    bytes += other.bytes;
    return this;
  }

  private void add(CuratorOp operation, String path, byte... data) {
    operations.add(operation);
    bytes += path.length() + data.length + OPERATION_BYTES;
  }

  /**
   * Makes the changes.
   *
   * @param doing what they do, for messages
   */
  void commit(String doing) throws MetadataException {
    ZooKeeperClient.requireFits(doing, bytes);
    try {
      client.connected().transaction().forOperations(operations);
    } catch (Exception e) {
      throw Failure.of(e, doing);
    }
  }
}
