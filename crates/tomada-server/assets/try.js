// The Try page without leaving it: the form is posted as it would be, a run's parts are shown as they come, and what comes
// last is the page's content as the server draws it. `Stop` and Escape end the waiting. Parts are text and nothing else.
let running = null;

document.addEventListener("submit", (event) => {
  if (event.target.id !== "try") return;
  event.preventDefault();
  if (!running) post(event.target, event.submitter);
});
document.addEventListener("click", (event) => event.target.id === "stop" && running?.abort());
document.addEventListener("keydown", (event) => event.key === "Escape" && running?.abort());

async function post(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button?.name) fields.append(button.name, button.value);
  running = new AbortController();
  // What is answered at once needs no word about it.
  const wait = button?.name === "~add" ? 0 : setTimeout(begin, button?.name ? 300 : 0);
  try {
    const accept = "text/event-stream, text/html;q=0.9";
    const answer = await fetch(location.href, { method: "POST", body: fields, headers: { accept }, signal: running.signal });
    if (answer.redirected) return location.assign(answer.url);
    const isStream = (answer.headers.get("content-type") ?? "").startsWith("text/event-stream");
    show(isStream ? await page(answer.body) : await answer.text(), button);
  } catch {
    end(running.signal.aborted ? "stopped" : "unreached");
  } finally {
    clearTimeout(wait);
    running = null;
    outcome().removeAttribute("aria-busy");
  }
}

const outcome = () => document.getElementById("outcome");
const copyOf = (id) => document.getElementById(id).content.cloneNode(true);

/// Says that something is going on.
function begin() {
  outcome().setAttribute("aria-busy", "true");
  outcome().replaceChildren(copyOf("running"));
  outcome().scrollIntoView({ block: "nearest" });
}

/// Says why nothing more comes; what came stays.
function end(why) {
  const had = focused();
  outcome().querySelector(".actions")?.remove();
  outcome().append(copyOf(why));
  if (had) runButton().focus();
}

/// The content that a run ends with; its parts are shown before.
async function page(body) {
  for await (const { name, data } of events(body)) {
    if (name === "part") part(JSON.parse(data));
    if (name === "page") return JSON.parse(data);
  }
  throw new Error("no end");
}

/// Server-sent events (HTML, section 9.2.6), as our server writes them.
async function* events(body) {
  let text = "";
  for await (const more of chunks(body.pipeThrough(new TextDecoderStream()))) {
    const blocks = (text + more).split("\n\n");
    text = blocks.pop();
    for (const block of blocks) {
      const all = (field) => block.split("\n").filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ""));
      yield { name: all("event")[0], data: all("data").join("\n") };
    }
  }
}

/// What a stream reads; not every browser can walk through one.
async function* chunks(stream) {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/// A part: words go on where the last ended, anything else has a line of its own.
function part(value) {
  const place = outcome().querySelector(".parts");
  if (!place) return;
  const words = typeof value === "string" ? value : Object.keys(value ?? {}).join() === "text" ? value.text : null;
  place.hidden = false;
  place.textContent += typeof words === "string" ? words : `${JSON.stringify(value)}\n`;
  place.scrollTop = place.scrollHeight;
}

/// Puts what the server drew in place of what is there: the outcome, and the form where that has something to say.
function show(html, button) {
  const drawn = new DOMParser().parseFromString(html, "text/html");
  const [form, made] = ["try", "outcome"].map((id) => drawn.getElementById(id));
  if (!form) return document.querySelector("main").replaceWith(drawn.querySelector("main"));
  if (button?.name === "~add") return addRow(form, `${button.value}/`);
  const had = focused();
  outcome().replaceWith(made);
  if (form.querySelector(".error") || document.querySelector("#try .error")) {
    document.getElementById("try").replaceWith(form);
    (form.querySelector("[aria-invalid]") ?? runButton()).focus();
  } else if (had) runButton().focus();
  made.scrollIntoView({ block: "nearest" });
}

/// The form with one row more, which is where one goes on.
function addRow(form, at) {
  document.getElementById("try").replaceWith(form);
  const last = [...form.elements].filter((field) => field.name.startsWith(at)).pop();
  const row = last?.name.slice(at.length).split("/")[0];
  [...form.elements].find((field) => field.name === `${at}${row}` || field.name.startsWith(`${at}${row}/`))?.focus();
}

const focused = () => outcome().contains(document.activeElement);
const runButton = () => document.querySelector("#try button.primary");
