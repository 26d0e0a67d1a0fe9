package io.canopydb.it.cluster;

import io.canopydb.metadata.model.Engine;

class PostgreSqlAddLeafTest extends AddLeafTest {
  PostgreSqlAddLeafTest() {
    super(Engine.POSTGRESQL);
  }
}
