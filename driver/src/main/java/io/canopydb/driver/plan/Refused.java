package io.canopydb.driver.plan;

/**
 * A statement that can't be answered rightly.
 *
 * @param construct what it has, as the subject of "... is not supported"
 * @param wayRound what to do instead
 */
public record Refused(String construct, String wayRound) implements PlanNode {}
