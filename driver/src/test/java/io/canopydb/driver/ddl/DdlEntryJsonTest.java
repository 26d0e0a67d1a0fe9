package io.canopydb.driver.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.canopydb.driver.ddl.text.Change;
import io.canopydb.driver.ddl.text.ObjectName;
import io.canopydb.driver.ddl.text.Template;
import io.canopydb.metadata.model.Distribution;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DdlEntryJsonTest {
  private static final Template TEMPLATE =
      new Template(
          List.of(
              new Template.Text("DROP TABLE \"x\\y\u2028\" "),
              Template.Slot.PLACE,
              new Template.Text("."),
              Template.Slot.SHELL));

  private static final DdlEntry ENTRY =
      new DdlEntry(
          new DdlEntry.Request("DROP TABLE t", true, false, "shop", Map.of("sql_mode", "'ANSI'")),
          DdlEntry.Phase.DECIDED,
          new Change(
              "DROP TABLE t",
              TEMPLATE,
              null,
              Template.of("X"),
              Template.of("T"),
              List.of(
                  new ObjectName(ObjectName.Kind.TABLE, "t"),
                  new ObjectName(ObjectName.Kind.TRIGGER, "r", true)),
              List.of(),
              true,
              true,
              List.of(Template.of("Y"), TEMPLATE),
              List.of()),
          List.of(
              new MetadataOp.PutTable(
                  "t",
                  new Distribution.Sharded(List.of("a", "b")),
                  /* chosen= */ true,
                  Map.of("u", "canopy_unique_1")),
              new MetadataOp.PutTable("k", new Distribution.Keyless(), false, Map.of()),
              new MetadataOp.PutTable("r", new Distribution.Reference(), false, Map.of()),
              new MetadataOp.RemoveTable("t"),
              new MetadataOp.PutView("v", "SELECT 1"),
              new MetadataOp.RemoveView("v"),
              new MetadataOp.PutSequence("s", Long.MIN_VALUE, -5),
              new MetadataOp.RemoveSequence("s"),
              new MetadataOp.ResetIds("t.a", OptionalLong.of(-7), 12),
              new MetadataOp.ResetIds("s", OptionalLong.empty(), 12),
              new MetadataOp.RaiseIds("t.a", Long.MAX_VALUE),
              new MetadataOp.RaiseIdsAbove("t", "a"),
              new MetadataOp.MoveIds("t.a", "u.a")),
          Map.of("TABLE t", new Description("{}", "CREATE TABLE", "ANSI")),
          Map.of(),
          true,
          Map.of(3, "12345678901"));

  @Test
  void readsWhatItWrote() throws SQLException {
    assertThat(DdlEntryJson.read(DdlEntryJson.write(ENTRY))).isEqualTo(ENTRY);
    DdlEntry begun = DdlEntry.begun(ENTRY.request(), ENTRY.change(), Map.of());
    assertThat(DdlEntryJson.read(DdlEntryJson.write(begun))).isEqualTo(begun);
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThatThrownBy(() -> DdlEntryJson.read("{\"format\":1}"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("format 1");
    assertThatThrownBy(() -> DdlEntryJson.read("no JSON")).isInstanceOf(SQLException.class);
  }
}
