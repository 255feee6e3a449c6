// Search as you type among the cards of Discover, whatever the case and the accents. What is searched for is in the address,
// so that reloading, going back and sharing find the same.
const field = document.querySelector(".search input[type=search]");
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

field.addEventListener("input", () => {
  const wanted = fold(field.value.trim());
  for (const card of document.querySelectorAll(".card")) card.hidden = !fold(card.dataset.search).includes(wanted);
  for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector(".card:not([hidden])");
  document.querySelector("#none").hidden = document.querySelector(".group:not([hidden])") !== null;
  const address = new URL(location.href);
  if (field.value === "") address.searchParams.delete("q");
  else address.searchParams.set("q", field.value);
  history.replaceState(null, "", address);
});
