package io.canopydb.driver.parse;

/** Forms with a meaning that the tree does not show. */
public enum HiddenForm {
  /** LOCK IN SHARE MODE: rows are locked, as by FOR SHARE. */
  LOCK_IN_SHARE_MODE,
  /** SQL_CALC_FOUND_ROWS: FOUND_ROWS() will ask for the number of rows without LIMIT. */
  CALC_FOUND_ROWS,
  /** A window that goes on a named one: OVER (w ORDER BY ..); the tree lacks the name. */
  NAMED_WINDOW_BASE
}
