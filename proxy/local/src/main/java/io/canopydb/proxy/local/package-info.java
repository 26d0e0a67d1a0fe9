/**
 * Real servers on this machine: where their programs come from, how they run, and that none is left
 * behind; and whole clusters made of them.
 */
@NullMarked
package io.canopydb.proxy.local;

import org.jspecify.annotations.NullMarked;
