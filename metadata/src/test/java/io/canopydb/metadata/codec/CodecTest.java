package io.canopydb.metadata.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Engine;
import io.canopydb.metadata.model.Leaf;
import io.canopydb.metadata.model.LeafAccount;
import io.canopydb.metadata.model.LeafState;
import io.canopydb.metadata.model.Partition;
import io.canopydb.metadata.model.PartitionInstance;
import io.canopydb.metadata.model.PartitionMap;
import io.canopydb.metadata.model.PartitionState;
import io.canopydb.metadata.model.Role;
import io.canopydb.metadata.model.Sequence;
import io.canopydb.metadata.model.Table;
import io.canopydb.metadata.model.UniqueKey;
import io.canopydb.metadata.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

  private static final List<JsonCodec<?>> ALL =
      List.of(
          LeafCodec.LEAF,
          PartitionMapCodec.PARTITION_MAP,
          TableCodec.TABLE,
          ViewCodec.VIEW,
          SequenceCodec.SEQUENCE,
          VariablesCodec.VARIABLES);

  private static final Leaf LEAF =
      new Leaf(
          7,
          "zürich",
          3306,
          Engine.MYSQL,
          "8.4.3",
          2,
          LeafState.ATTACHING,
          new LeafAccount("canopy", "sealed"));

  @Property(tries = 100)
  void leavesSurvive(@ForAll("leaves") Leaf leaf) throws Exception {
    assertSurvives(LeafCodec.LEAF, leaf);
  }

  @Property(tries = 100)
  void partitionMapsSurvive(@ForAll("maps") PartitionMap map) throws Exception {
    assertSurvives(PartitionMapCodec.PARTITION_MAP, map);
  }

  @Property(tries = 100)
  void tablesSurvive(@ForAll("tables") Table table) throws Exception {
    assertSurvives(TableCodec.TABLE, table);
  }

  @Property(tries = 100)
  void viewsSurvive(@ForAll("views") View view) throws Exception {
    assertSurvives(ViewCodec.VIEW, view);
  }

  @Property(tries = 50)
  void sequencesSurvive(@ForAll String name, @ForAll long start, @ForAll long increment)
      throws Exception {
    assertSurvives(SequenceCodec.SEQUENCE, new Sequence(name, start, increment, start));
  }

  @Property(tries = 100)
  void variablesSurvive(@ForAll("variables") Map<String, String> variables) throws Exception {
    assertSurvives(VariablesCodec.VARIABLES, variables);
  }

  private static <T> void assertSurvives(JsonCodec<T> codec, T value) throws Exception {
    byte[] stored = codec.encode(value);
    assertThat(codec.decode(stored)).isEqualTo(value);
    assertThat(new String(stored, UTF_8)).matches("\\p{ASCII}*");
  }

  /** A record that has gained a component must gain a stored field, and these numbers. */
  @Test
  void everyComponentIsStored() {
    assertComponents(Leaf.class, 8);
    assertComponents(LeafAccount.class, 2);
    assertComponents(Partition.class, 3);
    assertComponents(PartitionInstance.class, 2);
    assertComponents(Table.class, 7);
    assertComponents(Column.class, 7);
    assertComponents(UniqueKey.class, 5);
    assertComponents(View.class, 3);
    assertComponents(Sequence.class, 4);
  }

  private static void assertComponents(Class<?> type, int stored) {
    assertThat(type.getRecordComponents()).as(type.getSimpleName()).hasSize(stored);
  }

  @Test
  void theStoredFormIsPinned() throws Exception {
    String stored =
        "{\"format\":1,\"id\":7,\"host\":\"z\\u00FCrich\",\"port\":3306,\"engine\":\"MYSQL\","
            + "\"version\":\"8.4.3\",\"availabilityGroup\":2,\"state\":\"ATTACHING\","
            + "\"account\":{\"user\":\"canopy\",\"sealedPassword\":\"sealed\"}}";
    assertThat(new String(LeafCodec.LEAF.encode(LEAF), UTF_8)).isEqualTo(stored);
    assertThat(
            new String(
                TableCodec.TABLE.encode(
                    new Table(
                        "t",
                        new Distribution.Sharded(List.of("a")),
                        List.of(new Column("a", "int", null, false, true, false, null)),
                        List.of(
                            new UniqueKey("PRIMARY", true, List.of("a"), true),
                            new UniqueKey("u", false, List.of("b"), true, "canopy_unique_1")),
                        3,
                        /* moving= */ true,
                        /* chosen= */ true)),
                UTF_8))
        .isEqualTo(
            "{\"format\":1,\"name\":\"t\",\"numbering\":3,\"moving\":true,\"chosen\":true,\"distribution\":\"sharded\","
                + "\"shardKey\":[\"a\"],\"columns\":[{\"name\":\"a\",\"type\":\"int\","
                + "\"nullable\":false,\"autoIncrement\":true,\"generated\":false}],"
                + "\"uniqueKeys\":[{\"name\":\"PRIMARY\",\"primary\":true,\"exact\":true,"
                + "\"columns\":[\"a\"]},{\"name\":\"u\",\"primary\":false,\"exact\":true,"
                + "\"columns\":[\"b\"],\"lookup\":\"canopy_unique_1\"}]}");
  }

  @Test
  void fieldsOfANewerVersionAreSkippedAndANewerFormatIsRefused() throws Exception {
    String stored = new String(LeafCodec.LEAF.encode(LEAF), UTF_8);
    String newerMinor = stored.replace("{\"user\"", "{\"realm\":[1,{\"x\":null}],\"user\"");
    assertThat(LeafCodec.LEAF.decode(newerMinor.getBytes(UTF_8))).isEqualTo(LEAF);
    String newer = stored.replace("\"format\":1", "\"format\":2");
    assertThatThrownBy(() -> LeafCodec.LEAF.decode(newer.getBytes(UTF_8)))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(
            "the leaf is stored in format 2, and this version of Canopy reads format 1; use a"
                + " newer version");
    String future = stored.replace("ATTACHING", "HIBERNATING");
    assertThatThrownBy(() -> LeafCodec.LEAF.decode(future.getBytes(UTF_8)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("field state of the leaf")
        .hasMessageContaining("HIBERNATING");
  }

  static List<JsonCodec<?>> all() {
    return ALL;
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsHugeOrDeepIsUnreadable(JsonCodec<?> codec) {
    assertUnreadable(codec, new byte[5 << 20]);
    assertUnreadable(codec, ("{\"format\":1,\"x\":" + "[".repeat(1 << 20)).getBytes(UTF_8));
    assertUnreadable(codec, "{\"x\":".repeat(1 << 18).getBytes(UTF_8));
    assertUnreadable(codec, ("{\"format\":" + "9".repeat(1 << 20) + "}").getBytes(UTF_8));
    assertUnreadable(codec, ("{\"format\":1e" + "9".repeat(30) + "}").getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "1",
        "\"x\"",
        "{",
        "{}",
        "{\"format\":null}",
        "{\"format\":\"1\"}",
        "{\"format\":1.5}",
        "{\"format\":true}",
        "{\"format\":99999999999}",
        "{\"format\":0}",
        "{\"format\":1} x",
        "{\"format\":1,\"format\":1}",
        "{\"format\":1,\"partitions\":[[]]}",
        "{\"format\":1,\"partitions\":{\"0\":1}}",
        "{\"format\":1,\"partitions\":[{\"ordinal\":5,\"state\":\"ONLINE\",\"instances\":[]}]}",
        "{\"format\":1,\"variables\":{\"a\":1}}",
        "{\"format\":1,\"variables\":[\"a\"]}",
        "{\"format\":1,\"name\":7,\"start\":1,\"increment\":1}",
        "{\"format\":1,\"name\":\"s\",\"start\":1.5,\"increment\":1}",
        "{\"format\":1,\"name\":\"s\",\"start\":1,\"increment\":92233720368547758070}",
        "{\"format\":1,\"name\":\"v\",\"columns\":[1],\"query\":\"q\"}",
        "{\"format\":1,\"name\":\"t\",\"numbering\":0,\"distribution\":\"sharded\",\"shardKey\":[],"
            + "\"columns\":[],\"uniqueKeys\":[]}",
        "{\"format\":1,\"name\":\"t\",\"numbering\":0,\"distribution\":\"round\","
            + "\"columns\":[],\"uniqueKeys\":[]}"
      })
  void whatHasAnotherShapeIsUnreadable(String text) {
    ALL.forEach(codec -> assertUnreadable(codec, text.getBytes(UTF_8)));
  }

  @Property(tries = 150)
  void garbageIsUnreadable(@ForAll byte[] garbage) {
    ALL.forEach(codec -> assertUnreadable(codec, garbage));
  }

  /** A stored form with one byte changed is unreadable or another value, never another error. */
  @Property(tries = 150)
  void damageIsUnreadableOrAnotherValue(
      @ForAll("tables") Table table, @ForAll int place, @ForAll byte damage) {
    byte[] stored = TableCodec.TABLE.encode(table);
    stored[Math.floorMod(place, stored.length)] = damage;
    try {
      assertThat(TableCodec.TABLE.decode(stored)).isNotNull();
    } catch (UnreadableException e) {
      assertThat(e.getMessage()).contains("table");
    }
  }

  private static void assertUnreadable(JsonCodec<?> codec, byte[] stored) {
    assertThatThrownBy(() -> codec.decode(stored)).isInstanceOf(UnreadableException.class);
  }

  @Provide
  Arbitrary<Leaf> leaves() {
    Arbitrary<LeafAccount> accounts =
        Combinators.combine(strings(), strings()).as(LeafAccount::new);
    return Combinators.combine(
            Arbitraries.integers(),
            strings(),
            Arbitraries.integers(),
            Arbitraries.of(Engine.class),
            strings(),
            Arbitraries.integers(),
            Arbitraries.of(LeafState.class),
            accounts)
        .as(Leaf::new);
  }

  @Provide
  Arbitrary<PartitionMap> maps() {
    Arbitrary<List<PartitionInstance>> instances =
        Combinators.combine(Arbitraries.integers(), Arbitraries.of(Role.class))
            .as(PartitionInstance::new)
            .list()
            .ofMaxSize(4);
    Arbitrary<Partition> partitions =
        Combinators.combine(Arbitraries.of(PartitionState.class), instances)
            .as((state, copies) -> new Partition(0, state, copies));
    return partitions.list().ofMaxSize(20).map(CodecTest::numbered);
  }

  private static PartitionMap numbered(List<Partition> partitions) {
    List<Partition> numbered = new ArrayList<>();
    for (Partition partition : partitions) {
      numbered.add(new Partition(numbered.size(), partition.state(), partition.instances()));
    }
    return new PartitionMap(numbered);
  }

  @Provide
  Arbitrary<Table> tables() {
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<Distribution> distributions =
        Arbitraries.oneOf(
            strings().list().ofMinSize(1).ofMaxSize(3).map(Distribution.Sharded::new),
            Arbitraries.just(new Distribution.Keyless()),
            Arbitraries.just(new Distribution.Reference()));
    Arbitrary<Column> columns =
        Combinators.combine(
                strings(),
                strings(),
                strings().injectNull(0.3),
                flags,
                flags,
                flags,
                strings().injectNull(0.3))
            .as(Column::new);
    Arbitrary<UniqueKey> keys =
        Combinators.combine(
                strings(), flags, strings().list().ofMaxSize(3), flags, strings().injectNull(0.5))
            .as(UniqueKey::new);
    return Combinators.combine(
            strings(),
            distributions,
            columns.list().ofMaxSize(5),
            keys.list().ofMaxSize(3),
            Arbitraries.longs(),
            flags,
            flags)
        .as(Table::new);
  }

  @Provide
  Arbitrary<View> views() {
    return Combinators.combine(strings(), strings().list().ofMaxSize(4), strings()).as(View::new);
  }

  @Provide
  Arbitrary<Map<String, String>> variables() {
    return Arbitraries.maps(strings(), strings()).ofMaxSize(5);
  }

  /** Any UTF-16, lone surrogates and control characters included. */
  private static Arbitrary<String> strings() {
    return Arbitraries.strings().ofMaxLength(12);
  }
}
