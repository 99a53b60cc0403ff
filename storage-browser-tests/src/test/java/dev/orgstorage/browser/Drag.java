package dev.orgstorage.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Files and folders of this machine, dragged over a page as a person does. */
final class Drag {
    private static final int COPY = 1;

    private final CDPSession session;
    private final JsonObject data = new JsonObject();

    private Drag(Page page, Path... files) {
        session = page.context().newCDPSession(page);
        JsonArray paths = new JsonArray();
        for (Path file : files) {
            paths.add(file.toString());
        }
        data.add("items", new JsonArray());
        data.add("files", paths);
        data.addProperty("dragOperationsMask", COPY);
    }

    static Drag over(Page page, Path... files) {
        Drag drag = new Drag(page, files);
        drag.send("dragEnter");
        drag.send("dragOver");
        return drag;
    }

    void drop() {
        send("drop");
    }

    private void send(String type) {
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.addProperty("x", 600);
        event.addProperty("y", 500);
        event.add("data", data);
        session.send("Input.dispatchDragEvent", event);
    }
}
