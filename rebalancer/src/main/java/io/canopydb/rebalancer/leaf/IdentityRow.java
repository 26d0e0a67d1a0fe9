package io.canopydb.rebalancer.leaf;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/** The row of {@code canopy.leaf}, whose columns are the same on both engines. */
final class IdentityRow {
  private IdentityRow() {}

  static Optional<LeafIdentity> read(Connection server, String table) throws SQLException {
    try (Statement statement = server.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT cluster_id, leaf_id, request_id, stage FROM " + table)) {
      if (!result.next()) {
        return Optional.empty();
      }
      return Optional.of(
          new LeafIdentity(
              result.getString(1),
              result.getInt(2),
              result.getString(3),
              LeafIdentity.Stage.valueOf(result.getString(4).toUpperCase(Locale.ROOT))));
    }
  }

  /** Writes it by a statement whose parameters are the four columns, in the order above. */
  static void write(Connection server, String sql, LeafIdentity identity) throws SQLException {
    try (PreparedStatement statement = server.prepareStatement(sql)) {
      statement.setString(1, identity.clusterId());
      statement.setInt(2, identity.leafId());
      statement.setString(3, identity.requestId());
      statement.setString(4, identity.stage().name().toLowerCase(Locale.ROOT));
      statement.executeUpdate();
    }
  }
}
