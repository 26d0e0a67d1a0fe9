package io.canopydb.proxy.observe;

import io.canopydb.driver.dispatch.Observer;
import io.canopydb.driver.session.Vitals;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What is measured of a proxy, as Prometheus reads it. Safe for use by many threads. */
public final class Observation implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final LeafGauges leaves = new LeafGauges(registry);
  private final Observer observer;

  /**
   * @param slow statements that take a leaf so long are logged; zero for none
   */
  public Observation(Duration slow) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
    Observer metrics = new StatementMetrics(registry);
    this.observer = slow.isZero() ? metrics : both(metrics, new SlowStatements(slow));
  }

  /** Only the log of slow statements, where nobody reads metrics. */
  public static Observer slowOnly(Duration slow) {
    return slow.isZero() ? Observer.NONE : new SlowStatements(slow);
  }

  /** Is told of what goes to leaves. */
  public Observer observer() {
    return observer;
  }

  private static Observer both(Observer one, Observer other) {
    return sent -> {
      Observer.Ending first = one.sending(sent);
      Observer.Ending second = other.sending(sent);
      return (rows, error) -> {
        first.ended(rows, error);
        second.ended(rows, error);
      };
    };
  }

  /** Begins to show how a cluster fares, and how many clients there are. */
  public void watch(Supplier<Vitals> vitals, IntSupplier clients) {
    Gauge.builder("canopy.clients", clients, IntSupplier::getAsInt)
        .strongReference(true)
        .description("Clients that are connected")
        .register(registry);
    Gauge.builder("canopy.map.version", vitals, now -> now.get().mapVersion())
        .strongReference(true)
        .description("The version of the metadata that statements go by")
        .register(registry);
    Gauge.builder("canopy.zookeeper.in.touch", vitals, now -> now.get().inTouch() ? 1 : 0)
        .strongReference(true)
        .description("Whether the lease holds; without it nothing is written")
        .register(registry);
    plans("hit", vitals, now -> now.get().planHits());
    plans("miss", vitals, now -> now.get().planMisses());
    leaves.watch(vitals);
  }

  private void plans(
      String result, Supplier<Vitals> vitals, ToDoubleFunction<Supplier<Vitals>> count) {
    FunctionCounter.builder("canopy.plan.cache", vitals, count)
        .description("Plans that were looked for in the cache")
        .tags("result", result)
        .register(registry);
  }

  /** The metrics in Prometheus' text format. */
  String scrape() {
    leaves.update();
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
