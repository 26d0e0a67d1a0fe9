package io.canopydb.driver.session;

import io.canopydb.driver.held.Resolved;
import io.canopydb.driver.plan.Plan;
import io.canopydb.metadata.model.ClusterSnapshot;
import io.canopydb.metadata.model.Database;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.View;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan, and up to which version of the metadata it is known to hold. */
public final class CachedPlan implements Resolved {
  /** How long a choice that was made by the sizes of tables is kept. */
  private static final Duration SIZES_HOLD = Duration.ofMinutes(1);

  private final Plan<?> plan;
  private final long made = System.nanoTime();
  private final Set<Plan.Name> movable;
  private volatile long version;
  private volatile @Nullable Described described;

  /** A plan that was made from the metadata of this version. */
  public CachedPlan(Plan<?> plan, long version) {
    this.plan = plan;
    this.version = version;
    this.movable =
        plan.basis().tables().entrySet().stream()
            .filter(table -> !(table.getValue().distribution() instanceof Distribution.Reference))
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
  }

  public Plan<?> plan() {
    return plan;
  }

  /** Its tables whose rows lie in partitions, so that they can be laid otherwise. */
  @Override
  public Set<Plan.Name> movable() {
    return movable;
  }

  /** A description, and the labels that it was made for. */
  private record Described(String labels, Description columns) {}

  /**
   * What the shell says of its columns; asked once, where leaves can't tell.
   *
   * @param labels what of the statement's values its labels show: others make other labels
   */
  Description described(String labels, Describe shell) throws SQLException {
    Described found = described;
    if (found == null || !found.labels().equals(labels)) {
      found = new Described(labels, shell.describe(plan));
      described = found;
    }
    return found.columns();
  }

  /** Asks the shell. */
  interface Describe {
    Description describe(Plan<?> plan) throws SQLException;
  }

  /** Whether all that it was made from is still as it was. */
  @Override
  public boolean holds(ClusterSnapshot snapshot) {
    if (plan.root().chosenBySizes() && System.nanoTime() - made > SIZES_HOLD.toNanos()) {
      return false;
    }
    if (version == snapshot.version()) {
      return true;
    }
    Plan.Basis basis = plan.basis();
    for (Map.Entry<Plan.Name, Table> table : basis.tables().entrySet()) {
      Database database = snapshot.databases().get(table.getKey().database());
      if (database == null
          || !table.getValue().equals(database.tables().get(table.getKey().object()))) {
        return false;
      }
    }
    for (Map.Entry<Plan.Name, View> view : basis.views().entrySet()) {
      Database database = snapshot.databases().get(view.getKey().database());
      if (database == null
          || !view.getValue().equals(database.views().get(view.getKey().object()))) {
        return false;
      }
    }
    // A name that meant nothing of ours may mean something now.
    for (String unknown : basis.databases()) {
      for (Database database : snapshot.databases().values()) {
        if (database.tables().containsKey(unknown) || database.views().containsKey(unknown)) {
          return false;
        }
      }
    }
    version = snapshot.version();
    return true;
  }
}
