package io.canopydb.metadata.placement;

import static io.canopydb.metadata.model.Engine.MYSQL;
import static io.canopydb.metadata.model.Engine.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.metadata.model.Column;
import io.canopydb.metadata.model.Engine;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTypesTest {

  @Test
  void mySqlTypesAreReadAsTheCatalogueWritesThem() {
    assertThat(Keys.mySql("tinyint(1)")).isEqualTo(integer(MYSQL, -128, "127"));
    assertThat(Keys.mySql("mediumint unsigned")).isEqualTo(integer(MYSQL, 0, "16777215"));
    assertThat(Keys.mySql("int(8) unsigned zerofill")).isEqualTo(integer(MYSQL, 0, "4294967295"));
    assertThat(Keys.mySql("bigint unsigned")).isEqualTo(integer(MYSQL, 0, "18446744073709551615"));
    assertThat(Keys.mySql("bigint"))
        .isEqualTo(integer(MYSQL, Long.MIN_VALUE, "9223372036854775807"));
    assertThat(Keys.mySql("decimal(12,3) unsigned")).isEqualTo(new DecimalKey(MYSQL, 12, 3, true));
    assertThat(Keys.mySql("datetime")).isEqualTo(new DateTimeKey(MYSQL, 0));
    assertThat(Keys.mySql("datetime(3)")).isEqualTo(new DateTimeKey(MYSQL, 3));
    assertThat(Keys.mySql("time(6)")).isEqualTo(new TimeKey(6));
    assertThat(Keys.mySql("binary(16)")).isEqualTo(new BinaryKey(MYSQL, 16, true));
    assertThat(Keys.mySql("varchar(20)", "latin1_swedish_ci"))
        .isInstanceOfSatisfying(
            CollatedKey.class,
            key -> {
              assertThat(key.length()).isEqualTo(20);
              assertThat(key.padded()).isFalse();
            });
  }

  @Test
  void postgreSqlTypesAreReadAsTheCatalogueWritesThem() {
    assertThat(Keys.postgreSql("smallint")).isEqualTo(integer(POSTGRESQL, -32768, "32767"));
    assertThat(Keys.postgreSql("numeric")).isEqualTo(new DecimalKey(POSTGRESQL, 0, 0, false));
    assertThat(Keys.postgreSql("numeric(10,2)"))
        .isEqualTo(new DecimalKey(POSTGRESQL, 10, 2, false));
    assertThat(Keys.postgreSql("numeric(3,-2)"))
        .isEqualTo(new DecimalKey(POSTGRESQL, 3, -2, false));
    assertThat(Keys.postgreSql("character varying(20)")).isEqualTo(new TextKey(20, false));
    assertThat(Keys.postgreSql("character varying")).isEqualTo(new TextKey(0, false));
    assertThat(Keys.postgreSql("character(1)")).isEqualTo(new TextKey(1, true));
    assertThat(Keys.postgreSql("bpchar")).isEqualTo(new TextKey(0, true));
    assertThat(Keys.postgreSql("timestamp without time zone"))
        .isEqualTo(new DateTimeKey(POSTGRESQL, 6));
    assertThat(Keys.postgreSql("timestamp(3) without time zone"))
        .isEqualTo(new DateTimeKey(POSTGRESQL, 3));
    assertThat(Keys.postgreSql("timestamp(0) with time zone")).isEqualTo(new InstantKey(0));
    assertThat(Keys.postgreSql("time(2) without time zone")).isEqualTo(new TimeKey(2));
    assertThat(Keys.postgreSql("uuid")).isEqualTo(new UuidKey());
  }

  private static IntegerKey integer(Engine engine, long min, String max) {
    return new IntegerKey(engine, min, new BigInteger(max));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "float", "double", "double(10,2)", "float unsigned", "json", "bit(1)", "timestamp",
        "timestamp(6)", "text", "blob", "geometry", "enum('a','b')", "set('a')", "year"
      })
  void mySqlTypesThatCannotBePromisedAreRefused(String type) {
    assertRefused(MYSQL, type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "real",
        "double precision",
        "jsonb",
        "integer[]",
        "text[]",
        "numeric(10,2)[]",
        "citext",
        "bit(3)",
        "time with time zone",
        "interval",
        "money",
        "\"char\"",
        "name",
        "point",
        "int4range",
        "mood",
        "public.mood",
        "xml",
        "inet",
        "character varying(3)[]"
      })
  void postgreSqlTypesThatCannotBePromisedAreRefused(String type) {
    assertRefused(POSTGRESQL, type);
  }

  private static void assertRefused(Engine engine, String type) {
    assertThat(KeyTypes.of(engine, Keys.column("c", type, null)))
        .isInstanceOfSatisfying(
            ColumnKeyType.Refused.class,
            refused -> assertThat(refused.reason()).contains("column c"));
  }

  @Test
  void aGeneratedColumnIsRefused() {
    assertThat(KeyTypes.of(MYSQL, new Column("c", "int", null, true, false, true, null)))
        .isInstanceOf(ColumnKeyType.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "MYSQL, utf8mb4_0900_ai_ci, true",
    "MYSQL, utf8mb4_ja_0900_as_cs_ks, true",
    "MYSQL, utf8mb4_es_trad_0900_ai_ci, true",
    "MYSQL, utf8mb4_bin, true",
    "MYSQL, latin1_swedish_ci, true",
    "MYSQL, sjis_japanese_ci, false",
    "MYSQL, utf8mb4_hungarian_ci, false",
    "POSTGRESQL, default, true",
    "POSTGRESQL, C, true",
    "POSTGRESQL, de_DE.utf8, true",
    "POSTGRESQL, und-x-icu, true",
    "POSTGRESQL, ignore_case, false",
    "POSTGRESQL, public.ci, false",
  })
  void onlyKnownCollationsArePromised(Engine engine, String collation, boolean accepted) {
    ColumnKeyType answer = KeyTypes.of(engine, Keys.column("c", "varchar(9)", collation));
    assertThat(answer instanceof ColumnKeyType.Accepted).as(answer.toString()).isEqualTo(accepted);
  }
}
