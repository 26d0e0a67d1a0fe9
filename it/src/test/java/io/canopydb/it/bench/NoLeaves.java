package io.canopydb.it.bench;

import io.canopydb.driver.dispatch.ActiveStatements;
import io.canopydb.driver.dispatch.Dispatch;
import io.canopydb.driver.dispatch.Door;
import io.canopydb.driver.execute.LeafAccess;
import io.canopydb.driver.fault.FaultPoint;
import io.canopydb.driver.held.HeldMaps;
import io.canopydb.driver.held.Holder;
import io.canopydb.driver.held.MapHold;
import io.canopydb.driver.ids.IdIssuer;
import io.canopydb.driver.plan.LeafSql;
import io.canopydb.driver.planner.ResultTypes;
import io.canopydb.driver.planner.TableSizes;
import io.canopydb.driver.pool.LeafConnection;
import io.canopydb.driver.pool.LeafConnections;
import io.canopydb.driver.transaction.ClusterTransaction;
import io.canopydb.driver.transaction.Participant;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.store.MetadataStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Set;

/** Stands where leaves would be; planning a cached statement by its key asks none. */
final class NoLeaves implements LeafAccess, IdIssuer, ResultTypes, TableSizes {

  private static IllegalStateException asked() {
    return new IllegalStateException("planning asked a leaf");
  }

  /** The way of statements that are not sent. */
  Dispatch dispatch() {
    Door closed =
        new Door(nothing(MetadataStore.class), nothing(LeafConnections.class), FaultPoint.NONE);
    MapHold hold = new HeldMaps(() -> ShopMetadata.of(Engine.MYSQL, 1, 1, 1)).open(new Idle());
    return new Dispatch(closed, hold, new ActiveStatements(), false, 0);
  }

  private static <T> T nothing(Class<T> type) {
    InvocationHandler silent = (proxy, method, arguments) -> null;
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, silent));
  }

  private static final class Idle implements Holder {
    @Override
    public boolean inStatement() {
      return false;
    }

    @Override
    public boolean inTransaction() {
      return false;
    }

    @Override
    public boolean hasWritten() {
      return false;
    }
  }

  @Override
  public LeafConnection acquire(Leaf leaf) {
    throw asked();
  }

  @Override
  public void release(LeafConnection connection) {
    throw asked();
  }

  @Override
  public boolean inTransaction() {
    return false;
  }

  @Override
  public Leaf pinnedLeaf() {
    throw asked();
  }

  @Override
  public Leaf anyLeaf() {
    throw asked();
  }

  @Override
  public <T> T askAny(Question<T> question) {
    throw asked();
  }

  @Override
  public void pin() {
    throw asked();
  }

  @Override
  public Leaf lockLeaf() {
    throw asked();
  }

  @Override
  public void wrote(LeafConnection connection, Set<Participant> touched) {
    throw asked();
  }

  @Override
  public void committed(LeafConnection connection, Set<Participant> touched) {
    throw asked();
  }

  @Override
  public void wroteEverywhere(Set<Integer> leaves) {
    throw asked();
  }

  @Override
  public void usesTemporaryTables(LeafConnection connection) {
    throw asked();
  }

  @Override
  public void lose(SQLException because) {
    throw asked();
  }

  @Override
  public void fail() {
    throw asked();
  }

  @Override
  public ClusterTransaction newTransaction() {
    throw asked();
  }

  @Override
  public boolean keeps(Leaf leaf) {
    return false;
  }

  @Override
  public long[] next(String database, String name, long firstEver, long largest, int count) {
    throw asked();
  }

  @Override
  public void observe(String database, String name, long value) {
    throw asked();
  }

  @Override
  public void forget(String database, String name) {
    throw asked();
  }

  /** What a leaf would say; real planning waits for a round trip here. */
  @Override
  public List<ResultType> of(LeafSql query) {
    return List.of(
        new ResultType(Types.VARCHAR, "varchar", false, "owner"),
        new ResultType(Types.BIGINT, "bigint", true, "balance"));
  }

  @Override
  public boolean codePointOrder() {
    return true;
  }

  @Override
  public Size of(String database, String table) {
    throw asked();
  }

  @Override
  public int leaves() {
    throw asked();
  }
}
