// Copy buttons appear where the browser can copy; a copied one turns solid for a moment, and it is said aloud.
// Where the device has a share sheet of its own, "Share" opens that; elsewhere it is a plain menu.
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

for (const menu of document.querySelectorAll("[data-share]")) {
  const opener = menu.querySelector("summary");
  opener.addEventListener("click", (event) => {
    if (!navigator.share) return;
    event.preventDefault();
    // Who closes the sheet has changed their mind: nothing to say.
    navigator.share({ title: menu.dataset.title, url: menu.dataset.share }).catch(() => {});
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    opener.focus();
  });
}
