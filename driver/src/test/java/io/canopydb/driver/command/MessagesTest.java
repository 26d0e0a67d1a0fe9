package io.canopydb.driver.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.parse.command.HostPort;
import io.canopydb.metadata.model.LeafAccount;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Requests and answers come back as they were sent. */
class MessagesTest {
  private static final AddLeafRequest REQUEST =
      new AddLeafRequest(
          new HostPort("leaf-1.example", 3306),
          new LeafAccount("root\"'", "c2VhbGVk"),
          OptionalInt.of(2));

  @Test
  void aRequestComesBack() {
    assertThat(AddLeafRequest.fromJson(REQUEST.toJson())).isEqualTo(REQUEST);
    AddLeafRequest anyGroup =
        new AddLeafRequest(REQUEST.server(), REQUEST.account(), OptionalInt.empty());
    assertThat(AddLeafRequest.fromJson(anyGroup.toJson())).isEqualTo(anyGroup);
  }

  @Test
  void theStoredFormOfARequestIsFixed() {
    assertThat(REQUEST.toJson())
        .isEqualTo(
            "{\"version\":1,\"host\":\"leaf-1.example\",\"port\":3306,\"user\":\"root\\\"'\","
                + "\"sealedPassword\":\"c2VhbGVk\",\"group\":2}");
  }

  @Test
  void anAnswerComesBack() {
    AddLeafAnswer answer = new AddLeafAnswer(7, 1, "8.4.2", List.of("gtid_mode is OFF: set it"));
    assertThat(AddLeafAnswer.fromJson(answer.toJson())).isEqualTo(answer);
  }

  @Test
  void aMessageOfAnotherVersionIsRefused() {
    assertThatThrownBy(
            () ->
                AddLeafRequest.fromJson(REQUEST.toJson().replace("\"version\":1", "\"version\":2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void aBrokenMessageIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(() -> AddLeafRequest.fromJson("{\"sealedPassword\": c2VhbGVk}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("sealedPassword");
    assertThatThrownBy(() -> AddLeafRequest.fromJson("{\"version\":1,\"host\":\"h\",\"port\":1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user");
  }

  @Test
  void aFailureKeepsItsNumberStateTextAndClass() {
    SQLException failure = CanopyError.AUTHENTICATION.with("h:1", "root", "access denied");
    SQLException back = RequestFailure.fromJson(RequestFailure.of(failure).toJson()).toException();
    assertThatThrownBy(
            () -> {
              throw back;
            })
        .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
        .hasMessage(failure.getMessage());
    assertThat(back.getErrorCode()).isEqualTo(CanopyError.AUTHENTICATION.number());
    assertThat(back.getSQLState()).isEqualTo("28000");
  }

  @Test
  void anErrorOfALeafIsNotTakenForOneOfCanopysThatHasItsNumber() {
    // MySQL: can't create table
    SQLException ofMySql = new SQLException("can't create table", "HY000", 1005);
    assertThat(CanopyError.of(ofMySql)).isEmpty();
    assertThat(CanopyError.of(CanopyError.NO_DATABASE.with())).contains(CanopyError.NO_DATABASE);
  }
}
