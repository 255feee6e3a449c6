// Tells the stories to a headless Chromium, one after the other, and says how each came out. `cargo xtask browser` starts
// it and says in variables where everything is. Its arguments: beginnings of the names of the stories to tell.

import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { leave } from "./watch.mjs";

const FOLDER = import.meta.dirname;

/// How long one story may take, in milliseconds.
const STORY_MS = 300_000;

const { chromium } = createRequire(import.meta.url)(join(process.env.TOMADA_MODULES, "playwright-core"));
const browser = await chromium.launch({
  executablePath: process.env.TOMADA_CHROMIUM,
  args: ["--disable-background-networking", "--no-first-run"],
});
const wanted = process.argv.slice(2);
const failed = [];
let told = 0;
for (const file of readdirSync(join(FOLDER, "stories")).sort()) {
  const stories = Object.entries(await import(join(FOLDER, "stories", file)));
  for (const [name, story] of stories) {
    const whole = `${file.replace(".mjs", "")}/${name}`;
    if (wanted.length > 0 && !wanted.some((start) => whole.startsWith(start))) continue;
    told += 1;
    const begun = performance.now();
    const problem = await tell(story);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1).padStart(6);
    console.log(`${problem ? "FAILED" : "ok    "} ${seconds} s  ${whole}`);
    if (problem) {
      console.log(`  ${problem.stack ?? problem}`);
      failed.push(whole);
    }
  }
}
await browser.close();
console.log(`${told} told, ${failed.length} failed${failed.map((name) => `\n  ${name}`).join("")}`);
process.exit(failed.length > 0 || told === 0 ? 1 : 0);

async function tell(story) {
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`not over after ${STORY_MS} ms`)), STORY_MS);
  });
  try {
    await Promise.race([story(browser), late]);
    return null;
  } catch (problem) {
    return problem;
  } finally {
    clearTimeout(timer);
    for (const fault of await leave()) console.log(`  noticed before: ${fault}`);
  }
}
