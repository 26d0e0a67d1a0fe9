package io.canopydb.metadata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.zookeeper.common.PathUtils;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Property(tries = 300)
  void everyNameHasAZnodeOfItsOwn(@ForAll("names") String name) {
    String encoded = NodeName.encode(name);
    PathUtils.validatePath("/" + encoded);
    assertThat(encoded).doesNotContain("/");
    assertThat(NodeName.decode(encoded)).isEqualTo(name);
  }

  @Property(tries = 100)
  void everyPartIsFoundByItsPath(
      @ForAll("names") String database, @ForAll("names") String name, @ForAll int leaf) {
    Part[] parts = {
      new Part.OfLeaf(leaf),
      new Part.OfVariables(),
      new Part.OfDatabase(database),
      new Part.OfPartitions(database),
      new Part.OfTable(database, name),
      new Part.OfView(database, name),
      new Part.OfSequence(database, name)
    };
    for (Part part : parts) {
      assertThat(Part.of(part.path())).contains(part);
    }
  }

  @Test
  void plainNamesAreReadable() {
    assertThat(NodeName.encode("order_items$2")).isEqualTo("order_items$2");
    assertThat(NodeName.encode("a/b.c")).isEqualTo("a%002Fb%002Ec");
    assertThat(NodeName.encode("..")).isEqualTo("%002E%002E");
  }

  @Test
  void whatOnlyANewerVersionKnowsIsNoPart() {
    for (String path :
        new String[] {
          "",
          "x",
          "leaves",
          "leaves/x",
          "databases",
          "databases/a/x",
          "databases/a/tables",
          "databases/a/procedures/p",
          "databases/a/tables/t/x",
          "databases/%00"
        }) {
      assertThat(Part.of(path)).as(path).isEmpty();
    }
    assertThatThrownBy(() -> NodeName.decode("%00zz")).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.strings().withChars("a./%0A _-").ofMaxLength(10));
  }
}
