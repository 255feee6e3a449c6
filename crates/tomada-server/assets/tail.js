// The call log as it grows, with the filters of the page's address: new calls come in at the top, the oldest leave at the
// end. While somebody is in the list, or has paused it, new calls wait, so that nothing moves away under a hand.
//
// What a call says is put in as text and nothing else.

/// How many rows there are at most, and how many calls wait.
const ROWS_MAX = 200;
/// How long to wait before following again where the server has refused, in milliseconds.
const AGAIN_MS = [2_000, 5_000, 15_000, 60_000];

const table = document.querySelector("#calls");
const bar = document.querySelector("#live");
const body = table.tBodies[0];
const row = document.querySelector("#call-row").content;
const [state, waiting, button] = ["strong", "span", "button"].map((name) => bar.querySelector(name));
const { base, query } = table.dataset;
const english = document.documentElement.lang === "en";

let source;
let refused = 0;
let paused = false;
let held = [];

/// The words for an outcome stand in the filter for it.
const outcome = (name) => document.querySelector(`#outcome option[value="${CSS.escape(name)}"]`)?.textContent ?? name;

function moment(unix_ms) {
  const iso = new Date(unix_ms).toISOString();
  const day = iso.slice(0, 10);
  return `${english ? day : day.split("-").reverse().join("/")} ${iso.slice(11, 19)} UTC`;
}

function span(ms) {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 60_000) return `${Math.floor(ms / 1_000)}${english ? "." : ","}${Math.floor((ms % 1_000) / 100)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor(ms / 1_000) % 60} s`;
}

function drawn(call) {
  const made = row.cloneNode(true).firstElementChild;
  const [when, what, how, status, took, attempts] = made.cells;
  const link = when.querySelector("a");
  link.href = link.getAttribute("href").replace("RUN", encodeURIComponent(call.run_id));
  const time = when.querySelector("time");
  time.dateTime = new Date(call.started_unix_ms).toISOString();
  time.title = moment(call.started_unix_ms);
  // The template may say that it is now; else the moment is told.
  time.textContent ||= time.title;
  what.textContent = `${call.integration} · ${call.action}`;
  const word = how.querySelector(".state");
  word.classList.add(call.outcome);
  word.textContent = `${call.outcome === "ok" ? "✓" : "✕"} ${outcome(call.outcome)}`;
  status.textContent = call.status ?? "";
  took.textContent = span(call.elapsed_ms);
  attempts.textContent = call.exchanges;
  made.dataset.run = call.run_id;
  made.classList.add("fresh");
  return made;
}

/// Puts a call where it belongs: ids sort by time.
function put(call) {
  const older = [...body.rows].find((it) => it.dataset.run < call.run_id);
  body.insertBefore(drawn(call), older ?? null);
  while (body.rows.length > ROWS_MAX) body.rows[body.rows.length - 1].remove();
  document.querySelector("#no-calls").hidden = true;
  document.querySelector("#some-calls").hidden = false;
  leadOn();
}

/// What has left at the end is on the next page.
function leadOn() {
  const more = document.querySelector("#more");
  if (body.rows.length < ROWS_MAX && more.hidden) return;
  const address = new URL(location.href);
  address.searchParams.set("after", body.rows[body.rows.length - 1].dataset.run);
  more.querySelector("a").href = address.href;
  more.hidden = false;
}

const known = (id) => held.some((it) => it.run_id === id) || [...body.rows].some((it) => it.dataset.run === id);
const busy = () => paused || table.matches(":hover") || table.contains(document.activeElement);

function heard(call) {
  if (known(call.run_id)) return;
  if (busy()) held = [...held, call].slice(-ROWS_MAX);
  else put(call);
  tell();
}

function release() {
  if (busy()) return;
  held.splice(0).forEach(put);
  tell();
}

function tell() {
  const words = bar.dataset;
  const live = source?.readyState === EventSource.OPEN;
  state.textContent = paused ? words.paused : live ? words.live : words.again;
  state.className = `state ${live && !paused ? "ok" : "untested"}`;
  waiting.textContent = held.length > 0 ? words.waiting.replace("#", held.length) : "";
  button.textContent = paused ? words.resume : words.pause;
}

/// What was missed: before the first word, between two connections, or because we were too slow.
async function catchUp() {
  const answer = await fetch(`${base}?${query}`).catch(() => null);
  if (answer?.ok) (await answer.json()).items.reverse().forEach(heard);
}

function follow() {
  source?.close();
  source = new EventSource(`${base}/tail?${query}`);
  source.addEventListener("open", () => {
    refused = 0;
    tell();
    catchUp();
  });
  source.addEventListener("call", (event) => heard(JSON.parse(event.data)));
  source.addEventListener("lost", catchUp);
  source.addEventListener("error", () => {
    tell();
    // After a break the browser comes again by itself; after a refusal it does not.
    if (source.readyState === EventSource.CLOSED) again();
  });
}

function again() {
  const from = source;
  setTimeout(() => from === source && !document.hidden && follow(), AGAIN_MS[Math.min(refused, AGAIN_MS.length - 1)]);
  refused += 1;
}

button.addEventListener("click", () => {
  paused = !paused;
  release();
  tell();
});
table.addEventListener("mouseleave", release);
table.addEventListener("focusout", () => setTimeout(release));
// A tab that nobody sees holds no place of those who follow.
document.addEventListener("visibilitychange", () => (document.hidden ? source.close() : follow()));
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", (event) => event.persisted && follow());
follow();
