// Trying an action: the request before it is sent, the answer while it comes, by the keyboard alone, with scripts and
// without. The service behind it is this story's own: it says the second half of its answer when the story lets it.

import { createServer } from "node:http";

import { within } from "../house.mjs";
import { firstTime, signIn } from "../people.mjs";
import { open } from "../watch.mjs";

const KEY = "sk-story-91c3e7f05d2a";
const PROMPT = "Vocês abrem no sábado?";
const LOOKS = [
  { locale: "en", width: 390 },
  { locale: "pt-BR" },
  { locale: "pt-BR", dark: true, width: 390 },
  { locale: "es", dark: true },
];

export async function the_request_is_shown_and_nothing_is_sent(browser) {
  await asked(async (house, service, chat) => {
    const first = await open(browser, LOOKS[0]);
    await firstTime(first, house);
    for (const look of [...LOOKS, { locale: "pt-BR", javaScript: false }]) {
      const watched = look === LOOKS[0] ? first : await open(browser, look);
      if (watched !== first) await signIn(watched, house);
      watched.neverTells(KEY);
      const { page } = watched;
      await watched.go(house.url + chat);
      await watched.judge("try-empty");
      await page.locator("[name='/input/prompt']").fill(PROMPT);
      await page.locator("button[value=show]").click();
      const shown = page.locator("#outcome");
      await shown.locator(".request").waitFor();
      const text = await shown.innerText();
      for (const part of ["POST", `${service.url}/v1`, "authorization", "••••", PROMPT]) {
        if (!text.includes(part)) throw new Error(`${part} is not in the request: ${text}`);
      }
      for (const origin of ["field", "setting", "default", "connection", "egress"]) {
        if ((await shown.locator(`.origins .from-${origin}`).count()) === 0) throw new Error(`no value from ${origin}: ${text}`);
        if (!(await shown.locator(`[title].from-${origin}`).first().getAttribute("title"))) throw new Error(`${origin} has no name`);
      }
      if ((await page.locator("[name='/input/prompt']").inputValue()) !== PROMPT) throw new Error("what was typed is lost");
      await watched.judge("try-shown");
      await watched.close();
    }
    const { items } = await house.ask("GET", "/v1/projects/main/calls?action=chat");
    if (service.chats > 0 || items.length > 0) throw new Error(`${service.chats} were sent, ${items.length} are in the log`);
  });
}

