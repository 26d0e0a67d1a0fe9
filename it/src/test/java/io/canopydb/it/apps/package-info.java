/**
 * Real frameworks, unchanged: the same application runs once on a plain server and once on a
 * cluster, with another URL, and must see the same.
 */
@org.jspecify.annotations.NullMarked
package io.canopydb.it.apps;
