// Makes the webhook card livelier. Without it every button posts the form and the page comes anew; with it the preview
// follows what is typed, a value of the answer goes into the mapping where one is, and files go into fields.

/// How long nobody types before the preview is asked for, in milliseconds.
const PAUSE_MS = 400;

const form = document.getElementById("card");
const part = (id) => document.getElementById(id);
let asking = new AbortController();
let pause;

/// Posts the form as the button `name` would and takes these parts of the page that comes.
async function ask(name, value, parts) {
  clearTimeout(pause);
  asking.abort();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.append(name, value);
  try {
    const response = await fetch(form.getAttribute("action"), { method: "POST", body, signal: asking.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const label of page.querySelectorAll("[id^=label-]")) part(label.id)?.replaceChildren(...label.childNodes);
    for (const id of parts) {
      const fresh = page.getElementById(id);
      if (fresh) part(id)?.replaceChildren(...fresh.childNodes);
    }
    offerFiles();
    return true;
  } catch (problem) {
    if (problem.name !== "AbortError") throw problem;
    return false;
  }
}

form.addEventListener("input", ({ target }) => {
  if (!target.name || target.id === "curl" || target.name === "~tab") return;
  clearTimeout(pause);
  if (part("url").value.trim()) pause = setTimeout(() => ask("~do", "live", ["preview"]), PAUSE_MS);
});

form.addEventListener("click", async (event) => {
  const button = event.target.closest('button[name="~add"]');
  if (!button) return;
  event.preventDefault();
  const { value } = button;
  if (!(await ask("~add", value, [button.closest(".tab").id]))) return;
  const fields = [...form.querySelectorAll(`[name^="${value}/"]`)];
  const row = (field) => field.name.slice(value.length + 1).split(/[/~]/)[0];
  fields.find((field) => row(field) === row(fields.at(-1)))?.focus();
});

part("answer").addEventListener("click", async (event) => {
  const button = event.target.closest("button.pick");
  if (!button) return;
  event.preventDefault();
  part("tab-response").checked = true;
  await ask("~pick", button.value, ["panel-response", "mapped"]);
});

// Up and down go from value to value.
part("answer").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.closest(".picks")) return;
  const all = [...part("answer").querySelectorAll(".picks summary, .picks .pick")].filter((it) => it.checkVisibility());
  const next = all[all.indexOf(event.target) + step];
  if (next) { event.preventDefault(); next.focus(); }
});

// A command that is pasted as the address fills the card.
part("url").addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text") ?? "";
  if (!/^\s*curl\s/.test(text)) return;
  event.preventDefault();
  part("curl").value = text;
  form.requestSubmit(form.querySelector('button[value="fill"]'));
});

/// Puts a field for a file beside each that takes bytes in base64.
function offerFiles() {
  for (const field of form.querySelectorAll('textarea[name$="/base64"]')) {
    if (field.parentElement.querySelector("input[type=file]")) continue;
    const label = document.createElement("label");
    const file = document.createElement("input");
    file.type = "file";
    label.className = "file";
    label.append(form.dataset.file, " ", file);
    file.addEventListener("change", () => take(file, field));
    field.after(label);
  }
}

/// Writes a file's bytes, its name and what it is into the fields of its part.
function take(chosen, field) {
  const [file] = chosen.files;
  if (!file) return;
  chosen.setCustomValidity(file.size > Number(form.dataset.fileMax) ? form.dataset.fileLarge : "");
  if (!chosen.reportValidity()) return;
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    const set = (name, value) => {
      const other = form.elements.namedItem(name);
      if (other) other.value = value;
    };
    const start = field.name.slice(0, -"base64".length);
    field.value = reader.result.slice(reader.result.indexOf(",") + 1);
    set(`${start}file_name`, file.name);
    set(`${start}content_type`, file.type);
    set(`${start}base64_type`, file.type);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  reader.readAsDataURL(file);
}

document.documentElement.classList.add("scripted");
offerFiles();
