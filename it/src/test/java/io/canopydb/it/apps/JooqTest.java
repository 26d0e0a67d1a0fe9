package io.canopydb.it.apps;

import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import io.canopydb.metadata.model.Engine;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** jOOQ writes SQL of its own making, and looks at the schema through DatabaseMetaData. */
class JooqTest {
  private static final Table<Record> ITEM = table(name("item"));
  private static final Field<Integer> ID = field(name("item", "id"), SQLDataType.INTEGER);
  private static final Field<String> KIND = field(name("item", "kind"), SQLDataType.VARCHAR(20));
  private static final Field<BigDecimal> PRICE =
      field(name("item", "price"), SQLDataType.DECIMAL(10, 2));

  private static SQLDialect dialect(Engine engine) {
    return switch (engine) {
      case MYSQL -> SQLDialect.MYSQL;
      case POSTGRESQL -> SQLDialect.POSTGRES;
    };
  }

  @ParameterizedTest
  @EnumSource
  void writesItsOwnSql(Engine engine) throws Exception {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    OnBothSides.same(
        engine,
        "jooq",
        (url, notes) -> {
          try (CloseableDSLContext jooq = DSL.using(url)) {
            // The dialect comes from the URL, which is what changes: an application names it.
            DSLContext create =
                DSL.using(
                    jooq.configuration()
                        .derive(dialect(engine))
                        .derive(
                            new Settings()
                                .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                                .withExecuteWithOptimisticLocking(true)));
            schema(create, notes);
            writes(create, notes);
            queries(create, notes);
            transactions(create, notes);
          }
        });
  }

  private static void schema(DSLContext create, Notes notes) {
    create
        .createTable(ITEM)
        .column("id", SQLDataType.INTEGER.nullable(false))
        .column("kind", SQLDataType.VARCHAR(20))
        .column("price", SQLDataType.DECIMAL(10, 2).defaultValue(BigDecimal.ONE))
        .constraints(DSL.primaryKey("id"))
        .execute();
    create.createIndex("item_kind").on(ITEM, KIND).execute();
    create
        .alterTable(ITEM)
        .addColumn("note", SQLDataType.VARCHAR(50).defaultValue("none"))
        .execute();
    create.createTableIfNotExists("item").column("id", SQLDataType.INTEGER).execute();
    notes.note(
        "tables",
        create.meta().getTables().stream()
            .filter(table -> table.getName().equals("item"))
            .map(
                table ->
                    table.getSchema().getName()
                        + "."
                        + table
                        + List.of(table.fields())
                        + table.getPrimaryKey()
                        + table.getIndexes())
            .toList());
    notes.note(
        "schemas",
        create.meta().getSchemas().stream()
            .map(schema -> schema.getName())
            .filter(name -> name.startsWith("jooq"))
            .toList());
  }

  private static void writes(DSLContext create, Notes notes) {
    notes.note(
        "inserted",
        create
            .insertInto(ITEM, ID, KIND, PRICE)
            .valuesOfRows(
                IntStream.rangeClosed(1, 60)
                    .mapToObj(
                        i -> DSL.row((Integer) i, "kind " + i % 4, BigDecimal.valueOf(i * 11L, 2)))
                    .toList())
            .execute());
    notes.note(
        "upserted",
        create
            .insertInto(ITEM, ID, KIND)
            .values(1, "new")
            .onConflict(ID)
            .doUpdate()
            .set(KIND, "changed")
            .execute());
    notes.note(
        "ignored",
        create.insertInto(ITEM, ID, KIND).values(2, "new").onDuplicateKeyIgnore().execute());
    notes.note(
        "updated",
        create.update(ITEM).set(PRICE, PRICE.plus(1)).where(KIND.eq("kind 2")).execute());
    notes.note("deleted", create.deleteFrom(ITEM).where(ID.between(50, 53)).execute());
    int[] batch =
        create
            .batch(
                IntStream.rangeClosed(100, 120)
                    .mapToObj(i -> create.insertInto(ITEM, ID, KIND).values((Integer) i, "batch"))
                    .toList())
            .execute();
    notes.note("batch", java.util.Arrays.stream(batch).sum());
    notes.failure(
        "duplicate", () -> create.insertInto(ITEM, ID, KIND).values(3, "again").execute());
  }

  private static void queries(DSLContext create, Notes notes) {
    notes.note(
        "page",
        create
            .select(ID, KIND, PRICE)
            .from(ITEM)
            .orderBy(PRICE.desc(), ID)
            .limit(5)
            .offset(7)
            .fetch()
            .intoMaps());
    notes.note(
        "seek",
        create.select(ID).from(ITEM).orderBy(KIND, ID).seek("kind 2", 30).limit(5).fetch(ID));
    notes.note(
        "groups",
        create
            .select(KIND, count(), sum(PRICE), avg(PRICE))
            .from(ITEM)
            .groupBy(KIND)
            .having(count().gt(1))
            .orderBy(KIND)
            .fetch()
            .intoMaps());
    Field<Integer> place =
        rowNumber().over(DSL.partitionBy(KIND).orderBy(PRICE.desc(), ID)).as("place");
    Table<?> ranked = create.select(ID, KIND, place).from(ITEM).asTable("ranked");
    notes.note(
        "window",
        create
            .selectFrom(ranked)
            .where(ranked.field("place", Integer.class).le(2))
            .orderBy(ranked.field("kind"), ranked.field("place"))
            .fetch()
            .intoMaps());
    notes.note(
        "with",
        create
            .with("dear")
            .as(DSL.select(ID, KIND).from(ITEM).where(PRICE.gt(new BigDecimal(5))))
            .select(count())
            .from(table(name("dear")))
            .fetchOne(0, Integer.class));
    notes.note("exists", create.fetchExists(create.selectOne().from(ITEM).where(ID.eq(119))));
    notes.note("count", create.fetchCount(DSL.select(ID).from(ITEM).where(KIND.like("b%"))));
    notes.note(
        "union",
        create
            .select(ID)
            .from(ITEM)
            .where(ID.lt(4))
            .union(DSL.select(ID).from(ITEM).where(ID.between(3, 5)))
            .orderBy(1)
            .fetch(0, Integer.class));
    notes.note(
        "lazy",
        create.select(ID).from(ITEM).where(ID.lt(10)).orderBy(ID).fetchLazy().stream()
            .map(row -> row.get(ID))
            .toList());
  }

  private static void transactions(DSLContext create, Notes notes) {
    notes.failure(
        "rolled back",
        () ->
            create.transaction(
                transaction -> {
                  transaction.dsl().deleteFrom(ITEM).execute();
                  throw new IllegalStateException();
                }));
    create.transaction(
        transaction -> {
          transaction.dsl().update(ITEM).set(KIND, "outer").where(ID.eq(10)).execute();
          notes.failure(
              "nested",
              () ->
                  transaction
                      .dsl()
                      .transaction(
                          nested -> {
                            nested.dsl().update(ITEM).set(KIND, "x").where(ID.le(12)).execute();
                            throw new IllegalStateException();
                          }));
          notes.note(
              "locked",
              transaction
                  .dsl()
                  .select(KIND)
                  .from(ITEM)
                  .where(ID.eq(10))
                  .forUpdate()
                  .skipLocked()
                  .fetch(KIND));
        });
    notes.note(
        "after",
        create.select(ID, KIND).from(ITEM).where(ID.le(12)).orderBy(ID).fetch().intoMaps());
  }
}
