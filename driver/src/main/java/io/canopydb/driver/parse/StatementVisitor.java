package io.canopydb.driver.parse;

/**
 * One method for each kind of statement, so that none is forgotten.
 *
 * @param <R> what each gives
 * @param <X> what each may throw
 */
public interface StatementVisitor<R, X extends Exception> {

  R empty(StatementKind.Empty kind) throws X;

  R query(StatementKind.Query kind) throws X;

  R insert(StatementKind.Insert kind) throws X;

  R replace(StatementKind.Replace kind) throws X;

  R update(StatementKind.Update kind) throws X;

  R delete(StatementKind.Delete kind) throws X;

  R merge(StatementKind.Merge kind) throws X;

  R ddl(StatementKind.Ddl kind) throws X;

  R truncate(StatementKind.Truncate kind) throws X;

  R refresh(StatementKind.Refresh kind) throws X;

  R begin(StatementKind.Begin kind) throws X;

  R commit(StatementKind.Commit kind) throws X;

  R rollback(StatementKind.Rollback kind) throws X;

  R rollbackTo(StatementKind.RollbackTo kind) throws X;

  R savepoint(StatementKind.Savepoint kind) throws X;

  R releaseSavepoint(StatementKind.ReleaseSavepoint kind) throws X;

  R twoPhase(StatementKind.TwoPhase kind) throws X;

  R setTransaction(StatementKind.SetTransaction kind) throws X;

  R setVariables(StatementKind.SetVariables kind) throws X;

  R reset(StatementKind.Reset kind) throws X;

  R discard(StatementKind.Discard kind) throws X;

  R use(StatementKind.Use kind) throws X;

  R show(StatementKind.Show kind) throws X;

  R describe(StatementKind.Describe kind) throws X;

  R explain(StatementKind.Explain kind) throws X;

  R call(StatementKind.Call kind) throws X;

  R doIt(StatementKind.Do kind) throws X;

  R kill(StatementKind.Kill kind) throws X;

  R prepare(StatementKind.Prepare kind) throws X;

  R execute(StatementKind.Execute kind) throws X;

  R deallocate(StatementKind.Deallocate kind) throws X;

  R lockTables(StatementKind.LockTables kind) throws X;

  R unlockTables(StatementKind.UnlockTables kind) throws X;

  R copy(StatementKind.Copy kind) throws X;

  R loadData(StatementKind.LoadData kind) throws X;

  R handler(StatementKind.Handler kind) throws X;

  R xa(StatementKind.Xa kind) throws X;

  R notification(StatementKind.Notification kind) throws X;

  R cursor(StatementKind.Cursor kind) throws X;

  R maintenance(StatementKind.Maintenance kind) throws X;

  R privileges(StatementKind.Privileges kind) throws X;

  R administration(StatementKind.Administration kind) throws X;

  R cluster(StatementKind.Cluster kind) throws X;

  R other(StatementKind.Other kind) throws X;
}
