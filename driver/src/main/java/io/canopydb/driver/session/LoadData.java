package io.canopydb.driver.session;

import io.canopydb.driver.analyse.Catalogue;
import io.canopydb.driver.bulk.LoadRecords;
import io.canopydb.driver.error.CanopyError;
import io.canopydb.driver.execute.Bindings;
import io.canopydb.driver.execute.ExecuteOptions;
import io.canopydb.driver.execute.Parameter;
import io.canopydb.driver.execute.Written;
import io.canopydb.driver.execute.write.InsertRunner;
import io.canopydb.driver.parse.LoadDataText;
import io.canopydb.driver.parse.Shape;
import io.canopydb.driver.parse.Tokens;
import io.canopydb.driver.plan.InsertRows;
import io.canopydb.metadata.model.Column;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * MySQL's LOAD DATA LOCAL INFILE. The file is read here; its rows are written by INSERT IGNORE or
 * REPLACE of many rows, which treat values and duplicate keys as LOAD DATA LOCAL does. All of it is
 * one transaction; memory is bounded.
 */
final class LoadData implements StatementPlan {
  private static final int ROWS = 5_000;
  private static final int BYTES = 4 << 20;

  private final SessionState session;
  private final PlannedStatements planned;
  private final OwnQueries own;
  private final Cluster cluster;
  private final Tokens tokens;
  private final LoadDataText load;

  private final List<List<@Nullable Object>> waiting = new ArrayList<>();
  private long bytes;
  private long count;

  LoadData(SessionState session, PlannedStatements planned, OwnQueries own, Tokens tokens) {
    this.session = session;
    this.planned = planned;
    this.own = own;
    this.cluster = session.cluster();
    this.tokens = tokens;
    this.load = LoadDataText.of(tokens);
  }

  @Override
  public List<String> lines() {
    return List.of(
        "Load data: "
            + (load.replace() ? "REPLACE" : "INSERT IGNORE")
            + " of "
            + ROWS
            + " rows at a time into "
            + tableText()
            + ", in one transaction",
        "  Rows: of the file " + load.file() + " on the machine of the aggregator");
  }

  /** Loads the file, or what was given instead. */
  @Override
  public Outcome run(ExecuteOptions options) throws SQLException {
    InputStream given = session.takeLocalInfile();
    if (load.refused() != null) {
      throw CanopyError.UNSUPPORTED.with(
          load.refused(), "load with LOCAL into columns, or insert the rows by a batch");
    }
    if (!(session.catalogue().resolve(load.name()) instanceof Catalogue.Base base)) {
      throw CanopyError.UNSUPPORTED.with(
          "LOAD DATA into " + tableText() + ", which is no table of the cluster",
          "insert the rows by a batch");
    }
    Charset charset = charset();
    List<Column> columns = columns(base);
    return session
        .transaction()
        .atomically(
            () -> {
              read(given, columns, charset, options);
              return planned.outcome(new Written(count, null, 0));
            });
  }

  private void read(
      @Nullable InputStream given, List<Column> columns, Charset charset, ExecuteOptions options)
      throws SQLException {
    try (InputStream in = given == null ? file() : given) {
      LoadRecords records = new LoadRecords(in, load.format(), charset);
      records.skip(load.skipped());
      for (var record = records.next(); record != null; record = records.next()) {
        take(record, columns, charset, options);
      }
      send(columns, options);
    } catch (IOException e) {
      throw CanopyError.INVALID_ARGUMENT.causedBy(
          e, "the file " + load.file() + " can't be read: " + e, "correct its name");
    }
  }

  private String tableText() {
    return load.table().of(tokens.text());
  }

