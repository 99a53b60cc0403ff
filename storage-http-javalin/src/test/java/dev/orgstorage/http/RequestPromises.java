package dev.orgstorage.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgstorage.domain.Caller;
import dev.orgstorage.domain.ObjectKey;
import dev.orgstorage.domain.OrganizationId;
import dev.orgstorage.domain.Owner;
import dev.orgstorage.domain.PercentEncoding;
import dev.orgstorage.domain.Role;
import dev.orgstorage.domain.StorageException;
import dev.orgstorage.domain.UserId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What holds for every body, path, query and header. */
final class RequestPromises {
    private static final UserId ANN = new UserId("auth0|ann");
    private static final Map<OrganizationId, Role> MEMBERSHIPS =
            Map.of(new OrganizationId("org_acme"), Role.VIEWER, new OrganizationId("personal"), Role.ADMIN);

    private RequestPromises() {}

    static void body(byte[] body) {
        refusedInOurWords(() -> {
            StartUploadRequest start = Json.read(body, StartUploadRequest.class);
            start.name();
            start.content();
        });
        refusedInOurWords(() -> {
            OpenDownloadRequest open = Json.read(body, OpenDownloadRequest.class);
            open.howShown();
            open.file();
        });
    }

    static void path(String text) {
        refusedInOurWords(() -> {
            for (ObjectKey key : Refs.keysIn(text)) {
                assertThat(key.value()).doesNotContain("\n", "\u0000");
            }
            assertThat(Refs.keysIn(text)).contains(new ObjectKey(text));
        });
        refusedInOurWords(() -> assertThat(Refs.id(text)).hasToString(text.toLowerCase(Locale.ROOT)));
    }

    /** Lines of {@code name=value}. */
    static void query(String text) {
        Context request = new Asked(Map.of(), Map.of(), Asked.lines(text)).request();
        refusedInOurWords(() -> assertThat(Requests.query(request).limit()).isBetween(1, 1000));
        refusedInOurWords(() -> assertThat(Requests.auditQuery(request).limit()).isBetween(1, 1000));
        refusedInOurWords(() -> Requests.includesDownloadUrl(request));
    }

    static void context(String text) {
        Principal ann = new Principal(ANN, Owner.of(ANN), MEMBERSHIPS);
        refusedInOurWords(() -> {
            Caller caller = ann.caller(text);
            assertThat(caller.user()).isEqualTo(ANN);
            assertThat(ann.caller(Principal.asHeader(caller.context()))).isEqualTo(caller);
            if (caller.context() instanceof Owner.Organization(OrganizationId organization)) {
                assertThat(organization.value()).isEqualTo(PercentEncoding.decode(text));
                assertThat(caller.role()).isEqualTo(MEMBERSHIPS.get(organization));
            } else {
                assertThat(text).isEqualTo("personal");
            }
        });
        refusedInOurWords(() -> {
            OrganizationId any = organization(text);
            Caller caller = Principal.in(any, ANN, Role.MEMBER).caller(Principal.asHeader(Owner.of(any)));
            assertThat(caller.context()).isEqualTo(Owner.of(any));
        });
    }

    private static OrganizationId organization(String text) {
        try {
            return new OrganizationId(text);
        } catch (IllegalArgumentException none) {
            throw new StorageException.NotFound();
        }
    }

    static void origin(String text) {
        try {
            Origins origins = Origins.of(List.of(text));
            assertThat(origins.toString()).matches("https?://[a-z0-9.:_\\[\\]-]+");
            assertThat(origins.allows(origins.toString())).isTrue();
            assertThat(Origins.of(List.of(origins.toString()))).hasToString(origins.toString());
        } catch (IllegalArgumentException refused) {
            assertThat(Origins.none().allows(text)).isFalse();
        }
    }

    /** Goes well, or ends as a problem that can be sent: with few words, whatever a client sent to be repeated. */
    static void refusedInOurWords(Runnable request) {
        try {
            request.run();
        } catch (StorageException.Invalid | StorageException.NotFound | StorageException.NotAMember refused) {
            String sentence = Objects.requireNonNull(refused.getMessage());
            byte[] answer = Json.write(Problem.of(400, "Refused", "refused", sentence, null));
            assertThat(answer.length).isBetween(1, 1500);
        }
    }
}
