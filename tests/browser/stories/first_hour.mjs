// The first hour of somebody who has never seen Tomada: she signs in by the printed link, connects ChatGPT and a Webhook,
// tries an action of each, and finds both calls in the log, in her own language, with scripts and without.

import { KEY } from "../furnish.mjs";
import { within } from "../house.mjs";
import { firstTime, mainButton, submit } from "../people.mjs";
import { open } from "../watch.mjs";

/// What the log must not show of what was typed.
const SECRET = KEY;

export const in_portuguese_on_a_desk = (browser) => hour(browser, { locale: "pt-BR" });
export const in_spanish_on_a_phone_in_the_dark = (browser) => hour(browser, { locale: "es", dark: true, width: 390 });
export const in_english_without_scripts = (browser) => hour(browser, { locale: "en", javaScript: false });

async function hour(browser, look) {
  await within(async (house) => {
    const watched = await open(browser, look);
    watched.neverTells(SECRET);
    try {
      await firstTime(watched, house);
      await discover(watched, house);
      await connect(watched, house, "chatgpt", { label: "Our ChatGPT", base_url: `${process.env.TOMADA_AIMOCK}/v1`, token: KEY });
      await tryIt(watched, house, "chatgpt", "chat", { model: "gpt-4o", prompt: "Tea?" }, /Yes, please/);
      await connect(watched, house, "webhook", { label: "Orders", base_url: process.env.TOMADA_HTTPBIN });
      await tryIt(watched, house, "webhook", "call", { url: "/anything?order=1042" }, /1042/);
      await log(watched, house);
    } catch (problem) {
      await watched.picture("first-hour-stuck").catch(() => {});
      problem.message += `\n  at ${watched.page.url()}\n  ${(await watched.page.locator("main").innerText().catch(() => "")).slice(0, 600)}`;
      throw problem;
    }
    await watched.close();
  });
}

/// Follows a link whose address looks so.
async function follow(watched, pattern, within = "body") {
  const { page } = watched;
  const links = await page.$$eval(`${within} a[href]`, (all) => all.map((link) => link.href));
  const found = links.find((link) => pattern.test(new URL(link).pathname));
  if (!found) throw new Error(`no link like ${pattern} among ${links}`);
  await watched.go(found);
}

async function discover(watched) {
  await follow(watched, /integrations$/, "nav");
  const { page } = watched;
  for (const name of ["ChatGPT", "Webhook"]) await page.locator("main").getByText(name).first().waitFor();
  await watched.judge("first-hour-discover");
  const search = page.locator("main input[type=search]");
  await search.fill("gpt");
  await search.press("Enter");
  await page.locator("main").getByText("Webhook", { exact: true }).first().waitFor({ state: "hidden" });
  if (!(await page.locator("main").innerText()).includes("ChatGPT")) throw new Error("the search has lost ChatGPT");
}

/// Fills what a form has of `values`, by the ends of its fields' names.
async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const fields = `[name="${name}"], [name$="/${name}"], [name$=".${name}"]`;
    const field = page.locator("main").locator(fields).first();
    if ((await field.evaluate((it) => it.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
}

/// The form that has a field of this name.
function formWith(page, name) {
  return page.locator("main form", { has: page.locator(`[name="${name}"], [name$="/${name}"], [name$=".${name}"]`) }).first();
}

async function connect(watched, house, integration, values) {
  const { page } = watched;
  await follow(watched, /integrations$/, "nav");
  await follow(watched, new RegExp(`integrations/${integration}$`), "main");
  await watched.judge(`first-hour-${integration}`);
  await follow(watched, /connect$/, "main");
  await watched.judge(`first-hour-connect-${integration}`);
  await fill(page, values);
  await submit(page, formWith(page, "base_url"));
  await watched.judge(`first-hour-connected-${integration}`);
  if ((await page.locator("main [aria-invalid=true], main [role=alert]").count()) > 0) throw new Error("not connected");
}

async function tryIt(watched, house, integration, action, values, answer) {
  const { page } = watched;
  await follow(watched, /integrations$/, "nav");
  await follow(watched, new RegExp(`integrations/${integration}$`), "main");
  await follow(watched, new RegExp(`actions/${action}$`), "main");
  await fill(page, values);
  await watched.judge(`first-hour-try-${integration}`);
  // With scripts the answer comes into the page, without them a new one comes.
  await (await mainButton(formWith(page, Object.keys(values)[0]))).click();
  await page.locator("main").getByText(answer).first().waitFor();
  await watched.judge(`first-hour-tried-${integration}`);
}

async function log(watched) {
  const { page } = watched;
  await follow(watched, /calls$/, "nav");
  const text = await page.locator("main").innerText();
  for (const name of ["chat", "call"]) if (!text.includes(name)) throw new Error(`${name} is not in the log: ${text}`);
  await watched.judge("first-hour-log");
  const links = await page.$$eval("main a[href]", (all) => all.map((link) => link.pathname));
  const calls = [...new Set(links.filter((path) => /calls\/[0-9a-f-]{36}$/.test(path)))];
  if (calls.length < 2) throw new Error(`the log leads to ${calls.length} calls`);
  for (const call of calls) {
    await watched.go(new URL(call, page.url()).href);
    await watched.judge("first-hour-call");
    const source = await page.content();
    if (source.includes(SECRET)) throw new Error(`${call} shows the key`);
  }
  if (!/curl /.test(await page.content())) throw new Error("no cURL command on a call's page");
}
