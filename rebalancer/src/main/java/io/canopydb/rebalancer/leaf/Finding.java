package io.canopydb.rebalancer.leaf;

/**
 * Something about a server that does not suit a leaf.
 *
 * @param required whether it can't become a leaf so; else it is a warning
 * @param problem what is wrong, as a clause: {@code sync_binlog is 0}
 * @param remedy what to do, as a clause: {@code set sync_binlog=1}
 */
public record Finding(boolean required, String problem, String remedy) {

  static Finding refuse(String problem, String remedy) {
    return new Finding(true, problem, remedy);
  }

  static Finding warn(String problem, String remedy) {
    return new Finding(false, problem, remedy);
  }

  @Override
  public String toString() {
    return problem + ": " + remedy;
  }
}
