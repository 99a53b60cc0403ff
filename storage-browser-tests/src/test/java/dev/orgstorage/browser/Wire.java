package dev.orgstorage.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** How fast the network of a page is. */
final class Wire {
    private final CDPSession session;

    Wire(Page page) {
        session = page.context().newCDPSession(page);
        session.send("Network.enable");
    }

    /** @param bytes a second that go up; -1 for as many as there are */
    void carriesUp(int bytes) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytes);
        session.send("Network.emulateNetworkConditions", conditions);
    }
}
