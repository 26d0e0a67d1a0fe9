package io.canopydb.driver.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

  private static Column column(String type, @Nullable String collation) {
    return new Column("k", type, collation, false, false, false, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int | int | true",
        "int | bigint | true",
        "int(11) | int | true",
        "bigint | int | false",
        "int unsigned | bigint | true",
        "int unsigned | int | false",
        "int | int unsigned | false",
        "int | bigint unsigned | false",
        "bigint unsigned | bigint | false",
        "varchar(10) | varchar(20) | true",
        "varchar(20) | varchar(10) | false",
        "varchar(20) | text | false",
        "decimal(10,2) | decimal(12,2) | false",
        "timestamp(6) | timestamp | false",
      })
  void onlyWideningKeepsKeys(String before, String after, boolean keeps) {
    assertThat(KeyWidening.keepsValues(Engine.MYSQL, column(before, null), column(after, null)))
        .isEqualTo(keeps);
  }

  @Test
  void anotherCollationMovesRows() {
    assertThat(
            KeyWidening.keepsValues(
                Engine.MYSQL,
                column("varchar(9)", "utf8mb4_bin"),
                column("varchar(9)", "utf8mb4_0900_ai_ci")))
        .isFalse();
    assertThat(
            KeyWidening.keepsValues(
                Engine.POSTGRESQL, column("character varying(9)", "C"), column("text", "C")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mysql", "Information_Schema", "canopy", "canopy_x", "a/b", "..", "a\nb"})
  void refusesNamesThatHaveAnotherUse(String name) {
    assertThatThrownBy(() -> DatabaseNames.check(Engine.MYSQL, name))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void refusesLongNamesAndThoseOfPostgreSql() {
    assertThatThrownBy(() -> DatabaseNames.check(Engine.MYSQL, "\u00e9".repeat(29)))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> DatabaseNames.check(Engine.POSTGRESQL, "pg_shop"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> DatabaseNames.check(Engine.POSTGRESQL, "template1"))
        .isInstanceOf(SQLException.class);
    assertThatCode(() -> DatabaseNames.check(Engine.POSTGRESQL, "mysql"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "shop_3, shop, true",
    "shop, shop_3, true",
    "SHOP_17, shop, true",
    "shop_3a, shop, false",
    "shop_, shop, false",
    "shop_a_3, shop, false",
    "shops, shop, false",
    "shop_3_4, shop_3, true",
  })
  void partitionsHaveNamesToo(String name, String other, boolean collides) {
    assertThat(DatabaseNames.collision(name, Set.of("x", other)).isPresent()).isEqualTo(collides);
  }
}
