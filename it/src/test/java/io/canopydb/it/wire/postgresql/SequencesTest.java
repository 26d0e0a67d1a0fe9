package io.canopydb.it.wire.postgresql;

import static io.canopydb.it.wire.postgresql.Frontend.bind;
import static io.canopydb.it.wire.postgresql.Frontend.bindBinary;
import static io.canopydb.it.wire.postgresql.Frontend.closePortal;
import static io.canopydb.it.wire.postgresql.Frontend.closeStatement;
import static io.canopydb.it.wire.postgresql.Frontend.copyData;
import static io.canopydb.it.wire.postgresql.Frontend.copyDone;
import static io.canopydb.it.wire.postgresql.Frontend.copyFail;
import static io.canopydb.it.wire.postgresql.Frontend.describePortal;
import static io.canopydb.it.wire.postgresql.Frontend.describeStatement;
import static io.canopydb.it.wire.postgresql.Frontend.execute;
import static io.canopydb.it.wire.postgresql.Frontend.flush;
import static io.canopydb.it.wire.postgresql.Frontend.parse;
import static io.canopydb.it.wire.postgresql.Frontend.query;
import static io.canopydb.it.wire.postgresql.Frontend.sync;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same messages, sent to a plain server and to the proxy, are answered alike. */
class SequencesTest {
  private static final String DATABASE = "wire_sequences";
  private static final int INT4 = 23;
  private static final int TEXT = 25;

  private static final String FILL =
      "INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, NULL), (4, 'four'), (5, 'five')";

  @BeforeAll
  static void createDatabase() throws Exception {
    TestProxy.createDatabase(DATABASE);
    for (ServerAddress server : List.of(TestProxy.plain(), TestProxy.shared().address())) {
      try (RawClient client = RawClient.open(server, DATABASE)) {
        client.ask("CREATE TABLE t (id int PRIMARY KEY)");
      }
    }
  }

  private static Sequence sequence(String name) {
    return new Sequence(name)
        .query("DROP TABLE t")
        .query("CREATE TABLE t (id int PRIMARY KEY, v varchar(10))")
        .query(FILL);
  }