export async function an_answer_comes_in_parts_and_by_the_keyboard_alone(browser) {
  await asked(async (house, service, chat) => {
    const watched = await open(browser, { locale: "pt-BR" });
    await firstTime(watched, house);
    const { page } = watched;
    await watched.go(house.url + chat);
    await tabTo(page, "[name='/input/prompt']");
    await page.keyboard.type(PROMPT);
    await page.keyboard.press("Enter");
    await page.locator("#outcome .parts", { hasText: "Sim, abrimos" }).waitFor();
    await watched.judge("try-streaming");
    service.goOn();
    await page.locator("#outcome .done").waitFor();
    const text = await page.locator("#outcome .tree").innerText();
    if (!text.includes("Sim, abrimos às 9.")) throw new Error(`the answer is not whole: ${text}`);
    await watched.judge("try-streamed");

    // Escape ends the waiting, and the focus stays where it was.
    await page.keyboard.press("Enter");
    await page.locator("#outcome .parts", { hasText: "Sim, abrimos" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#outcome [role=status] a[href*='/calls?']").waitFor();
    await watched.judge("try-stopped");

    // So does the button, by the keyboard as well; then the focus goes back to the one that runs.
    await tabTo(page, "#try button.primary");
    await page.keyboard.press("Enter");
    await tabTo(page, "#stop");
    await page.keyboard.press("Enter");
    await page.locator("#outcome [role=status]").waitFor();
    if (!(await page.locator("#try button.primary").evaluate((it) => it === document.activeElement))) throw new Error("the focus is lost");
    service.goOn();
    await watched.close();
  });
}

export async function what_is_seldom_given_is_folded_and_opened_by_the_keyboard(browser) {
  await asked(async (house, service, chat) => {
    const watched = await open(browser, { locale: "pt-BR" });
    await firstTime(watched, house);
    const { page } = watched;
    await watched.go(house.url + chat);
    const seen = await page.locator("#try :is(input, select, textarea):visible").count();
    if (seen > 6) throw new Error(`${seen} fields are to be seen at first`);
    await tabTo(page, "#try details > summary");
    await page.keyboard.press("Enter");
    const list = page.locator("#try details details", { has: page.locator("[name^='/input/messages/0/']") }).first();
    await list.locator("> summary").focus();
    await page.keyboard.press("Enter");
    await watched.judge("try-unfolded");
    await list.locator("> button[name='~add']").focus();
    await page.keyboard.press("Enter");
    const row = page.locator("[name^='/input/messages/1/']").first();
    await row.waitFor();
    if (!(await row.isVisible())) throw new Error("the row that was added is folded away");
    await watched.close();
  });
}

export async function without_scripts_the_form_is_enough(browser) {
  await asked(async (house, service, chat) => {
    const watched = await open(browser, { locale: "pt-BR", javaScript: false, width: 390 });
    await firstTime(watched, house);
    const { page } = watched;
    await watched.go(house.url + chat);
    await page.locator("[name='/input/prompt']").fill(PROMPT);
    service.goOn();
    await page.locator("#try button.primary").click();
    await page.locator("#outcome .tree", { hasText: "Sim, abrimos às 9." }).waitFor();
    if (await page.locator(".copy").first().isVisible()) throw new Error("a button is seen that does nothing");
    await watched.judge("try-plain");
    await watched.close();
  });
}

export async function what_can_be_copied_is_copied_and_times_are_told(browser) {
  await asked(async (house, service, chat, run) => {
    const watched = await open(browser, { locale: "pt-BR" });
    await watched.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await firstTime(watched, house);
    service.goOn();
    const id = await run();
    const { page } = watched;
    await watched.go(`${house.url}/p/main/calls/${id}`);
    await page.locator("[data-copy=run]").click();
    await page.locator("[data-copy=run]", { hasText: "Copiado" }).waitFor();
    if ((await page.evaluate(() => navigator.clipboard.readText())) !== id) throw new Error("the name was not copied");
    await page.locator("details", { has: page.locator("#curl-1") }).locator("summary").first().click();
    await page.locator("[data-copy=curl-1]").click();
    await page.locator("[data-copy=curl-1]", { hasText: "Copiado" }).waitFor();
    if (!/^curl /.test(await page.evaluate(() => navigator.clipboard.readText()))) throw new Error("the command was not copied");
    for (const path of ["calls", "connections", "overview"]) {
      await watched.go(`${house.url}/p/main/${path}`);
      const time = page.locator("time[datetime][title]").first();
      if (!/agora mesmo|há \d+ (min|h|dias?)/.test(await time.textContent())) throw new Error(`${path}: ${await time.textContent()}`);
      if (!/UTC$/.test(await time.getAttribute("title"))) throw new Error(`${path}: no exact time`);
    }
    await watched.close();
  });
}

/// Presses Tab until the focus is there.
async function tabTo(page, wanted) {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), wanted)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

/// Tells `story` of a house that is connected to a service of the story's own.
async function asked(story) {
  await withService((service) =>
    within(
      async (house) => {
        const settings = { base_url: `${service.url}/v1` };
        const body = { integration: "chatgpt", label: "ChatGPT", settings, secrets: { token: KEY }, is_default: true };
        await house.ask("POST", "/v1/projects/main/connections", body);
        const run = async () => {
          const body = { integration: "chatgpt", action: "chat", input: { prompt: PROMPT } };
          return (await house.ask("POST", "/v1/projects/main/runs", body)).run_id;
        };
        await story(house, service, "/p/main/integrations/chatgpt/actions/chat", run);
      },
      { ways: [service.url] },
    ));
}

/// A service that speaks as OpenAI's does. It stops half-way through an answer until it is told to go on, which holds from
/// then on until an answer has been given whole.
async function withService(story) {
  const service = { chats: 0, waiting: [], may: 0 };
  service.goOn = () => (service.waiting.shift() ?? (() => (service.may += 1)))();
  const held = () => (service.may > 0 ? (service.may -= 1) : new Promise((go) => service.waiting.push(go)));
  const server = createServer(async (request, response) => {
    request.resume();
    if (request.url.endsWith("/models")) {
      response.setHeader("content-type", "application/json");
      return response.end(JSON.stringify({ object: "list", data: [{ id: "gpt-4o-mini", object: "model" }] }));
    }
    service.chats += 1;
    response.setHeader("content-type", "text/event-stream");
    const say = (content, finish_reason = null) =>
      response.write(`data: ${JSON.stringify({ model: "gpt-4o-mini", choices: [{ index: 0, delta: { content }, finish_reason }] })}\n\n`);
    say("Sim, abrimos");
    await held();
    say(" às 9.");
    say("", "stop");
    response.end("data: [DONE]\n\n");
  });
  await new Promise((go) => server.listen(0, "127.0.0.1", go));
  service.url = `http://127.0.0.1:${server.address().port}`;
  try {
    return await story(service);
  } finally {
    server.closeAllConnections();
    await new Promise((go) => server.close(go));
  }
}
