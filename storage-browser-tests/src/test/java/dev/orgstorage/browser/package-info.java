/** The page as people use it: in a browser, on the packaged server. */
@NullMarked
package dev.orgstorage.browser;

import org.jspecify.annotations.NullMarked;
