// Tells the stories, two at a time, each to a headless Chromium of its own process, and says how each came out. `cargo xtask
// browser` starts it and says in variables where everything is. Its arguments: beginnings of the names of the stories to
// tell.

import { fork } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/// How many are told at once: a story waits as long as it works.
const TELLERS = 2;

const FOLDER = import.meta.dirname;
const waiting = await wanted(process.argv.slice(2));
const failed = [];
const told = waiting.length;
await Promise.all(Array.from({ length: Math.min(TELLERS, told) }, tell));
console.log(`${told} told, ${failed.length} failed${failed.map((name) => `\n  ${name}`).join("")}`);
process.exit(failed.length > 0 || told === 0 ? 1 : 0);

/// The stories whose names begin with one of `starts`, or all. The long ones, which walk through all pages, come first, so
/// that nobody waits for one of them alone at the end.
async function wanted(starts) {
  const all = [];
  for (const file of readdirSync(join(FOLDER, "stories")).sort()) {
    const stories = await import(join(FOLDER, "stories", file));
    for (const name of Object.keys(stories)) all.push({ file, name, whole: `${file.replace(".mjs", "")}/${name}` });
  }
  const chosen = all.filter(({ whole }) => starts.length === 0 || starts.some((start) => whole.startsWith(start)));
  const isLong = ({ file }) => ["pages.mjs", "texts.mjs"].includes(file);
  return chosen.sort((one, other) => isLong(other) - isLong(one));
}

/// Has one teller tell stories as long as some are waiting. One that ends in between takes its story with it.
async function tell() {
  const teller = fork(join(FOLDER, "teller.mjs"));
  const ended = new Promise((answer) => {
    teller.once("exit", (code) => answer({ seconds: 0, problem: `whoever tells it ended with ${code}` }));
  });
  const said = () => Promise.race([ended, new Promise((answer) => teller.once("message", answer))]);
  await said();
  for (let story = waiting.shift(); story; story = waiting.shift()) {
    if (teller.connected) teller.send(story);
    const outcome = await said();
    console.log(`${outcome.problem ? "FAILED" : "ok    "} ${outcome.seconds.toFixed(1).padStart(6)} s  ${story.whole}`);
    if (outcome.problem) {
      console.log(`  ${outcome.problem}`);
      failed.push(story.whole);
    }
    if (!teller.connected) return;
  }
  teller.disconnect();
}
