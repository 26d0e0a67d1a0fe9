package io.canopydb.it.cluster;

import io.canopydb.metadata.model.Engine;

class MySqlAddLeafTest extends AddLeafTest {
  MySqlAddLeafTest() {
    super(Engine.MYSQL);
  }
}
