package io.canopydb.metadata.store;

import java.util.List;

/**
 * Where things lie below a cluster's root:
 *
 * <pre>
 * /canopy/cluster                        id and engine
 * /canopy/version                        the version, and what the last changes touched
 * /canopy/leaves/7                       a leaf
 * /canopy/variables                      the sync variables
 * /canopy/databases/shop/partitions      a partition map
 * /canopy/databases/shop/tables/orders   a table; views and sequences likewise
 * /canopy/aggregators/ID                 a live aggregator (ephemeral), with the version it applied
 * /canopy/ids/shop/orders.id             the highest number issued
 * /canopy/journal/entries/SCOPE/ID       an entry of the journal
 * /canopy/journal/locks/SCOPE            the lock of a scope
 * /canopy/requests/pending/ID            a request to the master aggregator
 * /canopy/requests/answers/ID            its answer, until it is read
 * /canopy/election                       those who stand for master aggregator
 * /canopy/counters/NAME                  numbers for ids
 * </pre>
 *
 * @param root the cluster's root
 */
record Znodes(String root) {

  String cluster() {
    return root + "/cluster";
  }

  String version() {
    return root + "/version";
  }

  String part(Part part) {
    return root + "/" + part.path();
  }

  String leaves() {
    return root + "/" + Part.LEAVES;
  }

  String databases() {
    return root + "/" + Part.DATABASES;
  }

  /** The parent of a database's tables, views or sequences. */
  String within(String database, String kind) {
    return part(new Part.OfDatabase(database)) + "/" + kind;
  }

  String aggregators() {
    return root + "/aggregators";
  }

  String aggregator(String id) {
    return aggregators() + "/" + id;
  }

  String ids(String database, String name) {
    return root + "/ids/" + NodeName.encode(database) + "/" + NodeName.encode(name);
  }

  String journalScopes() {
    return root + "/journal/entries";
  }

  String journal(String scope) {
    return journalScopes() + "/" + NodeName.encode(scope);
  }

  String journalLock(String scope) {
    return root + "/journal/locks/" + NodeName.encode(scope);
  }

  String pendingRequests() {
    return root + "/requests/pending";
  }

  String pendingRequest(String id) {
    return pendingRequests() + "/" + id;
  }

  String answers() {
    return root + "/requests/answers";
  }

  String answer(String id) {
    return answers() + "/" + id;
  }

  String election() {
    return root + "/election";
  }

  String counter(String name) {
    return root + "/counters/" + name;
  }

  /** What is there, empty, in a new cluster; parents first. */
  List<String> directories() {
    return List.of(
        leaves(),
        databases(),
        aggregators(),
        root + "/ids",
        root + "/journal",
        journalScopes(),
        root + "/journal/locks",
        root + "/requests",
        pendingRequests(),
        answers(),
        election(),
        root + "/counters");
  }
}
