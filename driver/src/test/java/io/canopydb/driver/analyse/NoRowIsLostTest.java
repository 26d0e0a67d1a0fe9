package io.canopydb.driver.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import io.canopydb.driver.analyse.Model.Query;
import io.canopydb.driver.analyse.Model.Row;
import io.canopydb.driver.parse.Slot;
import io.canopydb.driver.parse.Span;
import io.canopydb.driver.plan.PartitionChoice;
import io.canopydb.metadata.model.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Random queries over random rows, by a model of SQL. Rows that the analysis leaves out must change
 * nothing, and a query that it calls local must give the same partition by partition. Here each key
 * has a partition of its own, which is the hardest case.
 */
class NoRowIsLostTest {

  /** A query and the rows of the tables that it may name. */
  record Sample(Engine engine, Query query, Map<String, List<Row>> tables) {}

  @Provide
  Arbitrary<Sample> mysql() {
    return Arbitraries.randomValue(random -> sample(random, Engine.MYSQL));
  }

  @Provide
  Arbitrary<Sample> postgresql() {
    return Arbitraries.randomValue(random -> sample(random, Engine.POSTGRESQL));
  }

  private static Sample sample(Random random, Engine engine) {
    Map<String, List<Row>> tables = new HashMap<>();
    for (String table : List.of("a", "b", "c")) {
      List<Row> rows = new ArrayList<>();
      for (int i = random.nextInt(4) + 1; i > 0; i--) {
        rows.add(new Row(value(random), value(random), value(random)));
      }
      tables.put(table, rows);
    }
    return new Sample(engine, new RandomQueries(random, engine).query(), tables);
  }

  private static @Nullable Integer value(Random random) {
    return random.nextInt(6) == 0 ? null : Integer.valueOf(random.nextInt(3));
  }

  @Property(tries = 500)
  void onMySql(@ForAll("mysql") Sample sample) {
    check(sample);
  }

  @Property(tries = 500)
  void onPostgreSql(@ForAll("postgresql") Sample sample) {
    check(sample);
  }

  private static void check(Sample sample) {
    Analysed analysed = Analysed.of(sample.engine(), sample.query().toString());
    Map<String, TableUse> uses = new HashMap<>();
    Map<String, List<Row>> all = new HashMap<>();
    for (TableUse use : analysed.analysis().uses()) {
      String after = analysed.shape().text().substring(use.span().end());
      String alias = after.replaceFirst("(?s)^ AS (t\\d+).*", "$1");
      uses.put(alias, use);
      all.put(alias, Objects.requireNonNull(sample.tables().get(use.name())));
    }
    List<String> expected = sample.query().rows(all::get);

    Map<String, List<Row>> wanted = new HashMap<>();
    all.forEach(
        (alias, rows) ->
            wanted.put(
                alias,
                rows.stream()
                    .filter(row -> wanted(analysed, uses.get(alias), alias, row, sample.query()))
                    .toList()));
    assertThat(sample.query().rows(wanted::get))
        .as("partitions %s, conditions %s", analysed.partitions(), analysed.conditions())
        .isEqualTo(expected);

    if (analysed.local()) {
      Set<@Nullable Integer> keys = new HashSet<>();
      all.values().forEach(rows -> rows.forEach(row -> keys.add(row.k())));
      List<String> together = new ArrayList<>();
      for (Integer key : keys) {
        together.addAll(
            sample
                .query()
                .rows(
                    alias ->
                        Objects.requireNonNull(all.get(alias)).stream()
                            .filter(row -> Objects.equals(row.k(), key))
                            .toList()));
      }
      assertThat(together).as("local").containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static boolean wanted(
      Analysed analysed, TableUse use, String alias, Row row, Query query) {
    PartitionChoice choice = analysed.analysis().choices().get(use.id());
    if (choice != null && !wants(analysed, choice, row)) {
      return false;
    }
    for (Span span : analysed.analysis().conditions().getOrDefault(use.id(), List.of())) {
      Model.Condition condition =
          condition(query, analysed.withLiterals(span.of(analysed.shape().text())));
      Model.Env env = new Model.Env(Map.of(alias, row), other -> List.of());
      if (!Boolean.TRUE.equals(condition.in(env))) {
        return false;
      }
    }
    return true;
  }

  private static boolean wants(Analysed analysed, PartitionChoice choice, Row row) {
    if (choice instanceof PartitionChoice.AnyOf any) {
      return any.choices().stream().anyMatch(branch -> wants(analysed, branch, row));
    }
    if (choice instanceof PartitionChoice.KeyEquals equals) {
      if (equals.operands().get(0) instanceof PartitionChoice.SlotOperand operand) {
        Slot.Literal literal = (Slot.Literal) analysed.shape().slots().get(operand.number() - 1);
        return row.k() != null && literal.value().equals(row.k().longValue());
      }
      return row.k() == null;
    }
    return true;
  }

  /** The condition of a query whose text this is. */
  private static Model.Condition condition(Query query, String text) {
    return conditions(query.from(), query.where())
        .filter(
            condition -> condition.toString().equals(text) || ("(" + condition + ")").equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no condition of the query: " + text));
  }

  private static Stream<Model.Condition> conditions(Model.Source from, Model.Condition where) {
    return Stream.concat(sources(from), parts(where));
  }

  private static Stream<Model.Condition> sources(Model.Source source) {
    if (source instanceof Model.JoinOf join) {
      return Stream.of(
              sources(join.left()),
              sources(join.right()),
              join.on() == null ? Stream.<Model.Condition>of() : parts(join.on()))
          .flatMap(part -> part);
    }
    if (source instanceof Model.Comma comma) {
      return Stream.concat(sources(comma.left()), sources(comma.right()));
    }
    return source instanceof Model.Derived derived ? parts(derived.where()) : Stream.of();
  }

  private static Stream<Model.Condition> parts(Model.Condition condition) {
    Stream<Model.Condition> within =
        condition instanceof Model.And and
            ? and.parts().stream().flatMap(NoRowIsLostTest::parts)
            : condition instanceof Model.Or or
                ? or.parts().stream().flatMap(NoRowIsLostTest::parts)
                : condition instanceof Model.Not not
                    ? parts(not.condition())
                    : condition instanceof Model.Exists exists
                        ? conditions(exists.source(), exists.where())
                        : condition instanceof Model.InQuery in
                            ? conditions(in.source(), in.where())
                            : Stream.of();
    return Stream.concat(Stream.of(condition), within);
  }
}
