package io.canopydb.metadata.placement;

import static io.canopydb.metadata.model.Engine.MYSQL;
import static io.canopydb.metadata.placement.ValueSource.CONVERTED_PARAMETER;
import static io.canopydb.metadata.placement.ValueSource.LITERAL;
import static io.canopydb.metadata.placement.ValueSource.PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyConversionTest {
  private static final KeyType MYSQL_INT = Keys.mySql("int");
  private static final KeyType POSTGRESQL_INT = Keys.postgreSql("integer");

  @Test
  void anIntegerColumnStoresNumbersRounded() {
    for (KeyType type : List.of(MYSQL_INT, POSTGRESQL_INT)) {
      assertThat(Keys.stored(type, 5L)).isEqualTo(5L);
      assertThat(Keys.stored(type, (short) 5)).isEqualTo(5L);
      assertThat(Keys.stored(type, new BigInteger("5"))).isEqualTo(5L);
      assertThat(Keys.stored(type, new BigDecimal("5.5"))).isEqualTo(6L);
      assertThat(Keys.stored(type, new BigDecimal("-5.5"))).isEqualTo(-6L);
      assertThat(Keys.stored(type, 5.0)).isEqualTo(5L);
      assertThat(Keys.stored(type, "+05")).isEqualTo(5L);
      assertAsksLeaf(type, 5.5);
      assertAsksLeaf(type, "5x");
      assertAsksLeaf(type, LocalDate.EPOCH);
    }
    assertThat(Keys.stored(MYSQL_INT, true)).isEqualTo(1L);
    assertAsksLeaf(POSTGRESQL_INT, true);
    assertAsksLeaf(POSTGRESQL_INT, "5.5");
  }

  @Test
  void whatIsOutOfRangeIsClampedByMySqlAndRefusedByPostgreSql() {
    assertThat(Keys.stored(MYSQL_INT, 1L << 40)).isEqualTo((long) Integer.MAX_VALUE);
    assertThat(Keys.stored(Keys.mySql("tinyint unsigned"), -1)).isEqualTo(0L);
    assertThat(POSTGRESQL_INT.toStore(1L << 40, LITERAL)).isInstanceOf(KeyValue.Invalid.class);
    assertThat(Keys.stored(Keys.mySql("decimal(4,2)"), new BigDecimal("-1234")))
        .isEqualTo(new BigDecimal("-99.99"));
    assertThat(Keys.postgreSql("numeric(4,2)").toStore(new BigDecimal("99.995"), LITERAL))
        .isInstanceOf(KeyValue.Invalid.class);
  }

  @Test
  void equalNumbersAreOneCanonicalForm() {
    KeyType decimal = Keys.mySql("decimal(10,2)");
    assertThat(Keys.stored(decimal, new BigDecimal("1.00"))).isEqualTo(1L);
    assertThat(Keys.stored(decimal, new BigDecimal("-0.00"))).isEqualTo(0L);
    assertThat(Keys.stored(decimal, "1.50")).isEqualTo(new BigDecimal("1.5"));
    assertThat(Keys.stored(decimal, new BigDecimal("1.005"))).isEqualTo(new BigDecimal("1.01"));
    assertThat(Keys.compared(MYSQL_INT, new BigDecimal("5.0"))).isEqualTo(5L);
    assertThat(Keys.compared(MYSQL_INT, -0.0)).isEqualTo(0L);
    assertThat(Keys.stored(Keys.postgreSql("numeric(3,-2)"), 12345)).isEqualTo(12300L);
  }

  @Test
  void aComparisonAsDoubleChoosesOnlyWhereNoDigitIsLost() {
    assertThat(Keys.compared(MYSQL_INT, "5")).isEqualTo(5L);
    assertNoPrune(MYSQL_INT, "5x");
    assertNoPrune(MYSQL_INT, "1234567890123456");
    assertThat(Keys.compared(POSTGRESQL_INT, "1234567890")).isEqualTo(1234567890L);
    assertNoPrune(Keys.mySql("bigint"), 9007199254740992.0);
    assertNoPrune(Keys.mySql("bigint"), 16777216f);
    assertThat(Keys.compared(Keys.mySql("decimal(15,2)"), 7.0)).isEqualTo(7L);
    assertNoPrune(Keys.mySql("decimal(16,2)"), 7.0);
    assertNoPrune(Keys.postgreSql("numeric"), 7.0);
    assertNoPrune(Keys.mySql("decimal(20,2)"), "7");
  }

  @Test
  void aCollatedStringIsItsWeights() {
    KeyType ci = Keys.mySql("varchar(9)", "utf8mb4_0900_ai_ci");
    assertThat(Keys.stored(ci, "a")).isEqualTo(Keys.compared(ci, "A"));
    assertThat(Keys.stored(ci, "é")).isEqualTo(Keys.compared(ci, "E"));
    assertThat(Keys.stored(ci, "a ")).isNotEqualTo(Keys.stored(ci, "a"));
    KeyType padding = Keys.mySql("varchar(9)", "utf8mb4_general_ci");
    assertThat(Keys.stored(padding, "a  ")).isEqualTo(Keys.compared(padding, "A"));
    KeyType character = Keys.mySql("char(9)", "utf8mb4_0900_ai_ci");
    assertThat(Keys.stored(character, "a ")).isEqualTo(Keys.stored(character, "a"));
    KeyType bin = Keys.mySql("varchar(9)", "utf8mb4_bin");
    assertThat(Keys.stored(bin, "a ")).isEqualTo(Keys.stored(bin, "a"));
    assertThat(Keys.stored(bin, "\uD83C\uDF33")).hasToString("01f333");
    assertThat(Keys.stored(Keys.mySql("varchar(9)", "utf8mb4_0900_as_cs"), "Ab"))
        .hasToString("1c471c60" + "0000" + "00200020" + "0000" + "00080002");
  }

  @Test
  void aStringIsCutToItsColumnWhenStoredAndNotWhenCompared() {
    KeyType type = Keys.mySql("varchar(2)", "utf8mb4_0900_ai_ci");
    assertThat(Keys.stored(type, "abc")).isEqualTo(Keys.stored(type, "ab"));
    assertThat(Keys.compared(type, "abc")).isNotEqualTo(Keys.stored(type, "ab"));
    KeyType text = Keys.postgreSql("character varying(2)");
    assertThat(Keys.stored(text, "ab  ")).isEqualTo("ab");
    assertThat(text.toStore("abc", LITERAL)).isInstanceOf(KeyValue.Invalid.class);
  }

  @Test
  void charactersOutsideTheTableAreWeighedByALeaf() {
    KeyType type = Keys.mySql("varchar(9)", "utf8mb4_0900_ai_ci");
    assertAsksLeaf(type, "木");
    assertThat(type.toCompare("木", LITERAL)).isEqualTo(KeyValue.ASK_LEAF);
    assertNoPrune(Keys.mySql("varchar(9)", "latin1_swedish_ci"), "木");
    assertAsksLeaf(type, "a\u0000");
    assertAsksLeaf(Keys.mySql("varchar(9)", "utf8mb4_hu_0900_ai_ci"), "cs");
    assertThat(Keys.mySql("varchar(9)", "utf8mb4_0900_ai_ci").toCompare(5L, LITERAL))
        .isInstanceOf(KeyValue.NoPrune.class);
  }

  @Test
  void postgreSqlStringsAreTheirCharacters() {
    assertThat(Keys.stored(Keys.postgreSql("text"), "a ")).isEqualTo("a ");
    assertThat(Keys.stored(Keys.postgreSql("character(3)"), "a  ")).isEqualTo("a");
    assertThat(Keys.compared(Keys.postgreSql("character(3)"), "a      ")).isEqualTo("a");
    assertThat(Keys.postgreSql("text").toStore("\uD800", LITERAL))
        .isInstanceOf(KeyValue.Invalid.class);
    assertNoPrune(Keys.postgreSql("text"), 5L);
  }

  @Test
  void binaryIsFilledOnlyInFixedLength() {
    assertThat(Keys.stored(Keys.mySql("binary(3)"), new byte[] {1})).hasToString("010000");
    assertThat(Keys.compared(Keys.mySql("binary(3)"), "a")).hasToString("610000");
    assertThat(Keys.stored(Keys.mySql("varbinary(3)"), new byte[] {1, 2, 3, 4}))
        .hasToString("010203");
    assertAsksLeaf(Keys.mySql("varbinary(3)"), "é");
    assertAsksLeaf(Keys.postgreSql("bytea"), "\\x01");
  }

  @ParameterizedTest
  @EnumSource
  void datesAndTimesAreKnownInTheirOneForm(Engine engine) {
    KeyType date = Keys.type(engine, "date", null);
    assertThat(Keys.stored(date, LocalDate.of(2026, 11, 23))).isEqualTo("2026-11-23");
    assertThat(Keys.stored(date, "2026-11-23")).isEqualTo("2026-11-23");
    for (String other :
        List.of("2026-02-30", "26-11-23", "20261123", "0001-01-01", "2026-11-23 ")) {
      assertAsksLeaf(date, other);
      assertNoPrune(date, other);
    }
    KeyType time = Keys.type(engine, "time(3)", null);
    assertThat(Keys.stored(time, LocalTime.of(1, 2, 3, 400_000_000))).isEqualTo("01:02:03.4");
    assertThat(Keys.compared(time, "01:02:03.400000")).isEqualTo("01:02:03.4");
    assertAsksLeaf(time, "01:02:03.4005");
    assertAsksLeaf(time, "24:00:00");
    assertAsksLeaf(time, "1:02:03");
  }

  @Test
  void aDateAndTimeKeepsTheDigitsOfItsColumn() {
    KeyType type = Keys.mySql("datetime(1)");
    assertThat(Keys.stored(type, LocalDateTime.of(2026, 11, 23, 1, 2, 3, 500_000_000)))
        .isEqualTo("2026-11-23 01:02:03.5");
    assertThat(Keys.stored(type, "2026-11-23")).isEqualTo("2026-11-23 00:00:00");
    assertAsksLeaf(type, "2026-11-23 01:02:03.55");
    assertNoPrune(type, "2026-11-23 01:02:03.55");
    assertAsksLeaf(type, "2026-11-23T01:02:03");
    assertAsksLeaf(type, "2026-11-23 01:02:03+01:00");
    assertAsksLeaf(type, Timestamp.valueOf("2026-11-23 01:02:03"));
    assertThat(
            Keys.stored(
                Keys.postgreSql("timestamp without time zone"),
                Timestamp.valueOf("2026-11-23 01:02:03")))
        .isEqualTo("2026-11-23 01:02:03");
  }

  @Test
  void anInstantIsTheSameInEveryZone() {
    KeyType type = Keys.postgreSql("timestamp with time zone");
    assertThat(Keys.stored(type, OffsetDateTime.parse("2026-11-23T01:30:00+02:00")))
        .isEqualTo("2026-11-22 23:30:00");
    assertThat(Keys.compared(type, "2026-11-23 01:30:00+02")).isEqualTo("2026-11-22 23:30:00");
    assertThat(Keys.compared(type, "2026-11-22 23:30:00Z")).isEqualTo("2026-11-22 23:30:00");
    assertAsksLeaf(type, "2026-11-23 01:30:00");
    assertAsksLeaf(type, LocalDateTime.of(2026, 11, 23, 1, 30));
  }

  @Test
  void uuidsAndBooleansAreReadInTheirPlainForms() {
    UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    assertThat(Keys.stored(Keys.postgreSql("uuid"), "00112233-4455-6677-8899-AABBCCDDEEFF"))
        .isEqualTo(uuid);
    assertAsksLeaf(Keys.postgreSql("uuid"), "{00112233-4455-6677-8899-aabbccddeeff}");
    assertThat(Keys.stored(Keys.postgreSql("boolean"), "t")).isEqualTo(true);
    assertAsksLeaf(Keys.postgreSql("boolean"), "yes");
  }

  @Test
  void aParameterBoundInAnotherWayIsNeverTrusted() {
    assertThat(MYSQL_INT.toStore(5L, CONVERTED_PARAMETER)).isEqualTo(KeyValue.ASK_LEAF);
    assertThat(MYSQL_INT.toCompare(5L, CONVERTED_PARAMETER)).isInstanceOf(KeyValue.NoPrune.class);
    assertThat(MYSQL_INT.toStore(null, CONVERTED_PARAMETER)).isEqualTo(KeyValue.NULL);
    assertThat(MYSQL_INT.toCompare(null, PARAMETER)).isEqualTo(new KeyValue.Nothing());
  }

  @Test
  void anUnboundedNumberIsLeftToALeaf() {
    assertAsksLeaf(Keys.postgreSql("numeric"), new BigDecimal("1E100000000"));
    assertAsksLeaf(Keys.mySql("decimal(65,0)"), BigInteger.TEN.pow(100));
    assertThat(Keys.type(MYSQL, "bigint", null).toStore(new BigDecimal("1E5"), PARAMETER))
        .isEqualTo(KeyValue.ASK_LEAF);
  }

  private static void assertAsksLeaf(KeyType type, Object value) {
    assertThat(type.toStore(value, LITERAL)).isEqualTo(KeyValue.ASK_LEAF);
  }

  private static void assertNoPrune(KeyType type, Object value) {
    assertThat(type.toCompare(value, LITERAL)).isInstanceOf(KeyValue.NoPrune.class);
  }
}
