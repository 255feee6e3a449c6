// Serves oidc-provider, an OAuth 2.0 and OpenID Connect server that others wrote, until standard input ends, so that it
// never outlives whoever started it. Its argument: the folder in which it is installed.
//
// Besides its own routes there is /protected, which wants a token of its and says whose it is and what it opens. Its
// sign-in page takes any name with any password. What it issues lasts as long as the tests say below.

import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const module = join(folder, "node_modules/oidc-provider/lib/index.js");
const { Provider } = await import(pathToFileURL(module));

// Where people are sent back to: at any port, for these are native clients on this machine (RFC 8252, section 7.3).
const BACK = ["http://127.0.0.1/oauth/callback"];
const SECRET = "oauth-secret-93d1b7c2";

const client = (client_id, token_endpoint_auth_method, grant_types) => ({
  client_id,
  ...(token_endpoint_auth_method !== "none" && { client_secret: SECRET }),
  token_endpoint_auth_method,
  grant_types,
  ...(grant_types.includes("authorization_code")
    ? { redirect_uris: BACK, response_types: ["code"], application_type: "native" }
    : { redirect_uris: [], response_types: [] }),
});

const configuration = {
  clients: [
    client("robot-header", "client_secret_basic", ["client_credentials"]),
    client("robot-body", "client_secret_post", ["client_credentials"]),
    client("menu-header", "client_secret_basic", ["authorization_code", "refresh_token"]),
    client("menu-body", "client_secret_post", ["authorization_code", "refresh_token"]),
    client("menu-public", "none", ["authorization_code", "refresh_token"]),
  ],
  features: {
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({ scope: "read write", accessTokenFormat: "opaque", accessTokenTTL: 120 }),
    },
  },
  scopes: ["openid", "offline_access", "read", "write"],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: async (_, client) => client.grantTypeAllowed("refresh_token"),
  ttl: { AccessToken: 120, ClientCredentials: 120, RefreshToken: 3600, Grant: 3600, Session: 3600, Interaction: 600 },
  cookies: { keys: ["only-for-tests"] },
};

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration);
  provider.use(async (context, next) => {
    if (context.path !== "/protected") return next();
    const [, token] = (context.get("authorization") || "").match(/^Bearer (\S+)$/) ?? [];
    const found = token && ((await provider.ClientCredentials.find(token)) ?? (await provider.AccessToken.find(token)));
    context.status = found ? 200 : 401;
    context.body = found
      ? { client: found.clientId, account: found.accountId ?? null, scope: found.scope ?? "", audience: found.aud ?? null }
      : { error: "invalid_token" };
  });
  server.on("request", provider.callback());
  console.error(`Listening at: ${issuer}`);
});

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
