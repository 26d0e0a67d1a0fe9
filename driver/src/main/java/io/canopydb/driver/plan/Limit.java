package io.canopydb.driver.plan;

/** The first rows after some that are left out. */
public record Limit(PlanNode input, Count limit, Count offset) implements PlanNode {}
