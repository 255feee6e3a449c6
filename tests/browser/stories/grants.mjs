// Somebody lets a connection in at its service: she is sent to an OAuth 2.0 server that others wrote, says no and then
// yes, and comes back to a connection that works.

import { within } from "../house.mjs";
import { firstTime, submit } from "../people.mjs";
import { open } from "../watch.mjs";

const OAUTH = process.env.TOMADA_OAUTH;
/// As `xtask/serve_oauth.mjs` has it.
const SECRET = "oauth-secret-93d1b7c2";

export const in_portuguese_without_scripts = (browser) => granted(browser, { locale: "pt-BR", javaScript: false });
export const in_english_on_a_phone = (browser) => granted(browser, { locale: "en", width: 390, dark: true });

async function granted(browser, look) {
  await within(
    async (house) => {
      const watched = await open(browser, look);
      watched.neverTells(SECRET);
      // The pages of that server want a font from elsewhere, which they do not get, and have no icon.
      await watched.context.route("https://**", (route) => route.abort());
      watched.expects(/https:\/\/fonts\.googleapis\.com|\/favicon\.ico/);
      await firstTime(watched, house);
      await connect(watched, house);
      await refuse(watched, house);
      await letIn(watched, house);
      await watched.close();
    },
    { ways: [OAUTH] },
  );
}

async function connect(watched, house) {
  const { page } = watched;
  await watched.go(`${house.url}/p/main/integrations/webhook/connect`);
  const form = page.locator("main form", { has: page.locator('[name="/label"]') });
  await form.locator('[name="/label"]').fill("CRM");
  await form.locator('[name="/settings/base_url"]').fill(OAUTH);
  await form.locator('[name="/settings/test_path"]').fill("protected");
  await form.locator('[name="/auth~kind"][value=authorization_code]').check();
  const fields = { authorize_url: `${OAUTH}/auth`, token_url: `${OAUTH}/token`, client_id: "menu-header", scope: "openid read" };
  for (const [name, value] of Object.entries(fields)) {
    await form.locator(`[name="/auth/authorization_code/${name}"]`).fill(value);
  }
  await form.locator('[name="/secrets/authorization_code/client_secret"]').fill(SECRET);
  await watched.judge("grant-connect");
  if (!(await form.innerText()).includes(`${house.url}/oauth/callback`)) throw new Error("the return address is not told");
  await submit(page, form);
  await watched.judge("grant-missing");
}

/// The link that leads to the service.
async function begin(watched) {
  const { page } = watched;
  await Promise.all([page.waitForURL(`${OAUTH}/**`), page.locator('main a[href$="/grant"]').click()]);
}

async function refuse(watched, house) {
  const { page } = watched;
  await begin(watched);
  await Promise.all([page.waitForURL(`${house.url}/**`), page.locator('a[href*="abort"]').click()]);
  await watched.judge("grant-refused");
  if (!(await page.locator("main [role=alert]").first().innerText()).includes("access_denied")) {
    throw new Error("the reason is not told");
  }
  // The same answer does not count twice.
  watched.expects(/status of 422/);
  await page.reload();
  await watched.judge("grant-stray");
  await watched.go(`${house.url}/p/main/connections`);
  await Promise.all([page.waitForEvent("load"), page.locator('main a[href^="/p/main/connections/webhook-"]').first().click()]);
}

async function letIn(watched, house) {
  const { page } = watched;
  await begin(watched);
  await page.locator("[name=login]").fill("ana");
  await page.locator("[name=password]").fill("any");
  await Promise.all([page.waitForEvent("load"), page.locator("[type=submit]").click()]);
  await Promise.all([page.waitForURL(`${house.url}/p/main/connections/**`), page.locator("[type=submit]").click()]);
  await watched.judge("grant-held");
  const [connection] = (await house.ask("GET", "/v1/projects/main/connections")).items;
  const { grant, health } = connection;
  if (grant.state !== "held" || health.state !== "healthy") throw new Error(JSON.stringify({ grant, health }));
  const ask = { integration: "webhook", action: "call", connection: connection.id, input: { url: "/protected" } };
  const { output } = await house.ask("POST", "/v1/projects/main/runs", ask);
  if (output?.body?.account !== "ana") throw new Error(`not her token: ${JSON.stringify(output)}`);
}
