// Tells one story after the other to a headless Chromium, as `main.mjs` sends their names, and answers how each came out. It
// ends when nobody sends any more.

import { createRequire } from "node:module";
import { join } from "node:path";

import { leave } from "./watch.mjs";

/// How long one story may take, in milliseconds.
const STORY_MS = 300_000;

const { chromium } = createRequire(import.meta.url)(join(process.env.TOMADA_MODULES, "playwright-core"));
const browser = await chromium.launch({
  executablePath: process.env.TOMADA_CHROMIUM,
  args: ["--disable-background-networking", "--no-first-run"],
});

process.on("disconnect", async () => {
  await browser.close();
  process.exit(0);
});
process.on("message", async ({ file, name }) => {
  const stories = await import(join(import.meta.dirname, "stories", file));
  const begun = performance.now();
  const problem = await tell(stories[name]);
  const seconds = (performance.now() - begun) / 1_000;
  process.send({ seconds, problem: problem && String(problem.stack ?? problem) });
});
process.send("ready");

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
