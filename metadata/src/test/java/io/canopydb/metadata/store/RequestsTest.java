package io.canopydb.metadata.store;

import static io.canopydb.metadata.store.ConnectTest.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.store.MetadataException.Reason;
import io.canopydb.metadata.store.Requests.Answer;
import io.canopydb.metadata.store.Requests.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

  @RegisterExtension static final TestZooKeeper ZOOKEEPER = new TestZooKeeper();

  private static final Duration PATIENCE = Eventually.PATIENCE;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static Answer echo(Request request) {
    return new Answer(true, request.command() + " " + request.body());
  }

  /** A handler that stays in its first request until it is interrupted. */
  private static final class Stuck implements Requests.Handler {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);
    final List<String> ids = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Answer handle(Request request) throws InterruptedException {
      ids.add(request.id());
      begun.countDown();
      try {
        new CountDownLatch(1).await();
        return new Answer(false, "never");
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
    }
  }

  private static void assertNothingIsLeft(ZooKeeperStore store) throws Exception {
    String address = ZOOKEEPER.connectString();
    Znodes znodes = new Znodes(address.substring(address.indexOf('/')));
    Eventually.holds(
        "no request is left", () -> store.client().children(znodes.pendingRequests()).isEmpty());
    assertThat(store.client().children(znodes.answers())).isEmpty();
  }

  @Test
  void requestsAreCarriedOutByTheMasterOneAfterTheOther() throws Exception {
    ZooKeeperStore master = ZOOKEEPER.connect();
    ZooKeeperStore other = ZOOKEEPER.connect();
    List<String> ids = Collections.synchronizedList(new ArrayList<>());
    List<String> running = Collections.synchronizedList(new ArrayList<>());
    try (AutoCloseable serving =
        master
            .requests()
            .serve(
                request -> {
                  running.add(Thread.currentThread().getName());
                  ids.add(request.id());
                  return echo(request);
                })) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String body = "{\"n\":" + i + "}";
        Requests requests = i % 2 == 0 ? other.requests() : master.requests();
        answers.add(threads.submit(() -> requests.submit("add-leaf", body, PATIENCE)));
      }
      for (int i = 0; i < 10; i++) {
        assertThat(answers.get(i).get()).isEqualTo(new Answer(true, "add-leaf {\"n\":" + i + "}"));
      }
      assertThat(running).containsOnly("canopy-master");
      assertThat(ids).hasSize(10).doesNotHaveDuplicates();
      assertThat(other.aggregators())
          .filteredOn(Aggregator::master)
          .singleElement()
          .matches(aggregator -> aggregator.kind() == Aggregator.Kind.DRIVER);
      assertNothingIsLeft(other);
    }
    // The candidate's znode is deleted in the background.
    Eventually.holds(
        "nobody is master", () -> other.aggregators().stream().noneMatch(Aggregator::master));
  }

  @Test
  void withoutAMasterARequestFailsSoonAndIsWithdrawn() throws Exception {
    ZooKeeperStore store = ZOOKEEPER.connect();
    assertFails(
        Reason.NOT_FOUND,
        "no master aggregator to carry out add-leaf",
        () -> store.requests().submit("add-leaf", "{}", PATIENCE));
    assertNothingIsLeft(store);
  }

  @Test
  void aRequestThatIsNotBegunInTimeIsWithdrawn() throws Exception {
    ZooKeeperStore store = ZOOKEEPER.connect();
    Stuck stuck = new Stuck();
    try (AutoCloseable serving = store.requests().serve(stuck)) {
      Future<Answer> first = threads.submit(() -> store.requests().submit("one", "", PATIENCE));
      assertThat(stuck.begun.await(30, TimeUnit.SECONDS)).isTrue();
      assertFails(
          Reason.TIMEOUT,
          "two was not done within 100 ms; nothing of it was done",
          () -> store.requests().submit("two", "", Duration.ofMillis(100)));
      first.cancel(true);
    }
    assertThat(stuck.ids).hasSize(1);
  }

  @Test
  void aRequestThatWasBegunGoesOnWithoutItsSubmitter() throws Exception {
    ZooKeeperStore store = ZOOKEEPER.connect();
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (AutoCloseable serving =
        store
            .requests()
            .serve(
                request -> {
                  mayEnd.await();
                  return echo(request);
                })) {
      Eventually.holds("there is a master", () -> store.aggregators().get(0).master());
      Future<Answer> waiting =
          threads.submit(() -> store.requests().submit("one", "", Duration.ofSeconds(2)));
      assertFails(
          Reason.TIMEOUT,
          "it was begun, and the master aggregator finishes it",
          () -> {
            try {
              waiting.get();
            } catch (ExecutionException e) {
              throw e.getCause();
            }
          });
      mayEnd.countDown();
      assertNothingIsLeft(store);
    }
  }

  @Test
  void aHandlerThatFailsIsAnAnswer() throws Exception {
    ZooKeeperStore store = ZOOKEEPER.connect();
    try (AutoCloseable serving =
        store
            .requests()
            .serve(
                request -> {
                  if (request.command().equals("bad")) {
                    throw new IllegalStateException("out of paper");
                  }
                  return echo(request);
                })) {
      assertThat(store.requests().submit("bad", "", PATIENCE))
          .isEqualTo(
              new Answer(false, "bad failed: java.lang.IllegalStateException: out of paper"));
      assertThat(store.requests().submit("good", "x", PATIENCE).succeeded()).isTrue();
    }
  }

  @Test
  void whatIsTooLargeIsRefusedOrSaidToBe() throws Exception {
    ZooKeeperStore store = ZOOKEEPER.connect();
    String huge = "x".repeat(1_000_000);
    assertFails(
        Reason.TOO_LARGE,
        "bytes in ZooKeeper",
        () -> store.requests().submit("add-leaf", huge, PATIENCE));
    try (AutoCloseable serving = store.requests().serve(request -> new Answer(true, huge))) {
      assertThat(store.requests().submit("list", "", PATIENCE))
          .matches(Answer::succeeded)
          .matches(answer -> answer.body().contains("too large to be sent"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "expire"})
  void theNextMasterGoesOnWithWhatTheLastOneBegan(String end) throws Exception {
    ZooKeeperStore first = ZOOKEEPER.connect();
    ZooKeeperStore second = ZOOKEEPER.connect();
    ZooKeeperStore asking = ZOOKEEPER.connect();
    Stuck stuck = new Stuck();
    try (AutoCloseable serving = first.requests().serve(stuck)) {
      Eventually.holds(
          "the first is master", () -> asking.aggregators().stream().anyMatch(Aggregator::master));
      List<String> handled = Collections.synchronizedList(new ArrayList<>());
      try (AutoCloseable standby =
          second
              .requests()
              .serve(
                  request -> {
                    handled.add(request.id());
                    return echo(request);
                  })) {
        Future<Answer> answer =
            threads.submit(() -> asking.requests().submit("move", "it", PATIENCE));
        assertThat(stuck.begun.await(30, TimeUnit.SECONDS)).isTrue();
        if (end.equals("close")) {
          serving.close();
        } else {
          TestZooKeeper.expire(first);
        }
        assertThat(answer.get()).isEqualTo(new Answer(true, "move it"));
        assertThat(stuck.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(handled).isEqualTo(stuck.ids).hasSize(1);
        assertNothingIsLeft(asking);
      }
    }
  }

  @Test
  void aStoreThatIsClosedStopsServing() throws Exception {
    ZooKeeperStore master = ZOOKEEPER.connect();
    ZooKeeperStore asking = ZOOKEEPER.connect();
    Stuck stuck = new Stuck();
    master.requests().serve(stuck);
    Future<Answer> waiting =
        threads.submit(() -> asking.requests().submit("x", "", Duration.ofSeconds(30)));
    assertThat(stuck.begun.await(30, TimeUnit.SECONDS)).isTrue();
    master.close();
    assertThat(stuck.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertFails(
        Reason.NOT_FOUND,
        "it was begun, and the master aggregator finishes it",
        () -> {
          try {
            waiting.get();
          } catch (ExecutionException e) {
            throw e.getCause();
          }
        });
  }
}
