package io.canopydb.proxy.local.bench;

/**
 * One line of the table.
 *
 * @param statement what was run
 * @param against what it was compared with
 * @param canopy how it went over Canopy; medians of the rounds
 * @param direct likewise without it
 * @param ratio the median of the rounds' ratios of throughput, Canopy to direct: 1 means that
 *     Canopy costs nothing
 * @param lowest the least ratio of a round; with the highest it says how far to trust the median
 * @param highest the greatest
 */
record Figure(
    String statement,
    int threads,
    String against,
    Rate canopy,
    Rate direct,
    double ratio,
    double lowest,
    double highest) {}
