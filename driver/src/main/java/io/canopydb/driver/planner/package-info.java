/**
 * Makes plans. The planner knows JSQLParser's tree and the catalogue; what it makes knows neither.
 */
@NullMarked
package io.canopydb.driver.planner;

import org.jspecify.annotations.NullMarked;
