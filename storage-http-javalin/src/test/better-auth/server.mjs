// A host application as small as can be: better-auth with organizations, bearer tokens and JWTs, over its own HTTP API.
import { webcrypto } from "node:crypto";
import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { bearer, jwt, organization } from "better-auth/plugins";
import pg from "pg";

globalThis.crypto ??= webcrypto; // Node 18

const server = createServer((request, response) => handle(request, response));
let handle = (request, response) => response.writeHead(503).end();

server.listen(0, "127.0.0.1", async () => {
  const baseURL = `http://127.0.0.1:${server.address().port}`;
  const options = {
    baseURL,
    secret: process.env.BETTER_AUTH_SECRET,
    database: new pg.Pool({ connectionString: process.env.DATABASE_URL }),
    emailAndPassword: { enabled: true, password: { hash: async (text) => text, verify: async () => true } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    plugins: [
      organization(),
      bearer(),
      jwt({
        jwt: {
          definePayload: ({ user, session }) => ({ ...user, activeOrganizationId: session.activeOrganizationId }),
        },
      }),
    ],
  };
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  handle = toNodeHandler(betterAuth(options));
  console.log(`better-auth is ready: ${baseURL}`);
});
process.stdin.on("end", () => process.exit()).resume();
