package io.canopydb.proxy.local;

import org.testcontainers.DockerClientFactory;

/** MySQL's own image in containers of a Docker engine, by Testcontainers. */
record MySqlContainers(Machine machine) implements MySqlSource {

  @Override
  public String way() {
    return "start a Docker engine";
  }

  @Override
  public Found find() {
    return DockerClientFactory.instance().isDockerAvailable()
        ? new Usable(new MySqlImage())
        : new Nothing("no Docker engine answers");
  }
}
