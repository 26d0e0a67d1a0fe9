package io.canopydb.proxy.wire.postgresql.codec;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OIDs of PostgreSQL's own types, which every server has alike (src/include/catalog/pg_type.dat
 * of its source has them).
 */
public final class TypeIds {
  public static final int UNSPECIFIED = 0;
  public static final int BOOL = 16;
  public static final int BYTEA = 17;
  public static final int CHAR = 18;
  public static final int NAME = 19;
  public static final int INT8 = 20;
  public static final int INT2 = 21;
  public static final int INT4 = 23;
  public static final int TEXT = 25;
  public static final int OID = 26;
  public static final int JSON = 114;
  public static final int XML = 142;
  public static final int CIDR = 650;
  public static final int FLOAT4 = 700;
  public static final int FLOAT8 = 701;
  public static final int UNKNOWN = 705;
  public static final int INET = 869;
  public static final int BPCHAR = 1042;
  public static final int VARCHAR = 1043;
  public static final int DATE = 1082;
  public static final int TIME = 1083;
  public static final int TIMESTAMP = 1114;
  public static final int TIMESTAMPTZ = 1184;
  public static final int INTERVAL = 1186;
  public static final int TIMETZ = 1266;
  public static final int BIT = 1560;
  public static final int VARBIT = 1562;
  public static final int NUMERIC = 1700;
  public static final int UUID = 2950;
  public static final int JSONB = 3802;
  public static final int POINT = 600;
  public static final int LSEG = 601;
  public static final int BOX = 603;
  public static final int MACADDR = 829;
  public static final int REFCURSOR = 1790;
  public static final int REGCLASS = 2205;
  public static final int VOID = 2278;

  private static final Map<String, Integer> IDS = new HashMap<>();
  private static final Map<Integer, String> NAMES = new HashMap<>();

  /** By the OID of an array its elements'. */
  private static final Map<Integer, Integer> ELEMENTS = new HashMap<>();

  private static final Map<Integer, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry(BOOL, 1),
          Map.entry(CHAR, 1),
          Map.entry(NAME, 64),
          Map.entry(INT8, 8),
          Map.entry(INT2, 2),
          Map.entry(INT4, 4),
          Map.entry(OID, 4),
          Map.entry(24, 4),
          Map.entry(27, 6),
          Map.entry(28, 4),
          Map.entry(29, 4),
          Map.entry(600, 16),
          Map.entry(601, 32),
          Map.entry(603, 32),
          Map.entry(628, 24),
          Map.entry(FLOAT4, 4),
          Map.entry(FLOAT8, 8),
          Map.entry(UNKNOWN, -2),
          Map.entry(718, 24),
          Map.entry(790, 8),
          Map.entry(829, 6),
          Map.entry(DATE, 4),
          Map.entry(TIME, 8),
          Map.entry(TIMESTAMP, 8),
          Map.entry(TIMESTAMPTZ, 8),
          Map.entry(INTERVAL, 16),
          Map.entry(TIMETZ, 12),
          Map.entry(2205, 4),
          Map.entry(2206, 4),
          Map.entry(2278, 4),
          Map.entry(UUID, 16),
          Map.entry(3220, 8));

  static {
    type("bool", BOOL, 1000);
    type("bytea", BYTEA, 1001);
    type("char", CHAR, 1002);
    type("name", NAME, 1003);
    type("int8", INT8, 1016);
    type("int2", INT2, 1005);
    type("int2vector", 22, 1006);
    type("int4", INT4, 1007);
    type("regproc", 24, 1008);
    type("text", TEXT, 1009);
    type("oid", OID, 1028);
    type("tid", 27, 1010);
    type("xid", 28, 1011);
    type("cid", 29, 1012);
    type("oidvector", 30, 1013);
    type("json", JSON, 199);
    type("xml", XML, 143);
    type("point", POINT, 1017);
    type("lseg", LSEG, 1018);
    type("path", 602, 1019);
    type("box", BOX, 1020);
    type("polygon", 604, 1027);
    type("line", 628, 629);
    type("cidr", CIDR, 651);
    type("float4", FLOAT4, 1021);
    type("float8", FLOAT8, 1022);
    type("unknown", UNKNOWN, 0);
    type("circle", 718, 719);
    type("money", 790, 791);
    type("macaddr", MACADDR, 1040);
    type("inet", INET, 1041);
    type("aclitem", 1033, 1034);
    type("bpchar", BPCHAR, 1014);
    type("varchar", VARCHAR, 1015);
    type("date", DATE, 1182);
    type("time", TIME, 1183);
    type("timestamp", TIMESTAMP, 1115);
    type("timestamptz", TIMESTAMPTZ, 1185);
    type("interval", INTERVAL, 1187);
    type("timetz", TIMETZ, 1270);
    type("bit", BIT, 1561);
    type("varbit", VARBIT, 1563);
    type("numeric", NUMERIC, 1231);
    type("refcursor", REFCURSOR, 2201);
    type("regprocedure", 2202, 2207);
    type("regclass", REGCLASS, 2210);
    type("regtype", 2206, 2211);
    type("record", 2249, 2287);
    type("void", VOID, 0);
    type("uuid", UUID, 2951);
    type("pg_lsn", 3220, 3221);
    type("tsvector", 3614, 3643);
    type("tsquery", 3615, 3645);
    type("jsonb", JSONB, 3807);
    type("jsonpath", 4072, 4073);
    type("int4range", 3904, 3905);
    type("numrange", 3906, 3907);
    type("tsrange", 3908, 3909);
    type("tstzrange", 3910, 3911);
    type("daterange", 3912, 3913);
    type("int8range", 3926, 3927);
    // As PgJDBC calls what has a sequence.
    IDS.put("smallserial", INT2);
    IDS.put("serial", INT4);
    IDS.put("bigserial", INT8);
  }

  private TypeIds() {}

  private static void type(String name, int id, int array) {
    IDS.put(name, id);
    NAMES.put(id, name);
    if (array != 0) {
      IDS.put("_" + name, array);
      NAMES.put(array, "_" + name);
      ELEMENTS.put(array, id);
    }
  }

  /** The OID of a type of PostgreSQL's own; null for another. */
  public static @Nullable Integer of(String name) {
    return IDS.get(name);
  }

  /** The name of a type; null where it is none of PostgreSQL's own. */
  public static @Nullable String name(int id) {
    return NAMES.get(id);
  }

  /** The type of an array's elements; 0 for what is no array. */
  public static int element(int id) {
    return ELEMENTS.getOrDefault(id, 0);
  }

  /** How many bytes a type has; -1 where they vary. */
  public static int length(int id) {
    return LENGTHS.getOrDefault(id, -1);
  }
}
