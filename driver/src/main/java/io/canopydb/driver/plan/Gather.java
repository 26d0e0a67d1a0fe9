package io.canopydb.driver.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of several partitions are shipped into scratch tables on one leaf, where native SQL
 * finishes.
 *
 * @param ships what is shipped; each fills one scratch table
 * @param derived further scratch tables, each made of those before it
 * @param finish the statement that reads them
 */
public record Gather(List<Ship> ships, List<Derived> derived, LeafSql finish) implements ReadNode {
  public Gather {
    ships = List.copyOf(ships);
    derived = List.copyOf(derived);
  }

  /**
   * A scratch table that holds the rows of a query.
   *
   * @param id the number that {@link LeafSql.Scratch} means
   */
  public record Derived(int id, LeafSql query) {}

  /**
   * One scratch table and its rows.
   *
   * @param id the number that {@link LeafSql.Scratch} means
   * @param rows where the rows come from
   * @param shape a SELECT over the shell that has the columns of the scratch table: its result's
   *     names and types
   * @param columns the names of the columns, in order
   * @param primaryKey the columns of a primary key that the scratch table gets; empty for none
   * @param indexed columns that get an index each
   * @param kept columns, from 0, whose values later ships are reduced by
   */
  public record Ship(
      int id,
      Route rows,
      LeafSql shape,
      List<String> columns,
      List<String> primaryKey,
      List<String> indexed,
      List<Integer> kept) {
    public Ship {
      kept = List.copyOf(kept);
      indexed = List.copyOf(indexed);
      columns = List.copyOf(columns);
      primaryKey = List.copyOf(primaryKey);
    }
  }

  @Override
  public boolean chosenBySizes() {
    return true;
  }

  /** The ship that fills a scratch table. */
  public @Nullable Ship ship(int id) {
    return ships.stream().filter(ship -> ship.id() == id).findFirst().orElse(null);
  }

  @Override
  public <R, X extends Exception> R accept(ReadNode.Visitor<R, X> visitor) throws X {
    return visitor.gather(this);
  }
}