  @TestFactory
  Stream<DynamicTest> simpleQueries() {
    return tests(
        sequence("several statements")
            .query(
                "SELECT 1 AS a; SELECT id, v FROM t ORDER BY id; UPDATE t SET v = 'x' WHERE id = 1")
            .query("")
            .query(";; -- nothing")
            .query("SELECT 1;; ;SELECT 2"),
        sequence("a parameter that nobody binds").query("SELECT id FROM t WHERE id = $1"),
        sequence("an error among them")
            .query("INSERT INTO t VALUES (6, 'six'); SELECT 1 / 0; SELECT 2")
            .query("SELECT count(*) FROM t")
            .query("SELECT nothing FROM t")
            .query("SELEC 1")
            .query("INSERT INTO t VALUES (1, 'again')")
            .query("INSERT INTO t VALUES (7, 'longer than ten characters')"),
        sequence("where a transaction stands")
            .query("BEGIN")
            .query("SELECT id FROM t WHERE id = 1")
            .query("UPDATE t SET id = 1 / (id - id)")
            .query("SELECT 1")
            .query("COMMIT")
            .query("BEGIN; UPDATE t SET v = 'y' WHERE id = 2; COMMIT")
            .query("SELECT v FROM t WHERE id = 2")
            .query("BEGIN; DELETE FROM t WHERE id = 2; ROLLBACK"),
        sequence("warnings and notices")
            .query("BEGIN; BEGIN")
            .query("ROLLBACK; ROLLBACK")
            .query("DO 'BEGIN RAISE NOTICE ''one''; RAISE WARNING ''two''; END'"),
        sequence("types of columns")
            .query(
                "SELECT 1::int2 a, 2::int8 b, 3.5::numeric(10, 2) c, 4::numeric d, 'x'::char(3) e,"
                    + " 'y'::varchar(7) f, 'z'::text g, true h, 1.5::float4 i, 2.5::float8 j,"
                    + " '\\x0102'::bytea k, 'n'::name l, 5::oid m")
            .query(
                "SELECT '2026-12-01'::date a, '10:11:12.5'::time b, '10:11:12'::time(0) c,"
                    + " '10:11:12+02'::timetz d, '2026-12-01 10:11:12'::timestamp e,"
                    + " '2026-12-01 10:11:12.123'::timestamp(3) f,"
                    + " '2026-12-01 10:11:12+00'::timestamptz g, '1 day 02:03'::interval h,"
                    + " '1.5 sec'::interval i")
            .query(
                "SELECT '{1,2}'::int[] a, '{a,NULL}'::text[] b, '{\"a\":1}'::json c,"
                    + " '{\"a\": 1}'::jsonb d, '10.0.0.1'::inet e, '10.0.0.0/8'::cidr f,"
                    + " 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid g, '101'::bit(3) h,"
                    + " '11'::varbit(5) i, '12.5'::money j, 'int4'::regtype k, '<a/>'::xml l")
            .query("SELECT 'unknown', NULL")
            .query("SELECT"),
        sequence("settings are told")
            .query("SET application_name = 'a test'")
            .query("SHOW application_name")
            .query("SET TimeZone = 'Europe/Athens'; SET DateStyle = 'ISO, DMY'")
            .query("SELECT '2026-12-01 10:11:12+00'::timestamptz")
            .query("BEGIN; SET LOCAL TimeZone = 'Asia/Tokyo'")
            .query("ROLLBACK")
            .query("RESET TimeZone")
            .query("SET IntervalStyle = 'iso_8601'")
            .query("SET search_path = public")
            .query("SET client_encoding = 'UTF8'")
            .query("SET client_encoding = 'nonsense'")
            .query("SET nonsense = 1")
            .query("SET TimeZone = 'Nowhere/Land'")
            .query("SHOW TimeZone")
            .query("SELECT set_config('search_path', '', false)")
            .query("RESET ALL"));
  }

