package dev.orgstorage.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;

/** Holds requests of a page back, until it ends. */
final class Pause {
    private final Page page;
    private final String where;
    private final List<Route> held = new ArrayList<>();

    private Pause(Page page, String where) {
        this.page = page;
        this.where = where;
    }

    static Pause before(Page page, String where) {
        Pause pause = new Pause(page, where);
        page.route(where, pause.held::add);
        return pause;
    }

    /** How many are held back. */
    int count() {
        return held.size();
    }

    void end() {
        page.unroute(where);
        held.forEach(Route::resume);
    }
}
