package dev.orgstorage.http.server;

import dev.orgstorage.http.server.WeatherProxy.Answer;
import dev.orgstorage.http.server.WeatherProxy.Bucket;
import dev.orgstorage.http.server.WeatherProxy.Request;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** What becomes of requests on their way to the bucket. */
@FunctionalInterface
interface Weather {
    /** The answer; none if the connection is cut. */
    Optional<Answer> over(Request request, Bucket bucket) throws IOException;

    static Weather fair() {
        return (request, bucket) -> Optional.of(bucket.ask(request));
    }

    static Weather answering(int status, String code) {
        String error = "<Error><Code>" + code + "</Code><Message>bad weather</Message></Error>";
        return (request, bucket) -> Optional.of(Answer.of(status, error));
    }

    static Weather cuttingBefore() {
        return (request, bucket) -> Optional.empty();
    }

    /** The bucket does as it was asked; nobody hears of it. */
    static Weather cuttingAfter() {
        return (request, bucket) -> {
            bucket.ask(request);
            return Optional.empty();
        };
    }

    /** A listing that makes sense in itself, and leaves out the second half of what is there. */
    static Weather cuttingListingsShort() {
        Weather half = (request, bucket) ->
                Optional.of(Answer.of(200, half(bucket.ask(request).body())));
        return half.on(Request::isListing);
    }

    private static String half(String listing) {
        int first = listing.indexOf("<Contents>");
        int end = listing.lastIndexOf("</Contents>");
        int middle = listing.indexOf("<Contents>", first + (end - first) / 2);
        return (listing.substring(0, middle) + listing.substring(end + "</Contents>".length()))
                .replace("<IsTruncated>true<", "<IsTruncated>false<");
    }

    /** Fair for all requests but these. */
    default Weather on(Predicate<Request> these) {
        return (request, bucket) -> (these.test(request) ? this : fair()).over(request, bucket);
    }
}
