package io.canopydb.driver.plan;

/**
 * Why a statement can't be answered rightly.
 *
 * @param construct what it has, as the subject of "... is not supported"
 * @param wayRound what to do instead
 */
public record Refusal(String construct, String wayRound) {}