  private InputStream file() throws SQLException, IOException {
    if (!session.options().readsFiles()) {
      throw new SQLException(
          "Loading local data is disabled; say allowLoadLocalInfile=true in the URL, or give a"
              + " stream by setLocalInfileInputStream",
          "42000",
          3948);
    }
    try {
      return Files.newInputStream(Path.of(load.file()));
    } catch (InvalidPathException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Charset charset() throws SQLException {
    String named = load.charset();
    String name =
        (named != null ? named : own.literal("@@character_set_database")).replace("'", "");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "utf8mb4", "utf8mb3", "utf8" -> StandardCharsets.UTF_8;
      case "ascii" -> StandardCharsets.US_ASCII;
      case "latin1" -> Charset.forName("windows-1252");
      default ->
          throw CanopyError.UNSUPPORTED.with(
              "LOAD DATA in the character set " + name, "write the file in utf8mb4, and say so");
    };
  }

  private List<Column> columns(Catalogue.Base base) throws SQLException {
    List<Column> all = base.table().columns();
    if (load.columns().isEmpty()) {
      if (all.stream().anyMatch(Column::generated)) {
        throw CanopyError.UNSUPPORTED.with(
            "LOAD DATA without a list of columns into a table with generated ones",
            "list the columns");
      }
      return all;
    }
    List<Column> listed = new ArrayList<>();
    for (String name : load.columns()) {
      listed.add(
          base.table()
              .column(name)
              .orElseThrow(
                  () ->
                      new SQLException(
                          "Unknown column '" + name + "' in 'field list'", "42S22", 1054)));
    }
    return listed;
  }

  /**
   * Fields beyond the columns are left out. Columns without a field get NULL or their type's zero;
   * of those with a DEFAULT the server makes that zero, too, which no INSERT does; nor does
   * REPLACE.
   */
  private void take(
      List<byte @Nullable []> record, List<Column> columns, Charset charset, ExecuteOptions options)
      throws SQLException {
    int width = Math.min(record.size(), columns.size());
    if (!waiting.isEmpty() && waiting.get(0).size() != width) {
      send(columns, options);
    }
    for (Column missing : columns.subList(width, columns.size())) {
      boolean moment = missing.type().toLowerCase(Locale.ROOT).startsWith("timestamp");
      boolean zero = !missing.nullable() && !missing.autoIncrement();
      if (missing.defaultExpression() != null || (zero && (moment || load.replace()))) {
        throw CanopyError.UNSUPPORTED.with(
            "LOAD DATA of a line without a field for column "
                + missing.name()
                + ", which is not NULL by itself",
            "list the columns that the file has");
      }
    }
    List<@Nullable Object> row = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      byte[] field = record.get(i);
      row.add(field == null ? null : value(field, columns.get(i), charset));
      bytes += field == null ? 0 : field.length;
    }
    waiting.add(row);
    if (waiting.size() == ROWS || bytes >= BYTES) {
      send(columns, options);
    }
  }

  private static Object value(byte[] field, Column column, Charset charset) throws SQLException {
    String text;
    try {
      text = charset.newDecoder().decode(ByteBuffer.wrap(field)).toString();
    } catch (CharacterCodingException e) {
      throw CanopyError.INVALID_ARGUMENT.causedBy(
          e,
          "a field for column " + column.name() + " is not written in the file's character set",
          "name the right CHARACTER SET");
    }
    String type = column.type().toLowerCase(Locale.ROOT);
    if (type.contains("blob") || type.contains("binary") || type.startsWith("bit")) {
      return field;
    }
    if (column.autoIncrement() && !text.isBlank()) {
      return number(text.strip(), column);
    }
    return column.autoIncrement() ? "0" : text;
  }

  /** What is no number would be 0 to the server, which asks for a number. */
  private static String number(String text, Column column) throws SQLException {
    try {
      return Long.toString(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw CanopyError.INVALID_ARGUMENT.causedBy(
          e, "'" + text + "' is no whole number for column " + column.name(), "correct the file");
    }
  }

  /** Writes the rows that wait, all of which have as many fields. */
  private void send(List<Column> columns, ExecuteOptions options) throws SQLException {
    if (waiting.isEmpty()) {
      return;
    }
    List<Column> given = columns.subList(0, waiting.get(0).size());
    String list =
        given.stream()
            .map(column -> cluster.dialect().quoteName(column.name()))
            .collect(Collectors.joining(", "));
    String sql =
        (load.replace() ? "REPLACE INTO " : "INSERT IGNORE INTO ")
            + tableText()
            + " ("
            + list
            + ") VALUES ("
            + String.join(", ", Collections.nCopies(given.size(), "NULL"))
            + ")";
    ReadStatement read = session.prepare(sql, false);
    Shape shape = Objects.requireNonNull(read.shape().shape());
    if (!(planned.plan(read.shape(), shape, new Parameter[0]).plan().root()
        instanceof InsertRows insert)) {
      throw CanopyError.UNSUPPORTED.with("LOAD DATA into " + tableText(), "insert the rows");
    }
    Bindings bindings = new Bindings(shape, new Parameter[0], false);
    Written written =
        new InsertRunner(planned.execution(bindings, options, true)).runValues(insert, waiting);
    count += planned.outcome(written).count();
    waiting.clear();
    bytes = 0;
  }
}