  @TestFactory
  Stream<DynamicTest> extendedQueries() {
    return tests(
        sequence("texts as parameters")
            .say(
                parse("", "SELECT id, v FROM t WHERE id = $1"),
                bind("", "", "2"),
                describePortal(""),
                execute("", 0),
                sync())
            .say(
                parse("s", "SELECT $2::text || $1 || $2, $1 FROM t WHERE id = 1", TEXT),
                describeStatement("s"),
                bind("", "s", "a", "b"),
                execute("", 0),
                bind("p", "s", null, "c"),
                execute("p", 0),
                sync())
            .say(parse("n", "INSERT INTO t VALUES ($1, $2)"), describeStatement("n"), sync())
            .say(bind("", "n", "10", "ten"), describePortal(""), execute("", 0), sync())
            .say(bind("", "n", "11", null), execute("", 0), sync())
            .say(closeStatement("n"), closeStatement("absent"), closePortal("absent"), sync())
            .say(bind("", "n", "12", "twelve"), sync()),
        sequence("binary parameters and results")
            .say(
                parse("", "SELECT id, v FROM t WHERE id = $1", INT4),
                bindBinary("", "", List.of(new byte[] {0, 0, 0, 4})),
                describePortal(""),
                execute("", 0),
                sync())
            .say(
                parse("", "SELECT id, v, id / 2.0 FROM t WHERE v = $1"),
                bind("", "", true, "five"),
                describePortal(""),
                execute("", 0),
                sync())
            .say(
                parse("", "SELECT id FROM t WHERE id = $1"),
                bindBinary("", "", List.of(new byte[] {0, 0, 4})),
                execute("", 0),
                sync()),
        values(false),
        values(true),
        sequence("statements that are forgotten")
            .say(parse("a", "SELECT 1"), parse("B", "SELECT 2"), parse("c", "SELECT 3"), sync())
            .query("DEALLOCATE A")
            .say(bind("", "a"), sync())
            .query("DEALLOCATE \"B\"; DEALLOCATE absent")
            .say(bind("", "B"), execute("", 0), sync())
            .query("DEALLOCATE ALL")
            .say(bind("", "c"), sync())
            .say(parse("c", "SELECT 4"), sync())
            .query("DISCARD ALL")
            .say(bind("", "c"), sync()),
        sequence("nothing to run")
            .say(parse("", ""), describeStatement(""), bind("", ""), execute("", 0), sync())
            .say(
                parse("", "-- a comment"), bind("", ""), describePortal(""), execute("", 0), sync())
            .say(sync())
            .say(sync()),
        sequence("what is wrong")
            .say(bind("", "absent"), sync())
            .say(execute("absent", 0), sync())
            .say(describeStatement("absent"), sync())
            .say(describePortal("absent"), sync())
            .say(parse("two", "SELECT 1; SELECT 2"), sync())
            .say(parse("once", "SELECT 1"), parse("once", "SELECT 2"), sync())
            .say(parse("", "SELECT $1::int + $2::int"), bind("", "", "1"), sync())
            .say(parse("", "SELECT absent FROM t"), sync())
            .say(parse("", "SELECT FROM WHERE"), sync())
            .say(
                parse("", "UPDATE t SET v = 1 / (id - id) WHERE v = $1"), bind("", "", "a"), sync())
            .say(parse("", "SELECT $1::absent"), sync()),
        sequence("portals in portions")
            .say(query("BEGIN"))
            .say(
                parse("all", "SELECT id, v FROM t ORDER BY id"),
                bind("p", "all"),
                execute("p", 2),
                sync())
            .say(execute("p", 2), sync())
            .say(execute("p", 2), sync())
            .say(execute("p", 2), sync())
            .say(bind("q", "all"), execute("q", 5), execute("q", 1), closePortal("q"), sync())
            .query("COMMIT")
            .say(execute("p", 0), sync()),
        sequence("portals outside a transaction")
            .say(
                parse("all", "SELECT id FROM t ORDER BY id"),
                bind("", "all"),
                execute("", 2),
                execute("", 2),
                sync())
            .say(execute("", 2), sync())
            .say(parse("", "DELETE FROM t WHERE id = 1"), bind("", ""), execute("", 1), sync())
            .say(
                parse("", "DELETE FROM t WHERE id > 3 RETURNING id"),
                bind("", ""),
                describePortal(""),
                execute("", 0),
                sync()),
        sequence("flush")
            .sayFor('1', 1, parse("", "SELECT 1"), flush())
            .sayFor('T', 1, bind("", ""), describePortal(""), flush())
            .sayFor('C', 1, execute("", 0), flush())
            .say(sync()));
  }

