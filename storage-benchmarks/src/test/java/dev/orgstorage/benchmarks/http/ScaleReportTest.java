package dev.orgstorage.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.benchmarks.http.Measurement.Case;
import dev.orgstorage.benchmarks.http.Measurement.Measured;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class ScaleReportTest {
    private final ScaleReport report =
            new ScaleReport(List.of(size(10_000, 0.5, 1), size(100_000, 0.5, 10), size(1_000_000, 0.6, 100)));

    @Test
    void itHasALineForEachRouteAndAColumnForEachSize() {
        assertThat(report.table()).startsWith("""
                        1,000,000 files, 32 connections, medians of 5 samples of 2 s, 2 processors, PostgreSQL 18, Java 25, no JVM options; and fewer files

                        CPU ms of server and database a request       10,000     100,000   1,000,000
                        list 50, personal                              0.500       0.500       0.600
                        search by name and type there                  1.000      10.000     100.000
                        """);
    }

    @Test
    void theChartIsWellFormedAndHasALineForEachRouteThatRisesWithItsValues() throws Exception {
        String svg = new ScaleChart("CPU", report.files(), report.lines(Sample::cpu)).svg();
        Document chart =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        List<double[]> lines = lines(chart);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)[1]).isEqualTo(lines.get(0)[3]).isGreaterThan(lines.get(0)[5]);
        double[] search = lines.get(1);
        assertThat(search[1] - search[3]).isPositive().isEqualTo(search[3] - search[5]);
        assertThat(search[2] - search[0]).isPositive().isEqualTo(search[4] - search[2]);
        assertThat(chart.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(svg).contains("prefers-color-scheme: dark", ">search by name and type there</text>");
    }

    /** Of each line x and y, from point to point. */
    private static List<double[]> lines(Document chart) {
        NodeList paths = chart.getElementsByTagName("path");
        return IntStream.range(0, paths.getLength())
                .mapToObj(paths::item)
                .map(Element.class::cast)
                .filter(path -> path.getAttribute("class").equals("line"))
                .map(path -> Stream.of(path.getAttribute("d").split("[ML ]"))
                        .filter(number -> !number.isEmpty())
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    private static HttpReport size(long files, double list, double search) {
        return new HttpReport(
                new Conditions(files, 32, 5, 2, 2, "18", "25", ""),
                List.of(measured(Route.LIST_PERSONAL, list), measured(Route.SEARCH, search)));
    }

    private static Measured measured(Route route, double cpu) {
        Sample sample = new Sample(1000, 1, 2, cpu / 2, cpu / 2, 300, 0, 0);
        return new Measured(new Case(route, 32), Map.of(Contender.OURS, List.of(sample)));
    }
}
