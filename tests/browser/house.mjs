// A `tomada serve` for one story: on SQLite in a temporary folder, with the plugins as built for tests and the ways out to
// this machine's test servers open. It is ended, and its folder removed, when the story is over.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const BUILT = resolve("target/debug");
const PLUGINS = ["chatgpt", "webhook", "hello"];

/// How long it may take until it listens, in milliseconds.
const START_MS = 30_000;

/// Starts one, tells `story` of it, ends it.
export async function within(story, { ways = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "tomada-browser-"));
  const house = new House(folder);
  try {
    await house.start(ways);
    return await story(house);
  } catch (problem) {
    problem.message += `\n  the server said: ${house.said.slice(-2_000)}`;
    throw problem;
  } finally {
    await house.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

class House {
  constructor(folder) {
    this.folder = folder;
    this.said = "";
  }

  async start(ways) {
    const tomada = join(BUILT, "tomada");
    const catalog = join(this.folder, "catalog.toml");
    writeFileSync(catalog, catalogText());
    execFileSync(tomada, ["--catalog", catalog, "lock"]);
    const openings = [process.env.TOMADA_HTTPBIN, process.env.TOMADA_AIMOCK, ...ways].map((url) => `127.0.0.1/32:${new URL(url).port}`);
    const configuration = join(this.folder, "tomada.toml");
    writeFileSync(configuration, configurationText(openings));
    const words = ["--catalog", catalog, "serve", "--config", configuration];
    words.push("--listen", "127.0.0.1:0", "--data", join(this.folder, "data"));
    this.process = spawn(tomada, words, { stdio: ["ignore", "pipe", "pipe"] });
    this.ended = new Promise((resolve) => this.process.once("exit", resolve));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (bytes) => (this.said += bytes));
    }
    await this.listens();
  }

  /// Waits until the sign-in link has been printed.
  async listens() {
    const deadline = performance.now() + START_MS;
    while (performance.now() < deadline && this.process.exitCode === null) {
      const [link] = this.said.match(/http:\/\/127\.0\.0\.1:\d+\/\S*(?:link|sign-in)\S*/) ?? [];
      if (link) {
        this.link = link;
        this.url = new URL(link).origin;
        return;
      }
      await new Promise((go) => setTimeout(go, 20));
    }
    throw new Error("the server printed no sign-in link");
  }

  /// Ends it as an operator would. It has to go in order.
  async end() {
    if (!this.process || this.process.exitCode !== null) return;
    this.process.kill("SIGTERM");
    const late = setTimeout(() => this.process.kill("SIGKILL"), 10_000);
    await this.ended;
    clearTimeout(late);
  }
}

function catalogText() {
  const entry = (id) => `[[integration]]\nid = "${id}"\nversion = "*"\nsource = ${JSON.stringify(resolve("plugins", id))}\ntier = "builtin"\n`;
  return `categories = ["ai", "http", "examples"]\nlibraries = ${JSON.stringify(BUILT)}\n\n${PLUGINS.map(entry).join("\n")}`;
}

function configurationText(openings) {
  return `[egress]\nallow = ${JSON.stringify(openings)}\n`;
}
