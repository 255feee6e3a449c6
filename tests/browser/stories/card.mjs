// The webhook card, used as a flow builder uses it: a cURL command is pasted, the request looked at and called, a value of
// the answer chosen, the mapping tried and kept; pages are read; and nothing that was written is lost on the way.

import { createServer } from "node:http";

import { within } from "../house.mjs";
import { firstTime } from "../people.mjs";
import { open } from "../watch.mjs";

const CARD = "/p/main/webhook";

export const in_english_on_a_desk = (browser) => whole(browser, { locale: "en" });
export const in_portuguese_on_a_phone = (browser) => whole(browser, { locale: "pt-BR", width: 390 });
export const in_spanish_in_the_dark = (browser) => whole(browser, { locale: "es", dark: true });
export const without_scripts = (browser) => whole(browser, { locale: "pt-BR", javaScript: false });

/// Comes in and opens the card, of a plugin that has been opened: only then is a preview as quick as it should be.
async function enter(watched, house) {
  const input = { command: "curl https://api.example.com" };
  await house.ask("POST", "/v1/projects/main/runs", { integration: "webhook", action: "from_curl", input, deadline_ms: 120_000 });
  await firstTime(watched, house);
  await watched.go(house.url + CARD);
}

/// A cURL command as documentation of an API has it.
const command = () =>
  `curl '${process.env.TOMADA_HTTPBIN}/anything/orders?lang=pt' -H 'X-Request: r-1' --json '{"customer": "Ana", "tags": ["a", "b"]}'`;

async function whole(browser, look) {
  await within(async (house) => {
    const watched = await open(browser, look);
    const { page } = watched;
    try {
      await enter(watched, house);
      await watched.judge("card-empty");
      await paste(page, command());
      await shows(page, "#preview", /\/anything\/orders\?lang=pt/, /"customer":"Ana"/);
      await watched.judge("card-filled");
      await call(page);
      await shows(page, "#answer", /200/, /r-1/);
      await watched.judge("card-answered");
      await pick(watched, "json.customer");
      await pick(watched, "json.tags[1]");
      await shows(page, "#mapped", /customer/, /Ana/, /tags/);
      await watched.judge("card-mapped");
      await wrongMapping(watched);
      await kept(watched);
      await otherMethod(watched);
    } catch (problem) {
      await watched.picture("card-stuck").catch(() => {});
      problem.message += `\n  ${(await page.locator("main").innerText().catch(() => "")).slice(0, 900)}`;
      throw problem;
    }
    await watched.close();
  });
}

/// Waits until a part of the page says all of this.
async function shows(page, part, ...texts) {
  for (const text of texts) await page.locator(part).filter({ hasText: text }).first().waitFor();
}

/// Posts the card by a button, and waits for the page that comes.
async function press(page, value) {
  await Promise.all([page.waitForEvent("load"), page.locator(`#card button[value="${value}"]:not(.hidden)`).click()]);
}

async function paste(page, text) {
  await page.locator("details", { has: page.locator("#curl") }).locator("summary").click();
  await page.locator("#curl").fill(text);
  await press(page, "fill");
}

const call = (page) => press(page, "call");

/// Opens a tab.
const tab = (page, id) => page.locator(`label[for="tab-${id}"]`).click();

/// Chooses the value at a path: with scripts the page stays, without a new one comes.
async function pick({ page, look }, path) {
  const button = page.locator(`button.pick[value='${path}']`);
  if (look.javaScript === false) {
    if (!(await page.locator("#answer .path", { hasText: path }).first().isVisible())) throw new Error(`${path} is not shown`);
    await Promise.all([page.waitForEvent("load"), button.click()]);
  } else {
    await Promise.all([page.waitForResponse((answer) => answer.request().method() === "POST"), button.click()]);
  }
  await page.locator(`#panel-response input[value='${path}']`).first().waitFor();
}

/// A mapping that is wrong is told beside its field, with its place, and costs neither itself nor the answer.
async function wrongMapping(watched) {
  const { page } = watched;
  const field = page.locator("[name='/response/members/0/value']");
  await tab(page, "response");
  await field.fill("json.customer[");
  await press(page, "map");
  if ((await field.inputValue()) !== "json.customer[") throw new Error("the expression is lost");
  await page.locator("#panel-response .field.wrong .error", { hasText: /14|15/ }).first().waitFor();
  await shows(page, "#answer", /r-1/);
  await watched.judge("card-wrong-mapping");
  await field.fill("json.customer");
  await press(page, "map");
  await shows(page, "#mapped", /Ana/);
}

/// The card can be kept: its link opens it again, with the mapping, which the next call then applies.
async function kept(watched) {
  const { page } = watched;
  await page.locator("details", { has: page.locator("#kept") }).locator("summary").click();
  const link = await page.locator("details a[href*='card=']").getAttribute("href");
  await watched.go(new URL(link, page.url()).href);
  if ((await page.locator("[name='/response/members/0/value']").inputValue()) !== "json.customer") throw new Error("the mapping is not kept");
  await call(page);
  await shows(page, "#mapped", /Ana/);
}

