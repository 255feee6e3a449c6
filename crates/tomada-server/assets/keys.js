// The keyboard, and search as you type: `/` goes to the search field, `g` and a letter to a page, Escape leaves a field.
const typing = (it) => it instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(it.tagName);
const places = { i: "integrations", w: "webhook", c: "connections", l: "calls", o: "overview", s: "settings" };
let going = false;
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(document.activeElement)) return document.activeElement.blur();
  if (typing(event.target)) return;
  if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); }
    return;
  }
  if (going && places[event.key]) {
    const link = document.querySelector(`nav a[href$="/${places[event.key]}"]`);
    if (link) link.click();
  }
  going = event.key === "g";
});
const search = document.querySelector(".search input[type=search]");
if (search) {
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    for (const card of document.querySelectorAll(".card")) card.hidden = !card.dataset.search.toLowerCase().includes(wanted);
    for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector(".card:not([hidden])");
  });
}
