package dev.orgstorage.http.server;

import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import dev.orgstorage.http.Authenticator;
import dev.orgstorage.http.Principal;
import dev.orgstorage.http.RateLimited;
import dev.orgstorage.http.server.Buckets.Spent;
import io.github.bucket4j.TimeMeter;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How often a user may ask, and how often an address for which no user answers. An address pays for each request, and
 * gets it back once the user is known. One that has nothing left is refused before anything else is done, unless it
 * presents a token or a cookie: that is checked, so that no office is locked out by one of its machines, and refused only
 * if it is good for nothing.
 *
 * <p>Counted in this server alone.
 */
final class RateLimits {
    static final String LIMIT = "RateLimit-Limit";
    static final String REMAINING = "RateLimit-Remaining";
    static final String RESET = "RateLimit-Reset";

    /** Where load balancers ask, who are nobody, often; and what a page is made of. */
    private static final List<String> FREE = List.of("/health/", Page.FILES);

    /** Whoever has one IPv6 address has all that begin as it does. */
    private static final int IPV6_PREFIX = 64;

    private final @Nullable Buckets<UserId> users;
    private final @Nullable Buckets<InetAddress> addresses;

    RateLimits(DoorSettings.Rates rates, TimeMeter time) {
        this.users = rates.user() == 0 ? null : new Buckets<>(rates.user(), time);
        this.addresses = rates.address() == 0 ? null : new Buckets<>(rates.address(), time);
    }

    /** Before any route. */
    void admit(Context request) {
        if (addresses == null || isFree(request.path())) {
            return;
        }
        Visit visit = Visit.of(request);
        Spent spent = addresses.spend(network(visit.address()));
        visit.paysWith(spent);
        if (!presentsSomething(request)) {
            tell(spent, request);
            requirePaid(spent);
        }
    }

    private static boolean isFree(String path) {
        return path.equals("/") || FREE.stream().anyMatch(path::startsWith);
    }

    /** The same way to tell who asks, with the user paying. */
    Authenticator counting(Authenticator authenticator) {
        return request -> {
            Visit visit = Visit.of(request);
            Principal principal = known(() -> authenticator.authenticate(request), request, visit);
            if (visit.user() == null) {
                visit.isOf(principal.user());
                giveBack(visit);
                pay(principal.user(), request);
            }
            return principal;
        };
    }

    /** The route for whoever passes the check; they cost their address nothing, and whoever fails pays. */
    Handler knowing(Consumer<Context> check, Handler route) {
        return request -> {
            Visit visit = Visit.of(request);
            known(() -> passed(check, request), request, visit);
            giveBack(visit);
            route.handle(request);
        };
    }

    private static Context passed(Consumer<Context> check, Context request) {
        check.accept(request);
        return request;
    }

    private static <T> T known(Supplier<T> check, Context request, Visit visit) {
        try {
            return check.get();
        } catch (StorageException.Unauthenticated e) {
            @Nullable Spent spent = visit.spent();
            if (spent != null) {
                tell(spent, request);
                requirePaid(spent);
            }
            throw e;
        }
    }

    private void giveBack(Visit visit) {
        @Nullable Spent before = visit.spent();
        if (addresses != null && before != null && before.paid()) {
            addresses.giveBack(network(visit.address()));
        }
    }

    private void pay(UserId user, Context request) {
        if (users != null) {
            Spent spent = users.spend(user);
            tell(spent, request);
            requirePaid(spent);
        }
    }

    private static void tell(Spent spent, Context request) {
        request.header(LIMIT, String.valueOf(spent.capacity()));
        request.header(REMAINING, String.valueOf(spent.remaining()));
        request.header(
                RESET, String.valueOf(spent.full().plusSeconds(1).minusNanos(1).toSeconds()));
    }

    private static void requirePaid(Spent spent) {
        if (!spent.paid()) {
            throw new RateLimited(spent.next());
        }
    }

    private static boolean presentsSomething(Context request) {
        return request.header(Header.AUTHORIZATION) != null || request.header(Header.COOKIE) != null;
    }

    /** What is counted as one address. */
    static InetAddress network(InetAddress address) {
        return address.getAddress().length == 4 ? address : Network.first(address, IPV6_PREFIX);
    }
}
