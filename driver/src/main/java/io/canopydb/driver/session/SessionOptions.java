package io.canopydb.driver.session;

import io.canopydb.driver.url.CanopyProperty;
import io.canopydb.driver.url.Settings;

/**
 * What the URL says of a session.
 *
 * @param rewritesBatches whether the rows of a batch may be sent together
 * @param ddlCommits whether DDL may commit the transaction that has used its table
 * @param readsFiles whether LOAD DATA may read files of this machine
 * @param staleReads whether queries run without touch to ZooKeeper
 * @param masterTimeout milliseconds that a statement waits for a partition without a master
 * @param uniqueKeys what becomes of unique keys without the shard key
 */
record SessionOptions(
    boolean rewritesBatches,
    boolean ddlCommits,
    boolean readsFiles,
    boolean staleReads,
    int masterTimeout,
    String uniqueKeys) {

  static SessionOptions of(Settings settings) {
    return new SessionOptions(
        settings.flag(CanopyProperty.REWRITE_BATCHES).orElse(true),
        settings.flag(CanopyProperty.DDL_COMMITS).orElse(false),
        settings.flag(CanopyProperty.ALLOW_LOAD_LOCAL_INFILE).orElse(false),
        settings.flag(CanopyProperty.STALE_READS).orElse(true),
        settings.number(CanopyProperty.MASTER_TIMEOUT),
        settings.text(CanopyProperty.UNIQUE_KEYS_WITHOUT_SHARD_KEY));
  }
}
