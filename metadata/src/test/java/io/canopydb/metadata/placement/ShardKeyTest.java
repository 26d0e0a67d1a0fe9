package io.canopydb.metadata.placement;

import static io.canopydb.metadata.model.Engine.MYSQL;
import static io.canopydb.metadata.model.Engine.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Distribution;
import io.canopydb.metadata.model.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShardKeyTest {

  /** What is stored in a key, the bytes that are hashed, and the hash. */
  static Stream<Arguments> golden() {
    return Stream.of(
        golden(Keys.key(MYSQL, "bigint"), "2a0000000000000008000010", "f954311d70bff0ce", 42),
        golden(Keys.key(POSTGRESQL, "bigint"), "2a0000000000000008000010", "f954311d70bff0ce", 42),
        golden(Keys.key(POSTGRESQL, "integer"), "ffffffffffffffff08000010", "dc40566c70a54385", -1),
        golden(
            Keys.key(MYSQL, "bigint unsigned"),
            "0000000000ffffffffffffffff0d000020",
            "b680316ba40ea874",
            new BigInteger("18446744073709551615")),
        golden(
            Keys.key(MYSQL, "decimal(10,2)"),
            "2a0000000000000008000010",
            "f954311d70bff0ce",
            new BigDecimal("42.00")),
        golden(
            Keys.key(POSTGRESQL, "numeric"),
            "01000000f105000020",
            "4715ccb5817a961e",
            new BigDecimal("-1.50")),
        golden(
            Keys.key(MYSQL, "varchar(20)"),
            "1c7a1c471db91ddd1e0c1f0b0c000030",
            "30d10ec912a6db00",
            "Canopy"),
        golden(
            Keys.key(POSTGRESQL, "text"),
            "43616e6f707920c3a909000030",
            "070aa150f338f923",
            "Canopy é"),
        golden(
            Keys.key(MYSQL, "varbinary(8)"),
            "0001ff03000040",
            "6694805af2ffad04",
            new byte[] {0, 1, -1}),
        golden(
            Keys.key(MYSQL, "date"),
            "323032362d31312d32330a000050",
            "403a0613f8421e2f",
            "2026-11-23"),
        golden(
            Keys.key(MYSQL, "datetime(6)"),
            "323032362d31312d32332031303a32303a33302e3515000060",
            "c3b9d788da271637",
            "2026-11-23 10:20:30.500000"),
        golden(Keys.key(MYSQL, "time"), "31303a32303a333008000070", "8344fc35a55048f3", "10:20:30"),
        golden(
            Keys.key(POSTGRESQL, "timestamp with time zone"),
            "323032362d31312d32332031303a32303a333013000080",
            "9ebf01a4f94462e4",
            Instant.parse("2026-11-23T10:20:30Z")),
        golden(
            Keys.key(POSTGRESQL, "uuid"),
            "00112233445566778899aabbccddeeff10000090",
            "0e758c5e95012b8c",
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
        golden(Keys.key(POSTGRESQL, "boolean"), "01010000a0", "8fbcbc8308e830de", true),
        golden(Keys.key(MYSQL, "int"), "00000000", "48b2c92616fc193d", (Object) null),
        golden(
            Keys.key(MYSQL, "int", "varchar(8)"),
            "0700000000000000080000101c471c6004000030",
            "d40dd5df642a68f4",
            7,
            "ab"));
  }

  private static Arguments golden(
      ShardKey key, String bytes, String hash, @Nullable Object... values) {
    return Arguments.of(key, values, bytes, hash);
  }

  /** The encoding and the hash are a stored format: a change here loses every stored row. */
  @ParameterizedTest
  @MethodSource("golden")
  void theEncodingAndTheHashStayAsTheyAre(
      ShardKey key, @Nullable Object[] values, String bytes, String hash) {
    List<Object> canonical = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      canonical.add(Keys.known(key.toStore(i, values[i], ValueSource.LITERAL)));
    }
    assertThat(
            HexFormat.of().formatHex(key.encode(canonical).toBytes())
                + " "
                + HexFormat.of().toHexDigits(key.hash(canonical)))
        .isEqualTo(bytes + " " + hash);
  }

  @Property
  void aKeyOfOneIntegerHashesAsItsBytesDo(
      @ForAll long value, @ForAll @IntRange(min = 1) int count) {
    ShardKey key = Keys.key(MYSQL, "bigint");
    assertThat(key.hash(value)).isEqualTo(key.encode(List.of(value)).hash());
    assertThat(key.partition(value, count)).isEqualTo(key.partition(List.of(value), count));
  }

  @Test
  void theQuickWayIsForOneIntegerOnly() {
    assertThat(Keys.key(MYSQL, "varchar(10)").partition(1, 8)).isEqualTo(ShardKey.UNKNOWN);
    assertThat(Keys.key(MYSQL, "int", "int").partition(1, 8)).isEqualTo(ShardKey.UNKNOWN);
  }

  @Property
  void doublingThePartitionsSplitsEachInTwo(
      @ForAll long hash, @ForAll @IntRange(min = 1, max = 1 << 20) int count) {
    int partition = ShardKey.partitionOf(hash, count);
    assertThat(partition).isBetween(0, count - 1);
    assertThat(ShardKey.partitionOf(hash, count * 2)).isBetween(partition * 2, partition * 2 + 1);
  }

  @Test
  void consecutiveKeysSpreadEvenly() {
    ShardKey key = Keys.key(MYSQL, "bigint");
    int[] rows = new int[8];
    for (long id = 1; id <= 80_000; id++) {
      rows[key.partition(id, rows.length)]++;
    }
    for (int count : rows) {
      assertThat(count).isBetween(9_500, 10_500);
    }
  }

  @Test
  void valuesDoNotRunIntoEachOther() {
    ShardKey key = Keys.key(POSTGRESQL, "text", "text");
    assertThat(key.hash("ab", "c")).isNotEqualTo(key.hash("a", "bc"));
    assertThat(key.hash("a", KeyNull.NULL)).isNotEqualTo(key.hash("a", ""));
  }

  @Test
  void keysOfEqualFamiliesAreCollocated() {
    ShardKey integer = Keys.key(MYSQL, "int", "varchar(10)");
    assertThat(integer.collocatedWith(Keys.key(MYSQL, "bigint unsigned", "char(3)"))).isTrue();
    assertThat(integer.collocatedWith(Keys.key(MYSQL, "decimal(10,2)", "char(3)"))).isTrue();
    assertThat(integer.collocatedWith(Keys.key(MYSQL, "varchar(3)", "int"))).isFalse();
    assertThat(integer.collocatedWith(Keys.key(MYSQL, "int"))).isFalse();
    assertThat(Keys.mySql("varchar(9)", "utf8mb4_0900_ai_ci"))
        .matches(type -> !type.collocatedWith(Keys.mySql("varchar(9)", "utf8mb4_bin")));
    assertThat(Keys.postgreSql("text"))
        .matches(type -> type.collocatedWith(Keys.postgreSql("character varying(3)")))
        .matches(type -> !type.collocatedWith(Keys.postgreSql("character(3)")));
  }

  @Test
  void nullIsStoredOnlyWhereTheColumnTakesIt() {
    Column column = new Column("id", "int", null, false, false, false, null);
    ShardKey key =
        ShardKey.of(
            MYSQL,
            new Table("t", new Distribution.Sharded(List.of("ID")), List.of(column), List.of()));
    assertThat(key.toStore(0, null, ValueSource.LITERAL))
        .isEqualTo(new KeyValue.Invalid("23000", "column id cannot be null"));
    assertThat(key.toCompare(0, null, ValueSource.LITERAL)).isEqualTo(new KeyValue.Nothing());
  }

  @Test
  void aColumnThatCannotBePromisedIsRefused() {
    Column json = Keys.column("doc", "json", null);
    assertThat(ShardKey.refusal(MYSQL, List.of(Keys.column("id", "int", null), json)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("column doc").contains("json"));
    assertThatThrownBy(() -> Keys.key(MYSQL, "json")).isInstanceOf(IllegalArgumentException.class);
  }
}
