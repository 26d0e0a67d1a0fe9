package io.canopydb.driver.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.plan.KeyKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyOrderTest {

  private static int compare(KeyKind kind, Object a, Object b) throws SQLException {
    return KeyOrder.of(kind).compare(KeyValue.of(a, kind), KeyValue.of(b, kind));
  }

  /** For each kind values from the least to the greatest, as the engines order them. */
  static Stream<Arguments> ascending() {
    double infinity = Double.POSITIVE_INFINITY;
    return Stream.of(
        Arguments.of(KeyKind.LONG, List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE)),
        Arguments.of(
            KeyKind.DECIMAL,
            List.of(
                -infinity,
                new BigDecimal("-1E+400"),
                new BigDecimal("-0.5"),
                0L,
                new BigDecimal("0.50"),
                Long.MAX_VALUE,
                new BigInteger("18446744073709551615"),
                infinity,
                Double.NaN)),
        Arguments.of(
            KeyKind.DOUBLE,
            List.of(-infinity, -1.0, 0.0, Double.MIN_VALUE, 1.5f, infinity, Double.NaN)),
        Arguments.of(
            KeyKind.BYTES,
            List.of(
                new byte[] {},
                new byte[] {0},
                new byte[] {0, 0},
                new byte[] {127},
                new byte[] {(byte) 128})),
        Arguments.of(
            KeyKind.UTF8_TEXT,
            List.of("", "A", "Aa", "B", "a", "\u00e9", "\uFFFD", "\uD83D\uDE00")),
        Arguments.of(KeyKind.BOOLEAN, List.of(false, true)),
        Arguments.of(
            KeyKind.LOCAL_DATE,
            List.of(LocalDate.MIN, LocalDate.of(-43, 3, 15), LocalDate.EPOCH, LocalDate.MAX)),
        Arguments.of(
            KeyKind.LOCAL_DATE_TIME,
            List.of(
                LocalDateTime.MIN,
                LocalDateTime.parse("2024-01-01T00:00:00"),
                LocalDateTime.parse("2024-01-01T00:00:00.000001"),
                LocalDateTime.MAX)),
        Arguments.of(
            KeyKind.OFFSET_DATE_TIME,
            List.of(
                OffsetDateTime.MIN,
                OffsetDateTime.parse("2024-01-01T02:00:00+03:00"),
                OffsetDateTime.parse("2024-01-01T00:00:00+00:00"),
                OffsetDateTime.parse("2024-01-01T00:00:00.000001+00:00"),
                OffsetDateTime.MAX)),
        Arguments.of(
            KeyKind.LOCAL_TIME,
            List.of(LocalTime.MIDNIGHT, LocalTime.parse("23:59:59.999999"), LocalTime.MAX)),
        Arguments.of(
            KeyKind.UUID,
            List.of(
                new UUID(0, 0),
                new UUID(0, Long.MIN_VALUE),
                new UUID(1, 0),
                new UUID(Long.MIN_VALUE, 0))));
  }

  @ParameterizedTest
  @MethodSource("ascending")
  void ordersAsTheEngine(KeyKind kind, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < values.size(); j++) {
        assertThat(Integer.signum(compare(kind, values.get(i), values.get(j))))
            .as("%s and %s", values.get(i), values.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void coversEveryKind() {
    assertThat(ascending().map(arguments -> arguments.get()[0]))
        .containsExactlyInAnyOrder((Object[]) KeyKind.values());
  }

  @Test
  void knowsEqualValuesThatJavaTellsApart() throws SQLException {
    assertThat(compare(KeyKind.DOUBLE, 0.0, -0.0)).isZero();
    assertThat(compare(KeyKind.DECIMAL, new BigDecimal("1.0"), 1L)).isZero();
    assertThat(
            compare(
                KeyKind.OFFSET_DATE_TIME,
                OffsetDateTime.parse("2024-01-01T02:00:00+02:00"),
                OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)))
        .isZero();
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.of(0x61, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF)
        .list()
        .ofMaxSize(4)
        .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
  }

  @Property
  void ordersTextAsItsUtf8Bytes(@ForAll("text") String a, @ForAll("text") String b)
      throws SQLException {
    int bytes =
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(compare(KeyKind.UTF8_TEXT, a, b))).isEqualTo(Integer.signum(bytes));
  }

  @Property
  void ordersUuidsAsTheirBytes(@ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d)
      throws SQLException {
    byte[] left = ByteBuffer.allocate(16).putLong(a).putLong(b).array();
    byte[] right = ByteBuffer.allocate(16).putLong(c).putLong(d).array();
    assertThat(Integer.signum(compare(KeyKind.UUID, new UUID(a, b), new UUID(c, d))))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(left, right)));
  }

  @Test
  void refusesAValueOfAnotherKind() {
    assertRefused("1", KeyKind.LONG);
    assertRefused(new BigInteger("9223372036854775808"), KeyKind.LONG);
    assertRefused(1.5, KeyKind.DECIMAL);
    assertRefused(1L, KeyKind.DOUBLE);
    assertRefused(java.sql.Date.valueOf("2024-01-01"), KeyKind.LOCAL_DATE);
  }

  private static void assertRefused(Object value, KeyKind kind) {
    assertThatThrownBy(() -> KeyValue.of(value, kind))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(kind.name());
  }
}
