package io.canopydb.proxy.local;

import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;

/**
 * MySQL's own image in containers of a Docker engine, by Testcontainers.
 *
 * @param engineAnswers whether there is an engine
 */
record MySqlContainers(BooleanSupplier engineAnswers) implements MySqlSource {

  MySqlContainers() {
    this(() -> DockerClientFactory.instance().isDockerAvailable());
  }

  @Override
  public String way() {
    return "start a Docker engine";
  }

  @Override
  public Found find() {
    return engineAnswers.getAsBoolean()
        ? new Usable(new MySqlImage())
        : new Nothing("no Docker engine answers");
  }
}
