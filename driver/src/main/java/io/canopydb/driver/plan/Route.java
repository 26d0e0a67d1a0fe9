package io.canopydb.driver.plan;

/**
 * Rows that leaf statements give: one statement a partition (those of one leaf in one round trip),
 * in parallel over leaves, one after the other in no order.
 *
 * @param unionable whether the statements of one leaf's partitions may be joined by UNION ALL: not
 *     when they lock rows
 */
public record Route(LeafSql sql, Target target, boolean unionable) implements PlanNode {}
