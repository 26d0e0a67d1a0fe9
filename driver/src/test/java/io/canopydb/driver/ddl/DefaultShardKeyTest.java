package io.canopydb.driver.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.dialect.TableReader.TableShape;
import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.UniqueKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefaultShardKeyTest {
  private static final List<Column> COLUMNS =
      List.of(
          column("id", "integer", false),
          column("code", "bigint", false),
          column("maybe", "integer", true),
          column("weight", "double precision", false));

  private static Column column(String name, String type, boolean nullable) {
    return new Column(name, type, null, nullable, false, false, null);
  }

  private static UniqueKey unique(String name, String... columns) {
    return new UniqueKey(name, false, List.of(columns));
  }

  private static Optional<DefaultShardKey> of(UniqueKey... keys) {
    return DefaultShardKey.of(
        Engine.POSTGRESQL, new TableShape("t", COLUMNS, List.of(keys), List.of(), List.of()));
  }

  private static List<String> columns(UniqueKey... keys) {
    return of(keys).map(DefaultShardKey::columns).orElse(List.of());
  }

  @Test
  void thePrimaryKeyPlacesRows() {
    assertThat(columns(new UniqueKey("p", true, List.of("code", "id")), unique("u", "id")))
        .containsExactly("code", "id");
  }

  @Test
  void elseTheFirstUniqueKeyWithoutNulls() {
    assertThat(columns(unique("a", "maybe", "id"), unique("z", "code"), unique("b", "id")))
        .containsExactly("code");
    assertThat(of(unique("z", "code")).orElseThrow().note("t")).isEmpty();
  }

  @Test
  void elseTheFirstUniqueKeyAndTheUserIsToldOfNulls() {
    assertThat(columns(unique("z", "maybe"), unique("a", "maybe", "id"))).containsExactly("maybe");
    assertThat(of(unique("z", "maybe")).orElseThrow().note("t").orElseThrow())
        .contains("'t'", "'z'", "NULL in maybe lie in one partition");
  }

  @Test
  void partsThatCannotPlaceRowsArePassedOver() {
    assertThat(columns(unique("u", "weight", "id"))).containsExactly("id");
    assertThat(columns(new UniqueKey("p", true, List.of("weight", "id")))).containsExactly("id");
    assertThat(columns(new UniqueKey("x", false, List.of("id"), false), unique("u", "code")))
        .containsExactly("code");
  }

  @Test
  void withoutSuchAPartThereIsNone() {
    assertThat(of(unique("u", "weight"))).isEmpty();
    assertThat(of(new UniqueKey("p", true, List.of("weight")), unique("u", "id"))).isEmpty();
    assertThat(of(unique("u", "id").withLookup("canopy_unique_1"))).isEmpty();
    assertThat(of()).isEmpty();
  }
}
