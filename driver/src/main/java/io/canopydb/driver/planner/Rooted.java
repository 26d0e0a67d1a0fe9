package io.canopydb.driver.planner;

import io.canopydb.driver.plan.ReadNode;

/** A plan's root, and how many of its columns the application sees; -1 for all. */
record Rooted(ReadNode root, int visibleColumns) {}
