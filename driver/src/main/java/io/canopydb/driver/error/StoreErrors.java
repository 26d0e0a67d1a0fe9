package io.canopydb.driver.error;

import io.canopydb.metadata.store.MetadataException;
import java.sql.SQLException;

/** What a user gets to see when the metadata store fails. */
public final class StoreErrors {
  private StoreErrors() {}

  /**
   * The SQLException for a cluster that can't be connected to.
   *
   * @param servers the ZooKeeper servers that were asked
   * @param root the znode of the cluster
   */
  public static SQLException ofConnect(MetadataException failure, String servers, String root) {
    return switch (failure.reason()) {
      case NOT_FOUND -> CanopyError.UNKNOWN_CLUSTER.causedBy(failure, servers + root);
      case UNREACHABLE, TIMEOUT ->
          CanopyError.STORE_UNREACHABLE.causedBy(failure, servers, failure.getMessage());
      case CONFLICT, UNREADABLE, TOO_LARGE -> of(failure);
    };
  }

  /** The SQLException that stands for a failure of the store. */
  public static SQLException of(MetadataException failure) {
    return switch (failure.reason()) {
      case UNREACHABLE, TIMEOUT -> CanopyError.STORE_LOST.causedBy(failure, failure.getMessage());
      case NOT_FOUND, CONFLICT ->
          CanopyError.STORE_FAILED.causedBy(
              failure, failure.getMessage(), "look at the cluster's state, and run it again");
      case UNREADABLE ->
          CanopyError.STORE_FAILED.causedBy(
              failure, failure.getMessage(), "use a version of Canopy that can read it");
      case TOO_LARGE ->
          CanopyError.STORE_FAILED.causedBy(failure, failure.getMessage(), "ask for less at once");
    };
  }
}
