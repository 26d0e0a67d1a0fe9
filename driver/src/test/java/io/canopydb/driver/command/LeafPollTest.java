package io.canopydb.driver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LeafPollTest {

  @Test
  void leavesAreAskedAtOnceAndTheDeadOneHoldsUpNobody() throws Exception {
    CountDownLatch all = new CountDownLatch(3);
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Map<Integer, LeafPoll.Reply<String>> replies =
        LeafPoll.ask(
            IntStream.of(1, 2, 3).mapToObj(LeafPollTest::leaf).toList(),
            Duration.ofSeconds(1),
            leaf -> {
              all.countDown();
              try {
                all.await(); // passes only if all three are asked at the same time
                if (leaf.id() == 2) {
                  never.await();
                }
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw new SQLException("interrupted", e);
              }
              if (leaf.id() == 3) {
                throw new SQLException("gone");
              }
              return "here";
            });
    assertThat(replies.get(1).value()).isEqualTo("here");
    assertThatObject(replies.get(2).error())
        .asInstanceOf(THROWABLE)
        .hasMessageContaining("no answer for 1.0 s, since ");
    assertThatObject(replies.get(3).error()).asInstanceOf(THROWABLE).hasMessage("gone");
    interrupted.await();
  }

  private static Leaf leaf(int id) {
    return new Leaf(
        id, "h", id, Engine.MYSQL, "8.4.2", 1, LeafState.ONLINE, new LeafAccount("root", "sealed"));
  }
}
