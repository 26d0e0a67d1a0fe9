/** Who a proxy's clients are: what they prove themselves by, and who they are on the leaves. */
@NullMarked
package io.canopydb.proxy.account;

import org.jspecify.annotations.NullMarked;
