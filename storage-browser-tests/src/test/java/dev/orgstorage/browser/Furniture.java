package dev.orgstorage.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orgstorage.http.server.Client;

/** What an organization may have, so that a picture of the page shows something. */
final class Furniture {
    static final int COUNT = 9;
    static final int PICTURES = 3;

    private Furniture() {}

    static void into(Client client) {
        client.upload(
                "notes.txt", "text/plain", "Ideas for spring\n\n- repaint the boat\n- call Zoë\n".getBytes(UTF_8));
        client.upload("tone.wav", "audio/wav", Samples.wav());
        client.upload("old site.zip", "application/zip", new byte[] {'P', 'K', 5, 6});
        client.upload("clip.webm", "video/webm", Samples.webm());
        client.upload("mountains.png", "image/png", Samples.png(30));
        client.upload("Quarterly report.pdf", "application/pdf", Samples.pdf("Quarterly report"));
        client.upload("prices.csv", "text/csv", "item,price\nboat,900\n".getBytes(UTF_8));
        client.upload("sunset.png", "image/png", Samples.png(10));
        client.upload("harbour.png", "image/png", Samples.png(150));
    }
}
