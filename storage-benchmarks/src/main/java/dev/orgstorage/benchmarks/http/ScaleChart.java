package dev.orgstorage.benchmarks.http;

import dev.orgstorage.benchmarks.http.ScaleReport.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines over numbers of records, both axes logarithmic, as SVG that follows the reader's light or dark. */
final class ScaleChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 460;
    private static final int LEFT = 64;
    private static final int RIGHT = 640;
    private static final int TOP = 48;
    private static final int BOTTOM = 410;
    private static final int LABELS_APART = 17;

    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, sans-serif; fill: #1f2328 }
            .head { font-weight: 600; font-size: 15px }
            .axis { fill: #59636e }
            .grid { stroke: #d1d9e0 }
            .lead { stroke: #9aa4af; fill: none }
            .line { fill: none; stroke-width: 2.2; stroke-linejoin: round }
            .ground { fill: #ffffff }
            @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc } .axis { fill: #9198a1 } .grid { stroke: #3d444d } .lead { stroke: #656c76 }
            .ground { fill: #0d1117 }
            }
            </style>
            """;

    /** Readable on white and on black. */
    private static final List<String> COLOURS =
            List.of("#2f81f7", "#d4652f", "#1f9d6b", "#a371f7", "#c69026", "#e5534b", "#4aa8c0", "#d65fa8", "#808a94");

    private final String title;
    private final List<Long> files;
    private final List<Line> lines;
    private final Scale across;
    private final Scale up;

    /** From a value's logarithm to a place. */
    private record Scale(double least, double most, int from, int until) {
        double at(double value) {
            return from + (Math.log10(value) - least) / (most - least) * (until - from);
        }
    }

    /** The name of a line, beside its end or as near as others leave room. */
    private record Label(int line, double end, double at) {}

    /** @param lines of values above zero, one for each number of files */
    ScaleChart(String title, List<Long> files, List<Line> lines) {
        this.title = title;
        this.files = files;
        this.lines = lines;
        List<Double> values =
                lines.stream().flatMap(line -> line.values().stream()).toList();
        double least = values.stream().min(Comparator.naturalOrder()).orElseThrow();
        double most = values.stream().max(Comparator.naturalOrder()).orElseThrow();
        up = new Scale(Math.floor(Math.log10(least)), Math.floor(Math.log10(most)) + 1, BOTTOM, TOP);
        double first = Math.log10(files.getFirst().doubleValue());
        across = new Scale(first, Math.max(first + 1, Math.log10(files.getLast().doubleValue())), LEFT, RIGHT);
    }

    String svg() {
        Formatter svg = new Formatter(new StringBuilder(), Locale.ROOT);
        svg.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n<title>%s</title>\n%s",
                WIDTH, HEIGHT, title, STYLE);
        svg.format("<rect class=\"ground\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", WIDTH, HEIGHT);
        svg.format("<text class=\"head\" x=\"16\" y=\"28\">%s</text>\n", title);
        values(svg);
        numbersOfFiles(svg);
        IntStream.range(0, lines.size()).forEach(line -> line(svg, line));
        labels().forEach(label -> label(svg, label));
        return svg.format("</svg>\n").toString();
    }

    private void values(Formatter svg) {
        for (double power = up.least; power <= up.most; power++) {
            double y = up.at(Math.pow(10, power));
            svg.format("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, RIGHT);
            svg.format("<text class=\"axis\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">", LEFT - 8, y + 4);
            svg.format(power < 0 ? "%." + (int) -power + "f</text>\n" : "%,.0f</text>\n", Math.pow(10, power));
        }
    }

    private void numbersOfFiles(Formatter svg) {
        for (long number : files) {
            double x = across.at((double) number);
            svg.format("<path class=\"grid\" d=\"M%.1f %dV%d\"/>", x, TOP, BOTTOM);
            svg.format(
                    "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>\n",
                    x, BOTTOM + 20, number);
        }
        svg.format("<text class=\"axis\" x=\"%d\" y=\"%d\">files</text>\n", RIGHT + 44, BOTTOM + 20);
    }

    private void line(Formatter svg, int line) {
        String points = IntStream.range(0, files.size())
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%.1f %.1f",
                        across.at(files.get(i).doubleValue()),
                        up.at(lines.get(line).values().get(i))))
                .collect(Collectors.joining("L"));
        svg.format("<path class=\"line\" stroke=\"%s\" d=\"M%s\"/>\n", colour(line), points);
    }

    private void label(Formatter svg, Label label) {
        double end = across.at(files.getLast().doubleValue());
        svg.format("<path class=\"lead\" d=\"M%.1f %.1fL%d %.1f\"/>", end + 2, label.end, RIGHT + 14, label.at);
        svg.format("<circle cx=\"%d\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", RIGHT + 18, label.at, colour(label.line));
        svg.format(
                "<text x=\"%d\" y=\"%.1f\">%s</text>\n",
                RIGHT + 28, label.at + 4, lines.get(label.line).title());
    }

    /** From the topmost end down, each a row below the one before at least; and then up from the bottom. */
    private List<Label> labels() {
        List<Label> labels = IntStream.range(0, lines.size())
                .mapToObj(line -> {
                    double end = up.at(lines.get(line).values().getLast());
                    return new Label(line, end, end);
                })
                .sorted(Comparator.comparingDouble(Label::end))
                .collect(Collectors.toCollection(ArrayList::new));
        for (int i = 1; i < labels.size(); i++) {
            lower(labels, i, Math.max(labels.get(i).at, labels.get(i - 1).at + LABELS_APART));
        }
        double lowest = BOTTOM;
        for (int i = labels.size() - 1; i >= 0; i--) {
            lower(labels, i, Math.min(labels.get(i).at, lowest));
            lowest = labels.get(i).at - LABELS_APART;
        }
        return labels;
    }

    private static void lower(List<Label> labels, int i, double at) {
        Label label = labels.get(i);
        labels.set(i, new Label(label.line, label.end, at));
    }

    private static String colour(int line) {
        return COLOURS.get(line % COLOURS.size());
    }
}
