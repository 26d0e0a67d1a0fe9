package io.canopydb.proxy.local;

import java.io.IOException;

/** One of the ways to come by a MySQL server. */
interface MySqlSource {

  /** What a source has. */
  sealed interface Found {}

  /** A server that can be started. */
  record Usable(ServerInstallation installation) implements Found {}

  /** Nothing; with the reason, as a user reads it. */
  record Nothing(String reason) implements Found {}

  /** How a user would make this source work, as a list of ways names it. */
  String way();

  /**
   * Looks, and fetches what there is.
   *
   * @throws ServerException the user asked for this source, and it cannot be used
   */
  Found find() throws IOException, InterruptedException;
}
