package io.canopydb.metadata.store;

import java.util.List;
import java.util.Optional;

/**
 * A part of the metadata that is stored, and read again, by itself: each is one znode, so that a
 * change of one table neither rewrites nor re-reads all others, and none comes near the 1 MB that a
 * znode can hold.
 */
sealed interface Part {

  String LEAVES = "leaves";
  String VARIABLES = "variables";
  String DATABASES = "databases";
  String PARTITIONS = "partitions";
  String TABLES = "tables";
  String VIEWS = "views";
  String SEQUENCES = "sequences";

  /** What a database holds many of. */
  List<String> KINDS_OF_CONTENT = List.of(TABLES, VIEWS, SEQUENCES);

  /** The path of its znode, below the cluster's root; no slash at either end. */
  String path();

  /** A leaf. */
  record OfLeaf(int id) implements Part {
    @Override
    public String path() {
      return LEAVES + "/" + id;
    }
  }

  /** All sync variables. */
  record OfVariables() implements Part {
    @Override
    public String path() {
      return VARIABLES;
    }
  }

  /** A database as a whole: as a change, it was created or dropped. */
  record OfDatabase(String database) implements Part {
    @Override
    public String path() {
      return DATABASES + "/" + NodeName.encode(database);
    }
  }

  /** A database's partition map. */
  record OfPartitions(String database) implements Part {
    @Override
    public String path() {
      return new OfDatabase(database).path() + "/" + PARTITIONS;
    }
  }

  /** A table. */
  record OfTable(String database, String table) implements Part {
    @Override
    public String path() {
      return new OfDatabase(database).path() + "/" + TABLES + "/" + NodeName.encode(table);
    }
  }

  /** A view. */
  record OfView(String database, String view) implements Part {
    @Override
    public String path() {
      return new OfDatabase(database).path() + "/" + VIEWS + "/" + NodeName.encode(view);
    }
  }

  /** A sequence. */
  record OfSequence(String database, String sequence) implements Part {
    @Override
    public String path() {
      return new OfDatabase(database).path() + "/" + SEQUENCES + "/" + NodeName.encode(sequence);
    }
  }

  /** The part of this path; empty for what only a newer version of Canopy knows. */
  static Optional<Part> of(String path) {
    String[] names = path.split("/", -1);
    try {
      if (names.length == 1 && names[0].equals(VARIABLES)) {
        return Optional.of(new OfVariables());
      }
      if (names.length == 2 && names[0].equals(LEAVES)) {
        return Optional.of(new OfLeaf(Integer.parseInt(names[1])));
      }
      if (names.length < 2 || !names[0].equals(DATABASES)) {
        return Optional.empty();
      }
      String database = NodeName.decode(names[1]);
      if (names.length == 2) {
        return Optional.of(new OfDatabase(database));
      }
      if (names.length == 3 && names[2].equals(PARTITIONS)) {
        return Optional.of(new OfPartitions(database));
      }
      if (names.length != 4) {
        return Optional.empty();
      }
      String name = NodeName.decode(names[3]);
      return switch (names[2]) {
        case TABLES -> Optional.of(new OfTable(database, name));
        case VIEWS -> Optional.of(new OfView(database, name));
        case SEQUENCES -> Optional.of(new OfSequence(database, name));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
