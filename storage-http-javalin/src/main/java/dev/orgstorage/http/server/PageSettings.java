package dev.orgstorage.http.server;

import dev.orgstorage.http.JwtSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the web page is to offer.
 *
 * @param shown whether there is one
 * @param cookies whether its users may have signed in elsewhere, with a cookie
 * @param samples what signs the tokens of sample users; null if there are none
 */
record PageSettings(
        boolean shown, boolean cookies, @Nullable JwtSettings samples) {
    /** For tokens that its users bring along. */
    static final PageSettings STANDARD = new PageSettings(true, false, null);

    static final PageSettings NONE = new PageSettings(false, false, null);

    PageSettings with(@Nullable JwtSettings samples) {
        return new PageSettings(shown, cookies, samples);
    }
}
