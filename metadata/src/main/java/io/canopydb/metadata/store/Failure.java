package io.canopydb.metadata.store;

import io.canopydb.metadata.codec.UnreadableException;
import io.canopydb.metadata.store.MetadataException.Reason;
import java.util.Locale;
import org.apache.zookeeper.KeeperException;

/** What a failed call of ZooKeeper means to the caller of the store. */
final class Failure {

  private Failure() {}

  /**
   * Translates whatever a client library threw. An interrupt is kept on the thread.
   *
   * @param doing what was tried, to follow "while": {@code reading the partition map}
   */
  static MetadataException of(Exception failure, String doing) {
    if (failure instanceof MetadataException already) {
      return already;
    }
    if (failure instanceof IllegalStateException) {
      // Curator's way to say that it was closed.
      return new MetadataException(
          Reason.UNREACHABLE, "the metadata store was closed while " + doing, failure);
    }
    if (failure instanceof RuntimeException defect) {
      throw defect;
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new MetadataException(Reason.UNREACHABLE, "interrupted while " + doing, failure);
    }
    if (failure instanceof UnreadableException) {
      return new MetadataException(Reason.UNREADABLE, failure.getMessage(), failure);
    }
    if (!(failure instanceof KeeperException keeper)) {
      return new MetadataException(
          Reason.UNREACHABLE, "ZooKeeper failed while " + doing + ": " + failure, failure);
    }
    return switch (keeper.code()) {
      case NONODE -> new MetadataException(Reason.NOT_FOUND, "not there while " + doing, failure);
      case NODEEXISTS, BADVERSION, NOTEMPTY, RUNTIMEINCONSISTENCY ->
          new MetadataException(Reason.CONFLICT, "somebody else was faster, " + doing, failure);
      case NOAUTH, AUTHFAILED, SESSIONCLOSEDREQUIRESASLAUTH ->
          new MetadataException(
              Reason.UNREACHABLE, "ZooKeeper denied access while " + doing, failure);
      default ->
          new MetadataException(
              Reason.UNREACHABLE,
              "ZooKeeper could not be reached while "
                  + doing
                  + " ("
                  + keeper.code().name().toLowerCase(Locale.ROOT)
                  + ")",
              failure);
    };
  }
}
