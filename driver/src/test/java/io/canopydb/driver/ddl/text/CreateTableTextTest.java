package io.canopydb.driver.ddl.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.parse.SqlSyntaxException;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTableTextTest {
  private final Reading mySql = new Reading(Engine.MYSQL);
  private final Reading postgreSql = new Reading(Engine.POSTGRESQL);

  @Test
  void theTextArrivesAsWritten() throws Exception {
    String before = "/* c1 */ CREATE\n TABLE IF NOT EXISTS ";
    String after = " (id INT /*!50000 COMMENT 'a;b' */ -- x\n, PRIMARY KEY (id)) ENGINE=InnoDB";
    assertThat(mySql.shell(before + "n" + after + " ;"))
        .isEqualTo(before + "`shop`.n" + after + " ");
    assertThat(mySql.partition(before + "`n`" + after)).isEqualTo(before + "`shop_3`.`n`" + after);
  }

  @Test
  void canopysOwnWordsAreTakenOut() throws Exception {
    assertThat(mySql.shell("CREATE TABLE n (a INT, SHARD KEY (a), b INT)"))
        .isEqualTo("CREATE TABLE `shop`.n (a INT, b INT)");
    assertThat(mySql.shell("CREATE TABLE n (SHARD KEY k (`a`), a INT)"))
        .isEqualTo("CREATE TABLE `shop`.n ( a INT)");
    assertThat(postgreSql.shell("create table n (a int, b int, shard key (b, a))"))
        .isEqualTo("create table \"public\".n (a int, b int)");
    assertThat(postgreSql.partition("CREATE TABLE n (a INT) /*canopy shard key (a) */"))
        .isEqualTo("CREATE TABLE \"shop_3\".n (a INT) ");
    assertThat(mySql.shell("CREATE REFERENCE TABLE n (a INT)"))
        .isEqualTo("CREATE TABLE `shop`.n (a INT)");
    assertThat(mySql.partition("CREATE REFERENCE TABLE n (a INT)")).isEqualTo("nothing");
  }

  @Test
  void saysHowRowsAreToLie() throws Exception {
    assertThat(mySql.wish("CREATE TABLE n (a INT)")).isEqualTo(new Wish.Default());
    assertThat(mySql.wish("CREATE TABLE n (a INT, SHARD KEY (a, `B c`))"))
        .isEqualTo(new Wish.Columns(List.of("a", "B c")));
    assertThat(postgreSql.wish("CREATE TABLE n (a INT, SHARD KEY (A, \"B\"))"))
        .isEqualTo(new Wish.Columns(List.of("a", "B")));
    assertThat(mySql.wish("CREATE TABLE n (a INT, SHARD KEY ())")).isEqualTo(new Wish.Keyless());
    assertThat(mySql.wish("CREATE TABLE n (a INT) /* Canopy  Reference */"))
        .isEqualTo(new Wish.Reference());
    assertThat(mySql.wish("CREATE TABLE n (a INT /*canopy shard key (a)*/, SHARD KEY (a))"))
        .isEqualTo(new Wish.Columns(List.of("a")));
    assertThat(mySql.wish("CREATE TABLE n LIKE t")).isEqualTo(new Wish.As("t"));
    assertThat(postgreSql.wish("CREATE TABLE n PARTITION OF t DEFAULT"))
        .isEqualTo(new Wish.As("t"));
    assertThat(postgreSql.wish("CREATE TABLE n (LIKE t INCLUDING ALL)"))
        .isEqualTo(new Wish.Default());
  }

  @Test
  void columnsMayBeNamedLikeTheWords() throws Exception {
    String sql =
        "CREATE TABLE `shop`.n (shard INT, `shard` INT, reference INT, a INT, KEY (shard))";
    assertThat(mySql.shell(sql)).isEqualTo(sql);
    assertThat(mySql.wish(sql)).isEqualTo(new Wish.Default());
    String text = "CREATE TABLE `shop`.n (a INT DEFAULT 1 COMMENT ', SHARD KEY (a)')";
    assertThat(mySql.shell(text)).isEqualTo(text);
    assertThat(mySql.wish("CREATE TABLE n (a INT) /* canopyx reference */"))
        .isEqualTo(new Wish.Default());
    assertThat(mySql.wish("CREATE TABLE n (a INT) -- canopy reference"))
        .isEqualTo(new Wish.Default());
  }

  @Test
  void tablesItRefersToAreFoundFromAPartition() throws Exception {
    String sql =
        "CREATE TABLE n (a INT REFERENCES r (a), b INT, FOREIGN KEY (a) REFERENCES t (a),"
            + " FOREIGN KEY (b) REFERENCES n (a), FOREIGN KEY (b) REFERENCES shop.r (a))";
    assertThat(mySql.partition(sql))
        .isEqualTo(
            "CREATE TABLE `shop_3`.n (a INT REFERENCES `shop`.r (a), b INT,"
                + " FOREIGN KEY (a) REFERENCES `shop_3`.t (a),"
                + " FOREIGN KEY (b) REFERENCES `shop_3`.n (a),"
                + " FOREIGN KEY (b) REFERENCES `shop`.r (a))");
    assertThat(postgreSql.partition("CREATE TABLE n (a INT REFERENCES public.r)"))
        .isEqualTo("CREATE TABLE \"shop_3\".n (a INT REFERENCES \"public\".r)");
    assertThat(postgreSql.partition("CREATE TABLE shop.public.n (LIKE r, LIKE_ INT)"))
        .isEqualTo("CREATE TABLE \"shop_3\".n (LIKE \"public\".r, LIKE_ INT)");
    assertThat(mySql.partition("CREATE TABLE n LIKE shop.t"))
        .isEqualTo("CREATE TABLE `shop_3`.n LIKE `shop_3`.t");
    assertThat(mySql.partition("CREATE TABLE n LIKE r")).isEqualTo("nothing");
  }

  @Test
  void readsWhereNumbersStart() throws Exception {
    Intent.NewTable table =
        (Intent.NewTable)
            mySql
                .read("CREATE TABLE n (id INT AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT = 70")
                .intents()
                .get(0);
    assertThat(table.firstId()).isEqualTo(OptionalLong.of(70));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE n AS SELECT 1",
        "CREATE TABLE n SELECT 1",
        "CREATE TABLE n (a INT) SELECT 1 AS a",
        "CREATE TABLE n (SELECT 1 AS a)",
        "CREATE TABLE n WITH x AS (SELECT 1) SELECT * FROM x",
        "CREATE TEMPORARY TABLE n (a INT)",
        "CREATE TABLE n (a INT, FOREIGN KEY (a) REFERENCES other.t (a))",
        "CREATE TABLE n (a INT, FOREIGN KEY (a) REFERENCES log (a))",
        "CREATE REFERENCE TABLE n (a INT, FOREIGN KEY (a) REFERENCES t (a))"
      })
  void refuses(String sql) {
    assertThatThrownBy(() -> mySql.read(sql)).isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE n (a INT) INHERITS (t)",
        "CREATE TABLE sales.n (a INT)",
        "CREATE TABLE shop_3.n (a INT)",
        "CREATE TABLE other.public.n (a INT)",
        "CREATE TABLE n AS TABLE t"
      })
  void refusesOfPostgreSql(String sql) {
    assertThatThrownBy(() -> postgreSql.read(sql))
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE n (a INT, SHARD KEY)",
        "CREATE TABLE n (a INT, SHARD KEY (a + 1))",
        "CREATE TABLE n (a INT, SHARD KEY (a) x)",
        "CREATE TABLE n (SHARD KEY (a))",
        "CREATE TABLE n (a INT, SHARD KEY (a), SHARD KEY (b))",
        "CREATE TABLE n (a INT) /*canopy*/",
        "CREATE TABLE n (a INT) /*canopy shard key*/",
        "CREATE REFERENCE TABLE n (a INT, SHARD KEY (a))"
      })
  void saysWhatIsNotWellWritten(String sql) {
    assertThatThrownBy(() -> mySql.read(sql)).isInstanceOf(SqlSyntaxException.class);
  }

  @Test
  void doesNothingWhereItIsThere() throws Exception {
    assertThat(mySql.shell("CREATE TABLE IF NOT EXISTS t (z INT)")).isEqualTo("nothing");
    assertThat(mySql.shell("CREATE TABLE IF NOT EXISTS v (z INT)")).isEqualTo("nothing");
  }
}
