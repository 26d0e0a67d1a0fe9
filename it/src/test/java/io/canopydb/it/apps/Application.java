package io.canopydb.it.apps;

/** An application that knows of its database nothing but the URL. */
@FunctionalInterface
interface Application {
  /**
   * Runs from start to end.
   *
   * @param url of an empty database, with the account in it
   * @param notes what the application sees of the database
   */
  void run(String url, Notes notes) throws Exception;
}
