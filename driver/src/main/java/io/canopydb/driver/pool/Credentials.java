package io.canopydb.driver.pool;

import io.canopydb.metadata.model.Leaf;
import java.util.Properties;

/** The account that an application uses on the leaves, by its password, which is never printed. */
public record Credentials(String user, String password) implements Identity {

  @Override
  public void prove(Leaf leaf, Properties properties) {
    properties.setProperty("user", user);
    properties.setProperty("password", password);
  }

  @Override
  public String toString() {
    return "Credentials[" + user + "]";
  }
}