/// Another method, and another kind of body, wipe nothing.
async function otherMethod(watched) {
  const { page } = watched;
  const body = page.locator("[name='/body/json~json']");
  const written = await body.inputValue();
  await page.locator("#method").selectOption("GET");
  await tab(page, "body");
  await page.locator("label[for='body-text']").click();
  await page.locator("[name='/body/text']").fill("mine");
  await press(page, "look");
  await page.locator("#method").selectOption("PUT");
  await page.locator("label[for='body-json']").click();
  await press(page, "look");
  await shows(page, "#preview", /PUT/, /"customer":"Ana"/);
  if ((await body.inputValue()) !== written) throw new Error("the JSON is lost");
  if ((await page.locator("[name='/body/text']").inputValue()) !== "mine") throw new Error("the text is lost");
}

/// A service whose list comes in pages, each with the cursor of the next.
async function service() {
  const server = createServer((request, response) => {
    const at = Number(new URL(request.url, "http://here").searchParams.get("after") || 0);
    const items = [1, 2].map((step) => ({ id: at + step }));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ items, next: at < 4 ? at + 2 : null }));
  });
  await new Promise((go) => server.listen(0, "127.0.0.1", go));
  return server;
}

export async function pages_are_read(browser) {
  const server = await service();
  const url = `http://127.0.0.1:${server.address().port}`;
  try {
    await within(async (house) => {
      const watched = await open(browser, { locale: "pt-BR" });
      const { page } = watched;
      await enter(watched, house);
      await page.locator("#url").fill(`${url}/list?after={{ page.cursor | default('', true) }}`);
      await tab(page, "pages");
      await page.locator("label[for='pages-cursor']").click();
      await page.locator("[name='/pages/cursor_at']").fill("next");
      await page.locator("[name='/pages/items']").fill("items");
      await call(page);
      await shows(page, "#answer", /3; .*6/, /\b6\b/);
      await watched.judge("card-pages");
      await tab(page, "pages");
      await page.locator("[name='/pages/pages_max']").fill("2");
      await call(page);
      await shows(page, "#answer", /2; .*4/);
      await watched.close();
    }, { ways: [url] });
  } finally {
    server.close();
  }
}

export async function what_is_typed_is_previewed_and_files_go_into_parts(browser) {
  await within(async (house) => {
    const watched = await open(browser, { locale: "en" });
    const { page } = watched;
    await enter(watched, house);
    // The preview follows, and tells what is missing before it is given.
    await page.locator("#url").fill(`${process.env.TOMADA_HTTPBIN}/anything/{{ context.order }}`);
    await shows(page, "#preview", /context\.order|order/);
    await press(page, "look");
    await tab(page, "context");
    await page.locator("[name='/context/0/value']").fill("a/7");
    await page.locator("#preview mark.of-variable", { hasText: "a%2F7" }).waitFor();
    await tab(page, "body");
    await page.locator("label[for='body-multipart']").click();
    await page.locator("[name='/body/parts/0/name']").fill("photo");
    const file = { name: "a.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0, 1]) };
    await page.locator("#panel-body .of-kind:visible input[type=file]").first().setInputFiles(file);
    await page.locator("#method").selectOption("POST");
    await watched.judge("card-file");
    await call(page);
    await shows(page, "#answer", /data:image\/png;base64,iVAAAQ==/);
    // A row more, without leaving the page, and where it can be written at once.
    await tab(page, "headers");
    await page.locator("#panel-headers button[name='~add']").click();
    await page.locator("[name='/headers/1/name']:focus").waitFor();
    await watched.close();
  });
}

export async function with_the_keyboard_alone(browser) {
  await within(async (house) => {
    const watched = await open(browser, { locale: "pt-BR" });
    const { page } = watched;
    await enter(watched, house);
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.name);
    const until = async (wanted, key = "Tab") => {
      for (let step = 0; step < 60; step += 1) {
        if ((await focused()) === wanted) return;
        await page.keyboard.press(key);
      }
      throw new Error(`${wanted} is not reached by ${key}`);
    };
    await until("url");
    await page.keyboard.type(`${process.env.TOMADA_HTTPBIN}/anything`);
    // Enter looks, and sends nothing.
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    await shows(page, "#preview", /\/anything/);
    await until("tab-query");
    await until("tab-headers", "ArrowRight");
    await until("f/headers/0/name");
    await page.keyboard.type("X-Key-Board");
    await page.keyboard.press("Tab");
    await page.keyboard.type("typed");
    await shows(page, "#preview", /x-key-board/);
    for (let step = 0; step < 20 && (await page.evaluate(() => document.activeElement.value)) !== "call"; step += 1) {
      await page.keyboard.press("Tab");
    }
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
    await shows(page, "#answer", /typed/);
    await page.locator("#answer summary").first().focus();
    for (let step = 0; step < 40 && (await page.evaluate(() => document.activeElement.value)) !== "method"; step += 1) {
      await page.keyboard.press("ArrowDown");
    }
    await Promise.all([page.waitForResponse((answer) => answer.request().method() === "POST"), page.keyboard.press("Enter")]);
    await shows(page, "#mapped", /GET/);
    await watched.close();
  });
}
