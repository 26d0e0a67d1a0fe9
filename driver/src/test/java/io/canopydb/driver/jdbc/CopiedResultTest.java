package io.canopydb.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.value.LeafValue;
import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows in memory: how one moves among them, and how they are converted. */
class CopiedResultTest {

  private static ResultSet scrollable(Engine engine, @Nullable Object... values)
      throws SQLException {
    FakeRows rows = FakeRows.of(values);
    Statement statement =
        new FakeSession(engine)
            .rows("SELECT 1", rows)
            .connect()
            .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
    ResultSet result = statement.executeQuery("SELECT 1");
    assertThat(rows.isClosed()).isTrue();
    return result;
  }

  /** Checks every move against the plain arithmetic of row numbers. */
  @Property
  void movesAsJdbcSays(
      @ForAll @IntRange(max = 5) int size,
      @ForAll @Size(max = 20) java.util.List<@IntRange(max = 8) Integer> moves)
      throws SQLException {
    ResultSet result = scrollable(Engine.MYSQL, IntStream.rangeClosed(1, size).boxed().toArray());
    int at = 0;
    for (int move : moves) {
      int wanted =
          switch (move) {
            case 0 -> at + 1;
            case 1 -> at - 1;
            case 2 -> 1;
            case 3 -> size;
            case 4 -> 0;
            case 5 -> size + 1;
            case 6 -> size - 1;
            case 7 -> at + 2;
            default -> 3;
          };
      switch (move) {
        case 0 -> result.next();
        case 1 -> result.previous();
        case 2 -> result.first();
        case 3 -> result.last();
        case 4 -> result.beforeFirst();
        case 5 -> result.afterLast();
        case 6 -> result.absolute(-2);
        case 7 -> result.relative(2);
        default -> result.absolute(3);
      }
      at = Math.max(0, Math.min(wanted, size + 1));
      boolean onRow = at >= 1 && at <= size;
      assertThat(result.getRow()).isEqualTo(onRow ? at : 0);
      assertThat(result.isFirst()).isEqualTo(onRow && at == 1);
      assertThat(result.isLast()).isEqualTo(onRow && at == size);
      assertThat(result.isBeforeFirst()).isEqualTo(size > 0 && at == 0);
      assertThat(result.isAfterLast()).isEqualTo(size > 0 && at == size + 1);
      if (onRow) {
        assertThat(result.getInt(1)).isEqualTo(at);
      } else {
        assertThatThrownBy(() -> result.getInt(1)).isInstanceOf(SQLException.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "15", "-7.5", "1e15", "0.0001", "1e-5", "123456.75", "0.1"})
  void writesDoublesAsPostgreSqlDoes(String text) throws SQLException {
    ResultSet result = scrollable(Engine.POSTGRESQL, Double.valueOf(text));
    result.next();
    String written = result.getString(1);
    assertThat(written).isEqualTo(text.replace("e15", "e+15").replace("e-5", "e-05"));
  }

  @Test
  void aFloatIsReadFromItsDigits() throws SQLException {
    ResultSet result = scrollable(Engine.POSTGRESQL, 0.1f);
    result.next();
    assertThat(result.getDouble(1)).isEqualTo(0.1);
    assertThat(result.getBigDecimal(1)).isEqualTo(new BigDecimal("0.1"));
  }

  @Test
  void aFractionIsCutAndTooMuchIsRefused() throws SQLException {
    ResultSet result = scrollable(Engine.MYSQL, new BigDecimal("300.9"));
    result.next();
    assertThat(result.getInt(1)).isEqualTo(300);
    assertThatThrownBy(() -> result.getByte(1))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22003"));
  }

  @Test
  void whatIsNoNumberIsRefused() throws SQLException {
    ResultSet result = scrollable(Engine.MYSQL, "abc");
    result.next();
    assertThatThrownBy(() -> result.getInt(1))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"));
  }

  @Test
  void nullIsTheGettersZero() throws SQLException {
    ResultSet result = scrollable(Engine.MYSQL, (Object) null);
    result.next();
    assertThat(result.getInt(1)).isZero();
    assertThat(result.wasNull()).isTrue();
    assertThat(result.getString(1)).isNull();
    assertThat(result.getObject(1, LocalDateTime.class)).isNull();
  }

  @Test
  void theTextOfALeafsValueWins() throws SQLException {
    LeafValue tinyint = new LeafValue(true, null, "5");
    ResultSet result = scrollable(Engine.MYSQL, tinyint);
    result.next();
    assertThat(result.getObject(1)).isEqualTo(true);
    assertThat(result.getInt(1)).isEqualTo(5);
    assertThat(result.getString(1)).isEqualTo("5");
  }

  @Test
  void aValueWithoutAnObjectFailsOnlyWhoAsksForIt() throws SQLException {
    SQLException zeroDate = new SQLException("zero date", "S1009");
    ResultSet result = scrollable(Engine.MYSQL, new LeafValue(null, zeroDate, "0000-00-00"));
    result.next();
    assertThat(result.getString(1)).isEqualTo("0000-00-00");
    assertThatThrownBy(() -> result.getObject(1)).isSameAs(zeroDate);
  }

  @Test
  void timesAreReadFromTheirText() throws SQLException {
    LeafValue time =
        new LeafValue(Timestamp.valueOf("2026-11-25 10:20:30.5"), null, "2026-11-25 10:20:30.5+00");
    ResultSet result = scrollable(Engine.POSTGRESQL, time, "infinity", "0044-03-15 BC");
    result.next();
    assertThat(result.getObject(1, OffsetDateTime.class))
        .isEqualTo(OffsetDateTime.parse("2026-11-25T10:20:30.5Z"));
    result.next();
    assertThat(result.getObject(1, LocalDateTime.class)).isEqualTo(LocalDateTime.MAX);
    result.next();
    assertThat(result.getObject(1, LocalDateTime.class))
        .isEqualTo(LocalDateTime.parse("-0043-03-15T00:00:00"));
  }

  @Test
  void mySqlsTimeMayBeNegative() throws SQLException {
    ResultSet result = scrollable(Engine.MYSQL, "-100:20:30.5");
    result.next();
    assertThat(result.getObject(1, Duration.class))
        .isEqualTo(Duration.ofHours(100).plusMinutes(20).plusMillis(30_500).negated());
  }

  @Test
  void emptyLobsAreEmpty() throws SQLException {
    ResultSet result = scrollable(Engine.MYSQL, "");
    result.next();
    assertThat(result.getBlob(1).getBytes(1, 0)).isEmpty();
    assertThat(result.getClob(1).getSubString(1, 0)).isEmpty();
    assertThat(result.getInt(1)).isZero();
  }

  @Test
  void hiddenColumnsAreNotCopied() throws SQLException {
    Statement statement =
        new FakeSession(Engine.MYSQL)
            .rows("SELECT 1", FakeRows.row(1, 10, 20))
            .connect()
            .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
    ResultSet result = statement.executeQuery("SELECT 1");
    result.next();
    assertThat(result.getMetaData().getColumnCount()).isEqualTo(1);
    assertThat(result.getInt("A")).isEqualTo(10);
    assertThatThrownBy(() -> result.getInt(2)).hasMessageContaining("no column 2");
    assertThatThrownBy(() -> result.getInt("b")).hasMessageContaining("no column 'b'");
  }

  @Test
  void aForwardOnlyResultDoesNotScroll() throws SQLException {
    Statement statement =
        new FakeSession(Engine.MYSQL).rows("SELECT 1", FakeRows.of(1)).connect().createStatement();
    ResultSet result = statement.executeQuery("SELECT 1");
    assertThat(result.isBeforeFirst()).isTrue();
    assertThatThrownBy(result::last).hasMessageContaining("TYPE_SCROLL_INSENSITIVE");
    assertThat(result.next()).isTrue();
    assertThat(result.isFirst()).isTrue();
    assertThat(result.getRow()).isEqualTo(1);
    assertThat(result.isBeforeFirst()).isFalse();
    assertThat(result.next()).isFalse();
    assertThat(result.isAfterLast()).isTrue();
  }
}
