// The frame around every page: the project switcher, the keyboard, the call log as it grows, the menu within the page of a
// platform, and what is shown where nothing is.

import { createServer } from "node:http";

import { furnish } from "../furnish.mjs";
import { within } from "../house.mjs";
import { firstTime, signIn } from "../people.mjs";
import { open } from "../watch.mjs";

const LOOKS = [
  { locale: "en" },
  { locale: "pt-BR", dark: true, width: 390 },
  { locale: "es", dark: true },
];

export async function the_log_grows_while_it_is_looked_at(browser) {
  await within(async (house) => {
    const { webhook } = await furnish(house);
    const run = (url) => house.ask("POST", "/v1/projects/main/runs", { integration: "webhook", action: "call", connection: webhook, input: { url, fail_on_status: true } });
    const watched = await open(browser, { locale: "pt-BR" });
    const { page } = watched;
    await firstTime(watched, house);
    await watched.go(`${house.url}/p/main/calls`);
    const rows = page.locator("#calls tbody tr");
    const bar = page.locator("#live");
    await bar.getByText("Ao vivo").waitFor();
    const before = await rows.count();
    const stood = await column(page);
    await run("/anything?order=7");
    await rows.nth(before).waitFor();
    if ((await column(page)) !== stood) watched.fault(`a new row has moved something: ${stood} is now ${await column(page)}`);
    const first = await rows.first().innerText();
    if (!/webhook · call.*✓ ok.*200/s.test(first)) watched.fault(`the new row says ${first}`);

    await bar.getByRole("button", { name: "Pausar" }).click();
    await run("/anything?order=8");
    await bar.getByText("Chamadas novas à espera: 1").waitFor();
    if ((await rows.count()) !== before + 1) watched.fault("a row came in although the list was paused");
    await watched.judge("frame-log-paused");
    await bar.getByRole("button", { name: "Continuar" }).click();
    await rows.nth(before + 1).waitFor();

    await watched.go(`${house.url}/p/main/calls?outcome=failed`);
    await bar.getByText("Ao vivo").waitFor();
    const failed = await rows.count();
    await run("/anything?order=9");
    await run("/status/404").catch(() => {});
    await rows.nth(failed).waitFor();
    if ((await rows.count()) !== failed + 1 || !(await rows.first().innerText()).includes("404")) watched.fault("the filter of the address does not hold");
    await watched.judge("frame-log");
    await watched.close();
  });
}

/// Where the list and its columns stand, but for its height.
function column(page) {
  return page.$$eval("#live, #calls, #calls thead th", (all) => all.map((it) => it.getBoundingClientRect()).map(({ x, y, width }) => [x, y, width].join(" ")).join());
}

export async function who_is_refused_follows_the_log_again_and_misses_nothing(browser) {
  await within(async (house) => {
    const { webhook } = await furnish(house);
    const watched = await open(browser, { locale: "en" });
    const { page } = watched;
    await firstTime(watched, house);
    watched.expects(/status of 503/);
    let refused = 0;
    await page.route("**/calls/tail?*", (route) => {
      refused += 1;
      return refused === 1 ? route.fulfill({ status: 503 }) : route.continue();
    });
    await watched.go(`${house.url}/p/main/calls`);
    const rows = page.locator("#calls tbody tr");
    const before = await rows.count();
    await house.ask("POST", "/v1/projects/main/runs", { integration: "webhook", action: "call", connection: webhook, input: { url: "/anything" } });
    await rows.nth(before).waitFor();
    await page.locator("#live").getByText("Live").waitFor();
    if (refused !== 2) watched.fault(`it asked ${refused} times`);
    await watched.close();
  });
}

export async function an_empty_log_fills_by_itself(browser) {
  await within(async (house) => {
    const watched = await open(browser, { locale: "es", width: 390 });
    await firstTime(watched, house);
    await watched.go(`${house.url}/p/main/calls`);
    await watched.page.locator("#live").getByText("En vivo").waitFor();
    await watched.judge("frame-log-empty");
    await furnish(house);
    await watched.page.locator("#calls tbody tr").nth(2).waitFor();
    await watched.page.locator("#no-calls").waitFor({ state: "hidden" });
    await watched.close();
  });
}

export async function projects_are_switched_with_scripts_and_without(browser) {
  await within(async (house) => {
    await house.ask("POST", "/v1/projects", { id: "loja", name: "Loja de São Paulo, atendimento" });
    let first = true;
    for (const look of [{ locale: "pt-BR" }, { locale: "pt-BR", dark: true, width: 390 }, { locale: "pt-BR", javaScript: false }]) {
      const watched = await open(browser, look);
      const { page } = watched;
      await (first ? firstTime(watched, house) : signIn(watched, house));
      first = false;
      await watched.go(`${house.url}/p/main/calls`);
      await page.locator(".switcher summary").click();
      await page.locator(".switcher a", { hasText: "Loja" }).waitFor();
      await watched.judge("frame-switcher");
      await Promise.all([page.waitForURL(`${house.url}/p/loja/calls`), page.locator(".switcher a", { hasText: "Loja" }).click()]);
      const told = await page.locator(".switcher summary").innerText();
      if (!told.includes("Loja de São Paulo")) watched.fault(`the switcher says ${told}`);
      await watched.close();
    }
  });
}

