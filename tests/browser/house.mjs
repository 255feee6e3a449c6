// A `tomada serve` for one story: on SQLite in a temporary folder, with the plugins as built for tests and the ways out to
// this machine's test servers open. It is ended, and its folder removed, when the story is over.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const BUILT = resolve("target/debug");
const PLUGINS = ["chatgpt", "webhook", "hello"];

/// How long it may take until it listens, in milliseconds.
const START_MS = 30_000;

/// Starts one, tells `story` of it, ends it.
export async function within(story, { ways = [], embed = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "tomada-browser-"));
  const house = new House(folder);
  try {
    await house.start(ways, embed);
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

  async start(ways, embed) {
    const tomada = join(BUILT, "tomada");
    const catalog = join(this.folder, "catalog.toml");
    writeFileSync(catalog, catalogText());
    execFileSync(tomada, ["--catalog", catalog, "lock"]);
    const openings = [process.env.TOMADA_HTTPBIN, process.env.TOMADA_AIMOCK, ...ways].map((url) => `127.0.0.1/32:${new URL(url).port}`);
    const configuration = join(this.folder, "tomada.toml");
    writeFileSync(configuration, configurationText(openings, embed));
    const words = ["--json", "--catalog", catalog, "serve", "--config", configuration];
    words.push("--listen", "127.0.0.1:0", "--data", join(this.folder, "data"));
    this.process = spawn(tomada, words, { stdio: ["ignore", "pipe", "pipe"] });
    this.ended = new Promise((resolve) => this.process.once("exit", resolve));
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on("data", (bytes) => (this.said += bytes));
    }
    await this.listens();
  }

  /// Waits until it says where it is and how to sign in.
  async listens() {
    const deadline = performance.now() + START_MS;
    while (performance.now() < deadline && this.process.exitCode === null) {
      const [told] = this.said.match(/^\{.*"sign_in".*\}$/m) ?? [];
      if (told) {
        const { url, sign_in } = JSON.parse(told);
        this.url = url.replace(/\/$/, "");
        this.link = sign_in;
        return;
      }
      await new Promise((go) => setTimeout(go, 20));
    }
    throw new Error("the server did not say that it listens");
  }

  /// Asks the REST API as the operator, by the local door. The answer has to be a good one.
  async ask(method, path, body) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const fields = text === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const socketPath = join(this.folder, "data", "tomada.sock");
    const { status, said } = await new Promise((resolve, refuse) => {
      const asking = request({ socketPath, method, path, headers: { host: "localhost", ...fields } }, (answer) => {
        let said = "";
        answer.setEncoding("utf8").on("data", (more) => (said += more));
        answer.on("end", () => resolve({ status: answer.statusCode, said }));
      });
      asking.on("error", refuse).end(text);
    });
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${said}`);
    return said === "" ? null : JSON.parse(said);
  }

  /// Lets a browser in by the local door, as the operator, while `story` is told: no signing in, and no cookie.
  async byTheLocalDoor(story) {
    const door = createServer((caller) => {
      const inside = connect(join(this.folder, "data", "tomada.sock"));
      caller.pipe(inside).pipe(caller);
      for (const side of [caller, inside]) side.on("error", () => [caller, inside].forEach((it) => it.destroy()));
    });
    await new Promise((go) => door.listen(0, "127.0.0.1", go));
    try {
      return await story({ url: `http://127.0.0.1:${door.address().port}` });
    } finally {
      door.close();
    }
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

function configurationText(openings, embed) {
  return `embed_origins = ${JSON.stringify(embed)}\n[egress]\nallow = ${JSON.stringify(openings)}\n`;
}
