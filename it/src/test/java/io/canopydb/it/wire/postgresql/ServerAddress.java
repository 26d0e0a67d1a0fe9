package io.canopydb.it.wire.postgresql;

/** Where a server listens, and an account that it knows. */
record ServerAddress(String host, int port, String user, String password) {
  /** As PgJDBC wants it. */
  String url(String database, String options) {
    return "jdbc:postgresql://"
        + host
        + ":"
        + port
        + "/"
        + database
        + "?user="
        + user
        + "&password="
        + password
        + options;
  }
}
