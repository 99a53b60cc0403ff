package dev.orgstorage.browser;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Files that are what they say. */
final class Samples {
    private static final int RATE = 8000;

    private Samples() {}

    static FilePayload text(String name, String text) {
        return new FilePayload(name, "text/plain", text.getBytes(UTF_8));
    }

    static FilePayload picture(String name) {
        return new FilePayload(name, "image/png", png(name.hashCode()));
    }

    /** A landscape, by a number another one. */
    static byte[] png(int number) {
        BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        float hue = (number & 0xff) / 256f;
        pen.setPaint(
                new GradientPaint(0, 0, Color.getHSBColor(hue, 0.35f, 1), 0, 240, Color.getHSBColor(hue, 0.1f, 1)));
        pen.fillRect(0, 0, 320, 240);
        pen.setColor(new Color(255, 224, 138));
        pen.fillOval(200, 40, 60, 60);
        pen.setColor(Color.getHSBColor(hue, 0.5f, 0.6f));
        pen.fillPolygon(new int[] {0, 110, 220}, new int[] {240, 90, 240}, 3);
        pen.setColor(Color.getHSBColor(hue, 0.6f, 0.45f));
        pen.fillPolygon(new int[] {120, 230, 330}, new int[] {240, 130, 240}, 3);
        pen.dispose();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One page with one line. */
    static byte[] pdf(String line) {
        String content = "BT /F1 24 Tf 72 720 Td (" + line + ") Tj ET";
        return """
                %%PDF-1.4
                1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
                2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
                3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
                  /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
                4 0 obj << /Length %s >> stream
                %s
                endstream endobj
                trailer << /Root 1 0 R >>
                %%%%EOF
                """.formatted(Integer.toString(content.length()), content).getBytes(US_ASCII);
    }

    /** A second of a tone. */
    static byte[] wav() {
        byte[] samples = new byte[RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (60 * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        AudioFormat format = new AudioFormat(RATE, 8, 1, true, false);
        try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length);
                AudioInputStream unsigned =
                        AudioSystem.getAudioInputStream(new AudioFormat(RATE, 16, 1, true, false), sound);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            AudioSystem.write(unsigned, AudioFileFormat.Type.WAVE, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second of film, by MediaRecorder. */
    static byte[] webm() {
        try (InputStream film = Objects.requireNonNull(Samples.class.getResourceAsStream("film.webm"))) {
            return film.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
