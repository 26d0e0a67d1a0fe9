package io.canopydb.driver.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.exceptions.MysqlDataTruncation;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class RewordedErrorsTest {

  @Test
  void whatPostgreSqlSaidKeepsItsOtherFields() {
    PSQLException error =
        new PSQLException(
            new ServerErrorMessage(
                "SERROR\0C42703\0Mcolumn \"x\" does not exist\0HPerhaps y.\0P30\0stable_0\0"));
    SQLException told =
        Objects.requireNonNull(PostgreSqlError.of(error))
            .position(18)
            .set(PostgreSqlError.SCHEMA, "public")
            .told();
    assertThat((Throwable) told)
        .isInstanceOf(PSQLException.class)
        .hasMessage("ERROR: column \"x\" does not exist\n  Hint: Perhaps y.\n  Position: 18");
    assertThat(told.getSQLState()).isEqualTo("42703");
    ServerErrorMessage said =
        Objects.requireNonNull(((PSQLException) told).getServerErrorMessage());
    assertThat(said.getSchema()).isEqualTo("public");
  }

  @Test
  void whatIsNotChangedStaysTheSameError() {
    PSQLException postgreSql = new PSQLException(new ServerErrorMessage("SERROR\0C22012\0Mx\0"));
    assertThat((Throwable) Objects.requireNonNull(PostgreSqlError.of(postgreSql)).told())
        .isSameAs(postgreSql);
    SQLException mySql = new SQLException("x", "42000", 1064);
    assertThat((Throwable) MySqlError.reworded(mySql, text -> text)).isSameAs(mySql);
  }

  @Test
  void mySqlsErrorsKeepTheirClassAndCode() {
    SQLException told =
        MySqlError.reworded(
            new SQLSyntaxErrorException("near 'b'", "42000", 1064), text -> text.replace('b', 'c'));
    assertThat((Throwable) told).isInstanceOf(SQLSyntaxErrorException.class).hasMessage("near 'c'");
    assertThat(told.getErrorCode()).isEqualTo(1064);
    SQLException data =
        MySqlError.reworded(
            new MysqlDataTruncation("at row 1", 0, false, false, 0, 0, 1406),
            text -> text.replace('1', '2'));
    assertThat((Throwable) data)
        .isInstanceOf(MysqlDataTruncation.class)
        .hasMessage("Data truncation: at row 2");
    assertThat(data.getErrorCode()).isEqualTo(1406);
  }
}
