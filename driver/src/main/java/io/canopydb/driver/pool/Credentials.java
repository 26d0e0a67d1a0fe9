package io.canopydb.driver.pool;

/** The account that an application uses on the leaves. The password is never printed. */
public record Credentials(String user, String password) {
  @Override
  public String toString() {
    return "Credentials[" + user + "]";
  }
}
