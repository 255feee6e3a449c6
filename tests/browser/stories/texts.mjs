// Whatever anybody writes is text: planted in every field of every form and in what a service answers, nothing of it runs,
// with the content security policy and without.

import { furnish } from "../furnish.mjs";
import { within } from "../house.mjs";
import { firstTime } from "../people.mjs";
import { ALL, serve, TEXTS } from "../planted.mjs";
import { open } from "../watch.mjs";
import { walk } from "../walk.mjs";

/// The policy is the second wall; without it, the first one alone has to hold.
const WALLS = [{ bypassCSP: false }, { bypassCSP: true }];

/// All in one line, and those that break out of an attribute.
const SOME = [ALL.replaceAll("\n", " "), TEXTS[1], TEXTS[4]];

/// Forms that would end the story: who signs out or removes things sees nothing more.
const ENDS = /sign-out|delete|remove|revoke|disconnect/;

export async function what_a_service_says_is_text(browser) {
  await serve((evil) =>
    within(
      async (house) => {
        const { webhook } = await furnish(house);
        for (const path of ["html", "json", "svg", "xml", "fail"]) {
          const input = { method: "POST", url: `${evil}/${path}`, query: { q: TEXTS[1] }, body: { kind: "text", text: "{{ context.planted }}" }, context: { planted: ALL } };
          const ask = { integration: "webhook", action: "call", connection: webhook, input };
          await house.ask("POST", "/v1/projects/main/runs", ask);
        }
        await behind(WALLS, browser, house, async (watched) => {
          await watched.go(`${house.url}/`);
          const { items } = await house.ask("GET", "/v1/projects/main/calls");
          let last;
          for (const { run_id } of items) {
            last = await callPage(watched, house, run_id);
            await watched.go(last);
            await noneBecameMarkup(watched, last);
          }
          // What leads on from one of them is the same pages for all.
          await walk(watched, house, () => {}, last);
        });
      },
      { ways: [evil] },
    ));
}

export const what_people_write_is_text = (browser) => written(browser, [WALLS[0]]);
export const what_people_write_is_text_without_the_policy = (browser) => written(browser, [WALLS[1]]);

async function written(browser, walls) {
  await within(async (house) => {
    await furnish(house);
    await behind(walls, browser, house, async (watched) => {
      watched.expects(/status of 4\d\d/);
      const kinds = await walk(watched, house, () => {});
      let sent = 0;
      for (const url of kinds.values()) sent += await plantAt(watched, url);
      if (sent < 3) throw new Error(`only ${sent} forms took a text`);
      await walk(watched, house, () => {});
    });
  });
}

export async function what_an_address_says_is_text(browser) {
  await within(async (house) => {
    await behind(WALLS, browser, house, async (watched) => {
      watched.expects(/status of 4\d\d/);
      const kinds = await walk(watched, house, () => {});
      for (const [name, url] of kinds) {
        for (const text of SOME) {
          const address = new URL(url);
          for (const key of new Set([...address.searchParams.keys(), "q", "text", "after"])) address.searchParams.set(key, text);
          await watched.page.goto(address.href);
          await noneBecameMarkup(watched, `${name} ${address.search}`);
        }
      }
    });
  });
}

/// Tells a part of a story behind each of the walls.
async function behind(walls, browser, house, part) {
  let state;
  for (const wall of walls) {
    const watched = await open(browser, { locale: "en", ...wall });
    if (state) await watched.context.addCookies(state.cookies);
    else await firstTime(watched, house);
    state ??= await watched.context.storageState();
    await part(watched);
    await watched.close();
  }
}

async function noneBecameMarkup(watched, about) {
  const count = await watched.page.locator("[data-planted]").count();
  if (count > 0) watched.fault(`${about}: planted markup has become ${count} elements`);
}

/// Fills each form of the page with texts and sends it, one text in all fields at a time. Answers how many were sent.
async function plantAt(watched, url) {
  const { page } = watched;
  const fields = "textarea:visible, input:visible:not([type=radio], [type=checkbox], [type=submit], [type=hidden], [type=file])";
  let sent = 0;
  await page.goto(url);
  const count = await page.locator("form").count();
  for (let number = 0; number < count; number += 1) {
    for (const text of SOME) {
      await page.goto(url);
      const form = page.locator("form").nth(number);
      const action = `${await form.getAttribute("action")}`;
      if (ENDS.test(action) || (await form.locator(fields).count()) === 0) break;
      await form.evaluate((it) => {
        it.noValidate = true;
        for (const group of it.querySelectorAll("details")) group.open = true;
      });
      for (const field of await form.locator(fields).all()) {
        const kind = await field.getAttribute("type");
        if (!["number", "date", "datetime-local", "color", "range"].includes(kind)) await field.fill(text);
      }
      if ((await form.locator("button, input[type=submit]").count()) === 0) break;
      // As a browser without scripts sends it: with them, some forms stay on their page.
      const posted = form.evaluate((it) => HTMLFormElement.prototype.submit.call(it)).catch(() => {});
      await Promise.all([page.waitForEvent("load"), posted]);
      await noneBecameMarkup(watched, `${url}, form ${number + 1}`);
      sent += 1;
    }
  }
  return sent;
}

/// The address of a call's page, as a link on the log's page has it.
async function callPage(watched, house, id) {
  const links = await watched.page.$$eval("nav a[href]", (all) => all.map((link) => link.href));
  const log = links.find((link) => /calls/.test(link));
  await watched.go(log);
  const found = await watched.page.$$eval("main a[href]", (all) => all.map((link) => link.href));
  const page = found.find((link) => link.includes(id));
  if (!page) throw new Error(`the log does not lead to ${id}`);
  return page;
}
