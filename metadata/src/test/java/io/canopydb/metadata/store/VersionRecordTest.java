package io.canopydb.metadata.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionRecordTest {

  private static final VersionRecord NEW = new VersionRecord("c", 0, List.of());

  @Test
  void theLogTellsWhatChangedSinceAVersion() {
    VersionRecord record =
        NEW.next("u1", List.of("a")).next("u2", List.of("b", "c")).next("u3", List.of("a"));
    assertThat(record.version()).isEqualTo(3);
    assertThat(record.changedSince(3)).hasValueSatisfying(paths -> assertThat(paths).isEmpty());
    assertThat(record.changedSince(2))
        .hasValueSatisfying(paths -> assertThat(paths).containsExactly("a"));
    assertThat(record.changedSince(0))
        .hasValueSatisfying(paths -> assertThat(paths).containsExactlyInAnyOrder("a", "b", "c"));
    assertThat(record.changedSince(-1)).isEmpty();
    assertThat(record.includes("u2")).isTrue();
    assertThat(record.includes("u4")).isFalse();
  }

  @Test
  void oldChangesAreForgotten() throws Exception {
    VersionRecord record = NEW;
    for (int i = 1; i <= 1_000; i++) {
      record = record.next("update-" + i, List.of("databases/shop/tables/t" + i));
    }
    assertThat(record.changedSince(999)).isPresent();
    assertThat(record.changedSince(900)).isEmpty();
    assertThat(record.tells(1_000)).isTrue();
    assertThat(record.tells(900)).isFalse();
    byte[] stored = VersionRecord.CODEC.encode(record);
    assertThat(stored.length).isLessThan(20_000);
    assertThat(VersionRecord.CODEC.decode(stored)).isEqualTo(record);
  }

  @Test
  void aChangeOfVeryManyPartsIsToldAsAChangeOfAll() throws Exception {
    VersionRecord large = NEW.next("u1", Collections.nCopies(2_000, "leaves/1"));
    assertThat(large.changedSince(0)).isEmpty();
    VersionRecord after = large.next("u2", List.of("a"));
    assertThat(after.changedSince(1))
        .hasValueSatisfying(paths -> assertThat(paths).containsExactly("a"));
    assertThat(after.changedSince(0)).isEmpty();
    assertThat(VersionRecord.CODEC.decode(VersionRecord.CODEC.encode(after))).isEqualTo(after);
  }
}
