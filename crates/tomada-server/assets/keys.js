// The keyboard: `/` goes to the search field, `g` and a letter to a page, `?` tells of the keys, arrows go along a list,
// Escape closes and leaves.
const help = document.querySelector("#keys");
const opener = document.querySelector("#keys-open");
const typing = (it) => it instanceof HTMLElement && (it.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(it.tagName));
const shown = (it) => it.getClientRects().length > 0;
let going = false;

// The browser closes a dialog at Escape and takes the focus back to where it was.
const explain = () => help.open || help.showModal();
opener?.addEventListener("click", explain);
opener?.removeAttribute("hidden");

/// The entries of the list that `it` stands in, which one that is, and the first link of each.
function entries(it) {
  const list = it.closest("nav, .cards, tbody");
  const all = [...(list?.children ?? [])].filter(shown);
  const links = all.map((entry) => (entry.matches("a") ? entry : entry.querySelector("a[href]")));
  return { at: all.findIndex((entry) => entry.contains(it)), links };
}

/// Where an arrow leads from `it`: along a list, or from the search field into the first one.
function next(it, key) {
  if (it.matches("input[type=search]")) {
    if (key !== "ArrowDown") return undefined;
    return [...document.querySelectorAll("main .cards a, main tbody a")].find(shown);
  }
  if (typing(it)) return undefined;
  const { at, links } = entries(it);
  const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 };
  return at < 0 ? undefined : links[places[key]];
}

function leave() {
  const open = document.activeElement.closest("details.switcher[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  } else if (typing(document.activeElement)) document.activeElement.blur();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
  if (event.key === "Escape") return leave();
  const place = next(document.activeElement, event.key);
  if (place) {
    event.preventDefault();
    return place.focus();
  }
  if (typing(event.target)) return;
  const search = document.querySelector("main input[type=search]");
  if (event.key === "?") explain();
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
  }
  if (going) document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`)?.click();
  going = event.key === "g";
});
