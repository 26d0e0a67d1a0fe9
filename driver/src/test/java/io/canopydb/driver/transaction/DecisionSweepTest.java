package io.canopydb.driver.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionSweepTest {

  @ParameterizedTest
  @CsvSource({
    // of a coordinator that is gone: a commit can go, a rollback only when it is a day old
    "false, true, 60, false, true",
    "false, false, 60, false, false",
    "false, false, 90000, false, true",
    // of one that lives: it sees to its own for a day
    "true, true, 60, false, false",
    "true, true, 90000, false, true",
    // a transaction manager is to hear of it, however old it is
    "false, true, 60, true, false",
    "false, true, 90000, true, false",
    "false, false, 90000, true, false",
    "true, true, 90000, true, false"
  })
  void leavesWhatSomebodyMayAskFor(
      boolean living, boolean commit, long seconds, boolean manager, boolean needless) {
    TransactionId id = new TransactionId("cluster", "coordinator", 1);
    TwoPhase.Decision decision = new TwoPhase.Decision(id, commit, seconds, manager);
    Set<String> alive = living ? Set.of("coordinator") : Set.of("another");
    assertThat(DecisionSweep.needless(decision, alive)).isEqualTo(needless);
  }
}
