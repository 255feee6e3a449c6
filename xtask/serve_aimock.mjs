// Serves aimock until standard input ends, so that it never outlives whoever started it, however that one ended.
// Its arguments: the folder in which it is installed, and the file with what it answers.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, answers] = process.argv.slice(2);
const { LLMock } = await import(pathToFileURL(join(folder, "node_modules/@copilotkit/aimock/dist/index.js")));
const { apiKeys, moderations } = JSON.parse(readFileSync(answers, "utf8"));

const mock = new LLMock({ host: "127.0.0.1", port: 0, strict: true, chunkSize: 8, auth: { apiKeys } });
mock.loadFixtureFile(answers);
for (const { text, result } of moderations) {
  mock.onModerate(text, result);
}

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
console.error(`Listening at: ${await mock.start()}`);
