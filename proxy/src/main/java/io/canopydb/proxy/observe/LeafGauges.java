package io.canopydb.proxy.observe;

import io.canopydb.driver.pool.PoolUse;
import io.canopydb.driver.session.Vitals;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is shown of each leaf, as leaves come and go. Safe for use by many threads. */
final class LeafGauges {
  private final MultiGauge online;
  private final MultiGauge connections;
  private volatile @Nullable Supplier<Vitals> vitals;

  LeafGauges(MeterRegistry registry) {
    this.online =
        MultiGauge.builder("canopy.leaf.online")
            .description("Whether the metadata call a leaf online")
            .register(registry);
    this.connections =
        MultiGauge.builder("canopy.leaf.connections")
            .description("Connections to a leaf, and statements that wait for one")
            .register(registry);
  }

  void watch(Supplier<Vitals> ofCluster) {
    vitals = ofCluster;
  }

  /** Brings them up to date, before they are read. */
  synchronized void update() {
    Supplier<Vitals> ofCluster = vitals;
    if (ofCluster == null) {
      return;
    }
    Vitals now = ofCluster.get();
    List<MultiGauge.Row<?>> states = new ArrayList<>();
    List<MultiGauge.Row<?>> uses = new ArrayList<>();
    for (Leaf leaf : now.leaves()) {
      Tags tags = Tags.of("leaf", leaf.address());
      states.add(MultiGauge.Row.of(tags, leaf.state() == LeafState.ONLINE ? 1 : 0));
      PoolUse use = now.pools().getOrDefault(leaf.id(), new PoolUse(leaf, 0, 0, 0));
      uses.add(MultiGauge.Row.of(tags.and("state", "active"), use.active()));
      uses.add(MultiGauge.Row.of(tags.and("state", "idle"), use.idle()));
      uses.add(MultiGauge.Row.of(tags.and("state", "waiting"), use.waiting()));
    }
    online.register(states, true);
    connections.register(uses, true);
  }
}
