package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.dispatch.Dispatch;
import io.canopydb.driver.dispatch.LeafStatement;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.LeafAccess;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that one leaf gets as the user wrote it. */
final class OnLeaf implements StatementPlan {
  private final SessionState session;
  private final StatementShape shape;
  private final @Nullable Parameter[] parameters;
  private final Which which;

  /** Which leaf. */
  enum Which {
    /** Any that answers: it changes nothing. */
    ANY,
    /** The one that holds what the session has made, which is all that it may change. */
    OF_SESSION,
    /** The same; it may write what others see. */
    WRITING,
    /** The one where all sessions take their locks. */
    OF_LOCKS
  }

  OnLeaf(
      SessionState session, StatementShape shape, @Nullable Parameter[] parameters, Which which) {
    this.session = session;
    this.shape = shape;
    this.parameters = parameters;
    this.which = which;
  }

  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    return switch (which) {
      case ANY -> session.connections().askAny(leaf -> on(leaf, options));
      case OF_SESSION, WRITING -> ofSession(options);
      case OF_LOCKS -> on(session.connections().lockLeaf(), options);
    };
  }

  @Override
  public List<String> lines() {
    String leaf =
        switch (which) {
          case ANY -> "any leaf";
          case OF_SESSION, WRITING -> "the session's own leaf";
          case OF_LOCKS -> "the leaf where all sessions take locks";
        };
    return List.of("Passed to " + leaf + ", over its shell", "  " + shape.sql().strip());
  }

  private Outcome ofSession(ExecuteOptions options) throws SQLException {
    SessionConnections connections = session.connections();
    session.transaction().used().noteOthers();
    connections.pin();
    Leaf leaf = connections.pinnedLeaf();
    LeafConnection connection = connections.acquire(leaf);
    connections.wrote(connection, Participant.UNKNOWN);
    connections.release(connection);
    try {
      Outcome outcome = on(leaf, options);
      if (which == Which.WRITING && !connections.inTransaction()) {
        connections.committed(connection, Participant.UNKNOWN);
      }
      return outcome;
    } catch (SQLException e) {
      throw CanopyError.LEAF_LOST.is(e) ? LeafAccess.inDoubt(leaf, e) : e;
    }
  }

  private Outcome on(Leaf leaf, ExecuteOptions options) throws SQLException {
    LeafConnection connection = session.connections().acquire(leaf);
    Dispatch dispatch = session.dispatch(which == Which.ANY);
    dispatch.about(OnLeaf.class, null);
    try (LeafStatement sent = prepared(dispatch, connection)) {
      PreparedStatement statement = sent.prepared();
      for (int i = 0; i < shape.parameterCount(); i++) {
        Parameter parameter = parameters[i];
        if (parameter == null) {
          throw CanopyError.PARAMETER_NOT_SET.with(i + 1);
        }
        parameter.bind(statement, i + 1);
      }
      Outcome outcome = LeafResults.of(statement, options);
      SQLWarning said = statement.getWarnings();
      if (said != null && session.cluster().engine() == Engine.POSTGRESQL) {
        session.facts().warn(said);
      }
      return outcome;
    } catch (SQLException e) {
      throw session.connections().told(connection, e);
    } finally {
      session.connections().release(connection);
    }
  }

  private LeafStatement prepared(Dispatch dispatch, LeafConnection connection) throws SQLException {
    if (which == Which.WRITING) {
      dispatch.look();
    }
    return dispatch.prepare(connection, shape.sql());
  }

  /** What a leaf does by itself must not see the empty twin of a sharded table. */
  static void refuseSharded(SessionState session, Tokens tokens) throws SQLException {
    Catalogue catalogue = session.catalogue();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isIdentifier(i)) {
        refuseSharded(catalogue, tokens, tokens.identifier(i));
      }
      if (tokens.kind(i).isString()) {
        for (String word : tokens.text(i).split("[^\\w$]+", -1)) {
          refuseSharded(catalogue, tokens, word);
        }
      }
    }
  }

  private static void refuseSharded(Catalogue catalogue, Tokens tokens, String name)
      throws SQLException {
    if (!name.isEmpty()
        && catalogue.resolve(List.of(name)) instanceof Catalogue.Base base
        && !(base.table().distribution() instanceof Distribution.Reference)) {
      throw CanopyError.UNSUPPORTED.with(
          tokens.text(0) + " over the sharded table " + name, "send the statement by itself");
    }
  }
}
