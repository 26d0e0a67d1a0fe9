package io.canopydb.proxy.wire.postgresql;

import io.canopydb.driver.session.Session;
import io.canopydb.proxy.server.ClientGoneException;
import java.sql.SQLWarning;

/** Warnings and notices, which are said before a statement's end. */
final class Notices {
  private Notices() {}

  /** Says what was warned of since the last time. */
  static void say(Session session, BackendMessages out) throws ClientGoneException {
    for (SQLWarning warning = session.takeWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      out.notice(ErrorFields.notice(warning));
    }
  }
}