export async function everything_is_reached_by_the_keyboard(browser) {
  await within(async (house) => {
    const watched = await open(browser, { locale: "pt-BR" });
    const { page } = watched;
    const { keyboard } = page;
    await firstTime(watched, house);
    await watched.go(`${house.url}/p/main/integrations`);
    const focus = (selector) => page.waitForFunction((it) => document.activeElement.matches(it), selector);
    await keyboard.press("Tab");
    await focus(".skip");
    await watched.picture("frame-skip");
    await keyboard.press("Enter");
    await focus("main");

    await page.locator("nav a[data-key=c]").focus();
    await keyboard.press("?");
    await page.getByRole("dialog", { name: "Atalhos de teclado" }).waitFor();
    await watched.judge("frame-keys");
    await keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await focus("nav a[data-key=c]");
    await keyboard.press("ArrowDown");
    await focus("nav a[data-key=l]");

    await keyboard.press("/");
    await focus("#q");
    await keyboard.type("isto não há?");
    await page.locator("#none").waitFor();
    await watched.judge("frame-none");
    await page.locator("#q").fill("INTEGRACAO util");
    await page.locator(".card", { hasText: "ChatGPT" }).waitFor({ state: "hidden" });
    await page.reload();
    await page.locator("#q").focus();
    await keyboard.press("ArrowDown");
    await focus(".card a");
    await keyboard.press("Escape");
    for (const [letter, place] of [["l", "calls"], ["o", "overview"], ["s", "settings"], ["i", "integrations"]]) {
      await keyboard.press("g");
      await Promise.all([page.waitForURL(`${house.url}/p/main/${place}`), keyboard.press(letter)]);
    }
    await watched.close();
  });
}

/// A page of a platform that shows `address()` in a frame.
async function platform(address, story) {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><html lang="en"><title>Platform</title><h1>Platform</h1><iframe title="Integrations" width="1000" height="600" src="${address()}"></iframe>`);
  });
  await new Promise((go) => server.listen(0, "127.0.0.1", go));
  try {
    return await story(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((go) => server.close(go));
  }
}

export async function the_menu_stands_in_the_page_of_a_platform(browser) {
  let address = "";
  await platform(() => address, (ours) =>
    platform(() => address, (foreign) =>
      within(async (house) => {
        await furnish(house);
        const watched = await open(browser, { locale: "en" });
        const { page } = watched;
        await firstTime(watched, house);
        address = `${house.url}/p/main/integrations?embed=1&amp;accent=c2185b`;
        await page.goto(ours);
        const frame = page.frameLocator("iframe");
        await frame.getByRole("heading", { name: "Integrations" }).waitFor();
        if ((await frame.locator("nav").count()) > 0) watched.fault("the navigation is there");
        const link = frame.locator(".card a", { hasText: "Webhook" });
        const colour = await link.evaluate((it) => getComputedStyle(it).color);
        if (colour !== "rgb(194, 24, 91)") watched.fault(`links are ${colour}`);
        await link.click();
        await frame.getByRole("link", { name: "Connect" }).first().click();
        await frame.locator("form.form").waitFor();
        const inner = page.frames()[1].url();
        if (!inner.endsWith("/connect?embed=1&accent=c2185b")) watched.fault(`the mode is lost at ${inner}`);
        await watched.picture("frame-embedded");

        watched.expects(/frame-ancestors|ERR_BLOCKED_BY_RESPONSE|Framing/);
        await page.goto(foreign);
        if (await frame.locator("main").count().catch(() => 0)) watched.fault("a page that was not named frames the menu");
        await watched.close();

        for (const look of LOOKS) {
          const alone = await open(browser, look);
          await signIn(alone, house);
          await alone.go(`${house.url}/p/main/calls?embed=1&accent=ffe600`);
          await alone.judge("frame-embed");
          await alone.close();
        }
      }, { embed: [ours] })));
}

export async function where_nothing_is_there_is_a_page(browser) {
  await within(async (house) => {
    for (const look of LOOKS) {
      const watched = await open(browser, look);
      await watched.go(`${house.url}/nowhere`, 404);
      await watched.judge("frame-unknown");
      await watched.go(`${house.url}/language`, 405);
      await watched.judge("frame-method");
      await watched.page.locator("main a.button").click();
      await watched.page.waitForURL(`${house.url}/sign-in`);
      await watched.close();
    }
  });
}
