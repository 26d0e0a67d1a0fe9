package io.canopydb.driver.command;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.error.StoreErrors;
import io.canopydb.driver.parse.command.SetSyncVariable;
import io.canopydb.driver.parse.command.SyncVariable;
import io.canopydb.metadata.store.MetadataException;
import io.canopydb.metadata.store.MetadataStore;
import java.sql.SQLException;

/** SET GLOBAL of a sync variable. */
final class SyncVariables {
  private SyncVariables() {}

  static void set(MetadataStore store, SetSyncVariable command) throws SQLException {
    SyncVariable variable = command.variable();
    String value = variable.normalise(command.value());
    if (value == null) {
      throw CanopyError.COMMAND.with(
          "'" + command.value() + "' is no value of " + variable.sqlName(),
          "give it " + variable.allowed());
    }
    if (variable == SyncVariable.REDUNDANCY_LEVEL && !value.equals("1")) {
      throw CanopyError.UNSUPPORTED.with(
          variable.sqlName() + " = " + value, "replicas come with a later version");
    }
    try {
      store.update(cluster -> cluster.withVariable(variable.sqlName(), value));
    } catch (MetadataException e) {
      throw StoreErrors.of(e);
    }
  }
}
