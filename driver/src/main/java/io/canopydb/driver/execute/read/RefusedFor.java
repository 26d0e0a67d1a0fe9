package io.canopydb.driver.execute.read;

import io.canopydb.driver.execute.Execution;
import io.canopydb.driver.execute.PinnedStatement;
import io.canopydb.driver.plan.Aggregate;
import io.canopydb.driver.plan.Gather;
import io.canopydb.driver.plan.InsertCells;
import io.canopydb.driver.plan.InsertQuery;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.driver.plan.KeyedWrite;
import io.canopydb.driver.plan.Limit;
import io.canopydb.driver.plan.Lookup;
import io.canopydb.driver.plan.LookupWrite;
import io.canopydb.driver.plan.MergeSort;
import io.canopydb.driver.plan.OneOrMany;
import io.canopydb.driver.plan.OneOrManyWrite;
import io.canopydb.driver.plan.PlanNode;
import io.canopydb.driver.plan.ReadNode;
import io.canopydb.driver.plan.Redistribute;
import io.canopydb.driver.plan.Refused;
import io.canopydb.driver.plan.RefusedWrite;
import io.canopydb.driver.plan.Route;
import io.canopydb.driver.plan.Write;
import io.canopydb.driver.plan.WriteNode;
import java.sql.SQLException;

/** Says whether a plan is refused for the values of an execution. */
public final class RefusedFor
    implements PlanNode.Visitor<Boolean, SQLException>,
        ReadNode.Visitor<Boolean, SQLException>,
        WriteNode.Visitor<Boolean, SQLException> {
  private final Execution execution;

  public RefusedFor(Execution execution) {
    this.execution = execution;
  }

  public boolean refuses(PlanNode node) throws SQLException {
    PlanNode.Visitor<Boolean, SQLException> families = this;
    return node.accept(families);
  }

  @Override
  public Boolean reads(ReadNode node) throws SQLException {
    ReadNode.Visitor<Boolean, SQLException> nodes = this;
    return node.accept(nodes);
  }

  @Override
  public Boolean writes(WriteNode node) throws SQLException {
    WriteNode.Visitor<Boolean, SQLException> nodes = this;
    return node.accept(nodes);
  }

  @Override
  public Boolean oneOrMany(OneOrMany choice) throws SQLException {
    return PinnedStatement.of(execution, choice) == null && refuses(choice.many());
  }

  @Override
  public Boolean oneOrMany(OneOrManyWrite choice) throws SQLException {
    return PinnedStatement.of(execution, choice) == null && refuses(choice.many());
  }

  @Override
  public Boolean lookup(Lookup lookup) throws SQLException {
    return refuses(lookup.many());
  }

  @Override
  public Boolean lookup(LookupWrite lookup) throws SQLException {
    return refuses(lookup.many());
  }

  @Override
  public Boolean keyedWrite(KeyedWrite write) throws SQLException {
    return refuses(write.query());
  }

  @Override
  public Boolean insertQuery(InsertQuery insert) throws SQLException {
    return refuses(insert.query());
  }

  @Override
  public Boolean insertCells(InsertCells insert) throws SQLException {
    return refuses(insert.query());
  }

  @Override
  public Boolean refused(Refused refused) {
    return true;
  }

  @Override
  public Boolean refused(RefusedWrite refused) {
    return true;
  }

  @Override
  public Boolean route(Route route) {
    return false;
  }

  @Override
  public Boolean mergeSort(MergeSort sort) {
    return false;
  }

  @Override
  public Boolean limit(Limit limit) throws SQLException {
    return refuses(limit.input());
  }

  @Override
  public Boolean aggregate(Aggregate aggregate) throws SQLException {
    return refuses(aggregate.input());
  }

  @Override
  public Boolean gather(Gather gather) {
    return false;
  }

  @Override
  public Boolean redistribute(Redistribute redistribute) throws SQLException {
    return refuses(redistribute.input());
  }

  @Override
  public Boolean write(Write write) {
    return false;
  }

  @Override
  public Boolean insertRows(InsertRows insert) {
    return false;
  }
}
