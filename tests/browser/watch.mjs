// A browser page that is watched: every story opens its pages here. The rule: whatever a page does that no page of ours may
// do — an error in the console, a breach of the content security policy, a request to elsewhere, a script out of somebody's
// text — is remembered and fails the story.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const AXE = readFileSync(join(process.env.TOMADA_MODULES, "axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENSHOTS = "target/screenshots";

/// How long a page may take to do what a story waits for, in milliseconds.
export const PATIENCE_MS = 10_000;

/// What a page of ours never calls; texts that are planted try to.
export const MARKER = "tomadaPlanted";

/// The pages of the story that is being told.
const watching = new Set();

/// Ends the pages that a story has left open, and answers what was noticed on them.
export async function leave() {
  const faults = [...watching].flatMap((watched) => watched.faults);
  for (const watched of watching) await watched.context.close().catch(() => {});
  watching.clear();
  return [...new Set(faults)];
}

/// Opens a page in a context of its own. `look`: `locale`, `dark`, `width`, `javaScript`, `bypassCSP`.
export async function open(browser, look = {}) {
  const { locale = "en", dark = false, width = 1280, javaScript = true, bypassCSP = false } = look;
  const context = await browser.newContext({
    locale,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    viewport: { width, height: width < 600 ? 844 : 800 },
    javaScriptEnabled: javaScript,
    bypassCSP,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const watched = new Watched(context, look);
  watching.add(watched);
  await watched.begin();
  return watched;
}

class Watched {
  constructor(context, look) {
    this.context = context;
    this.look = look;
    this.faults = [];
    this.expected = [];
    this.secrets = [];
    this.reading = [];
  }

  async begin() {
    await this.context.exposeBinding(MARKER, (_, what) => this.fault(`a planted script ran: ${what}`));
    await this.context.exposeBinding("tomadaBreach", (_, what) => this.fault(`breach of the policy: ${what}`));
    await this.context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) =>
        globalThis.tomadaBreach(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`));
    });
    this.page = await this.context.newPage();
    this.page.on("console", (message) => {
      if (message.type() === "error") this.fault(`console: ${message.text()} (${message.location().url})`);
    });
    this.page.on("pageerror", (error) => this.fault(`uncaught: ${error}`));
    this.page.on("dialog", async (dialog) => {
      this.fault(`a dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    this.page.on("response", (response) => {
      if (this.secrets.length > 0) this.reading.push(this.search(response));
    });
    this.page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      const isOurs = ["data:", "blob:", "about:"].includes(protocol) || hostname === "127.0.0.1";
      if (!isOurs) this.fault(`a request to elsewhere: ${request.url()}`);
    });
  }

  fault(what) {
    if (!this.expected.some((pattern) => pattern.test(what))) this.faults.push(`${this.page?.url() ?? ""}: ${what}`);
  }

  /// From now on a fault that looks so is none, such as the console's note of a status that the story wants.
  expects(pattern) {
    this.expected.push(pattern);
  }

  /// From now on no answer of the server may hold `secret`.
  neverTells(secret) {
    this.secrets.push(secret);
  }

  async search(response) {
    // A redirect has no body, and one that was left is not there any more.
    const body = await response.text().catch(() => "");
    const told = `${JSON.stringify(response.headers())}${body}`;
    if (this.secrets.some((secret) => told.includes(secret))) this.fault(`${response.url()} tells a secret`);
  }

  /// Goes to `url` and wants the status.
  async go(url, status = 200) {
    if (status >= 400) this.expects(new RegExp(`status of ${status}`));
    const response = await this.page.goto(url, { waitUntil: "load" });
    if (response.status() !== status) throw new Error(`${url} answered ${response.status()}, not ${status}`);
    return response;
  }

  /// Judges the page as it is now: axe-core, its language, its width, a title, nothing planted. `name` names its screenshot.
  async judge(name) {
    const { page, look } = this;
    const problem = (what) => this.fault(`${name}: ${what}`);
    if (look.javaScript !== false) {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), TAGS);
      for (const { id, help, nodes } of violations) {
        const where = nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary ?? ""}`).join("; ");
        problem(`axe ${id}: ${help}: ${where.replaceAll("\n", " ")}`);
      }
    }
    const found = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      title: document.title,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      planted: document.querySelectorAll("[data-planted]").length,
      untold: [...document.body.innerText.matchAll(/\b(page|api|frame)-[a-z]+(-[a-z]+)+\b/g)].map(([id]) => id),
    }));
    if (look.locale && found.lang !== look.locale) problem(`lang is ${found.lang}, not ${look.locale}`);
    if (!found.title.trim()) problem("it has no title");
    if (found.wide > 0) problem(`it is ${found.wide} px wider than the window`);
    if (found.planted > 0) problem("planted markup has become elements");
    if (found.untold.length > 0) problem(`texts that nobody wrote: ${found.untold}`);
    await this.picture(name);
  }

  /// Keeps what the page looks like, under `target/screenshots`.
  async picture(name) {
    const { locale = "en", dark = false, width = 1280, javaScript = true } = this.look;
    const traits = [locale, dark ? "dark" : "light", width, ...(javaScript ? [] : ["plain"])];
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.${traits.join(".")}.png`), fullPage: true });
  }

  /// Ends it. What was noticed is thrown, all at once.
  async close() {
    await Promise.all(this.reading);
    await this.context.close();
    watching.delete(this);
    if (this.faults.length > 0) throw new Error([...new Set(this.faults)].join("\n  "));
  }
}
