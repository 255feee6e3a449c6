// Buttons that copy the text of the element that they name. They are seen only where the browser lets a page copy.
if (navigator.clipboard) {
  document.documentElement.classList.add("can-copy");
  const said = Object.assign(document.createElement("p"), { className: "hidden", role: "status" });
  document.querySelector("main")?.append(said);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const label = (button.dataset.label ??= button.textContent);
    said.textContent = button.dataset.done;
    button.textContent = button.dataset.done;
    setTimeout(() => [(button.textContent = label), (said.textContent = "")], 2_000);
  });
}
