// Copy buttons appear where the browser can copy; a copied one turns solid for a moment, and it is said aloud.
const told = document.querySelector("[data-copied]");

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.textContent;
  let waiting;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    clearTimeout(waiting);
    button.classList.add("is-copied");
    button.textContent = told.dataset.copied;
    told.textContent = `${told.dataset.copied}: ${button.dataset.copy}`;
    waiting = setTimeout(() => {
      button.classList.remove("is-copied");
      button.textContent = label;
      told.textContent = "";
    }, 1500);
  });
}