  /** A value of each type, and what else it may be, as text or in binary, there and back. */
  private static Sequence values(boolean binary) {
    Sequence sequence = new Sequence("values in " + (binary ? "binary" : "text"));
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("bool", List.of("t", "f"));
    values.put("int2", List.of("1", "-32768"));
    values.put("int4", List.of("1", "-2147483648"));
    values.put("int8", List.of("1", "9223372036854775807"));
    values.put("oid", List.of("4294967295"));
    values.put("float4", List.of("1.5", "NaN", "-Infinity", "1e-40", "0.1"));
    values.put("float8", List.of("1.5", "NaN", "Infinity", "1e300", "0.1"));
    values.put(
        "numeric",
        List.of(
            "0",
            "0.00",
            "1",
            "-12345.678900",
            "10000",
            "1e20",
            "0.0001",
            "1e-30",
            "NaN",
            "Infinity",
            "-Infinity",
            "99999999999999999999.99"));
    values.put("text", List.of("", "a", "\u00e4\u20ac\ud83d\ude00"));
    values.put("varchar", List.of("abc"));
    values.put("bpchar", List.of("abc  "));
    values.put("name", List.of("abc"));
    values.put("bytea", List.of("\\x", "\\x00ff10"));
    values.put(
        "date", List.of("2026-12-01", "0044-03-15 BC", "infinity", "-infinity", "10000-01-01"));
    values.put("time", List.of("00:00:00", "23:59:59.999999", "24:00:00"));
    values.put("timetz", List.of("10:11:12.5+02", "10:11:12-03:30"));
    values.put(
        "timestamp",
        List.of(
            "2026-12-01 10:11:12",
            "1969-12-31 23:59:59.123456",
            "0001-01-01 00:00:00 BC",
            "infinity",
            "-infinity"));
    values.put(
        "timestamptz", List.of("2026-12-01 10:11:12+00", "1900-01-01 00:00:00+00", "infinity"));
    values.put(
        "interval",
        List.of(
            "1 year 2 mons 3 days 04:05:06.7", "-1 mons +3 days -04:05:06", "00:00:00", "1 day"));
    values.put("uuid", List.of("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
    values.put("json", List.of("{\"a\":  1}"));
    values.put("jsonb", List.of("{\"a\": 1}"));
    values.put("xml", List.of("<a/>"));
    values.put("inet", List.of("10.0.0.1", "10.0.0.1/8", "::1", "2001:db8::/32"));
    values.put("cidr", List.of("10.0.0.0/8"));
    values.put("macaddr", List.of("08:00:2b:01:02:03"));
    values.put("bit(10)", List.of("1010101011"));
    values.put("varbit", List.of("", "1", "101010101"));
    values.put("point", List.of("(1,2.5)"));
    values.put("box", List.of("(3,4),(1,2)"));
    values.put("int4[]", List.of("{}", "{1,NULL,3}", "{{1,2},{3,4}}", "[0:1]={5,6}"));
    values.put("text[]", List.of("{a,\"b c\",NULL,\"NULL\",\"q\\\"q\"}"));
    values.put("numeric[]", List.of("{1.50,NULL}"));
    values.put("timestamptz[]", List.of("{\"2026-12-01 10:11:12+00\"}"));
    sequence.query("SET TimeZone = 'UTC'");
    values.forEach(
        (type, texts) ->
            texts.forEach(
                text ->
                    sequence.say(
                        parse("", "SELECT $1::" + type + ", pg_typeof($1)::text"),
                        bind("", "", binary, text),
                        describePortal(""),
                        execute("", 0),
                        sync())));
    return sequence;
  }

  @TestFactory
  Stream<DynamicTest> pipelines() {
    return tests(
        sequence("an error skips what is behind it, up to Sync")
            .sayFor(
                'Z',
                2,
                parse("", "INSERT INTO t VALUES (20, 'a')"),
                bind("", ""),
                execute("", 0),
                parse("", "UPDATE t SET id = 1 / (id - id)"),
                bind("", ""),
                execute("", 0),
                parse("", "INSERT INTO t VALUES (21, 'b')"),
                bind("", ""),
                execute("", 0),
                sync(),
                parse("", "SELECT count(*) FROM t"),
                bind("", ""),
                execute("", 0),
                sync()),
        sequence("all up to Sync is one transaction")
            .say(
                parse("i", "INSERT INTO t VALUES ($1, $2)"),
                bind("", "i", "30", "a"),
                execute("", 0),
                bind("", "i", "31", "b"),
                execute("", 0),
                bind("", "i", "30", "c"),
                execute("", 0),
                sync())
            .query("SELECT count(*) FROM t")
            .say(
                bind("", "i", "30", "a"),
                execute("", 0),
                bind("", "i", "31", "b"),
                execute("", 0),
                sync())
            .query("SELECT count(*) FROM t"),
        sequence("a transaction within")
            .say(
                parse("", "BEGIN"),
                bind("", ""),
                execute("", 0),
                parse("", "DELETE FROM t WHERE id = 1"),
                bind("", ""),
                execute("", 0),
                sync())
            .say(parse("", "UPDATE t SET id = 1 / (id - id)"), bind("", ""), execute("", 0), sync())
            .say(parse("", "SELECT 1"), bind("", ""), execute("", 0), sync())
            .say(parse("", "ROLLBACK"), bind("", ""), execute("", 0), sync())
            .query("SELECT count(*) FROM t"),
        sequence("simple queries among them")
            .sayFor(
                'Z',
                3,
                query("SELECT 1"),
                parse("", "SELECT 2"),
                bind("", ""),
                execute("", 0),
                sync(),
                query("SELECT 3; SELECT 1 / 0")),
        sequence("a simple query ends the unnamed statement and portal")
            .say(parse("", "SELECT 1"), bind("", ""), sync())
            .query("SELECT 2")
            .say(bind("", ""), sync()));
  }

  @TestFactory
  Stream<DynamicTest> copies() {
    return tests(
        sequence("rows in")
            .sayFor('G', 1, query("COPY t FROM STDIN"))
            .say(copyData("40\tforty\n41\t"), copyData("\\N\n"), copyDone())
            .query("SELECT * FROM t WHERE id >= 40 ORDER BY id")
            .sayFor('G', 1, query("COPY t (id) FROM STDIN WITH (FORMAT csv)"))
            .say(copyData("42\n43\n"), copyDone()),
        sequence("rows in that are wrong")
            .sayFor('G', 1, query("COPY t FROM STDIN"))
            .say(copyData("50\tfifty\n"), copyFail("no more"))
            .sayFor('G', 1, query("COPY t FROM STDIN"))
            .say(copyData("50\tfifty\nnonsense\tx\n"), copyDone())
            .query("SELECT count(*) FROM t"),
        sequence("rows out")
            .query("COPY (SELECT id, v FROM t ORDER BY id) TO STDOUT")
            .query("COPY (SELECT id, v FROM t ORDER BY id) TO STDOUT WITH (FORMAT csv, HEADER)")
            .query("COPY absent TO STDOUT")
            .query("SELECT 1"),
        sequence("among statements")
            .query("SELECT 1; COPY (SELECT 2) TO STDOUT; SELECT 3")
            .sayFor('G', 1, query("DELETE FROM t; COPY t FROM STDIN; SELECT count(*) FROM t"))
            .say(copyData("1\tone\n2\ttwo\n"), copyDone())
            .sayFor('G', 1, query("DELETE FROM t; COPY t FROM STDIN; SELECT count(*) FROM t"))
            .say(copyFail("no more"))
            .query("SELECT count(*) FROM t"),
        sequence("by the extended protocol")
            .sayFor('G', 1, parse("", "COPY t FROM STDIN"), bind("", ""), execute("", 0), flush())
            .say(copyData("60\tsixty\n"), copyDone(), sync())
            .say(
                parse("", "COPY (SELECT 1) TO STDOUT"),
                bind("", ""),
                describePortal(""),
                execute("", 0),
                sync()));
  }

  private static Stream<DynamicTest> tests(Sequence... sequences) {
    return Stream.of(sequences)
        .map(sequence -> DynamicTest.dynamicTest(sequence.name(), () -> compare(sequence)));
  }

  private static void compare(Sequence sequence) throws Exception {
    List<String> expected = new ArrayList<>();
    try (RawClient plain = RawClient.open(TestProxy.plain(), DATABASE)) {
      expected.addAll(sequence.run(plain));
    }
    try (RawClient canopy = RawClient.open(TestProxy.shared().address(), DATABASE)) {
      assertThat(String.join("\n", sequence.run(canopy))).isEqualTo(String.join("\n", expected));
    }
  }
}
