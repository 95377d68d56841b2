// Copy buttons appear where the browser can copy; a copied one turns solid for a moment.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.setAttribute("aria-pressed", "true");
    button.textContent = document.documentElement.lang === "en" ? "Copied" : "Đã chép";
    setTimeout(() => {
      button.removeAttribute("aria-pressed");
      button.textContent = label;
    }, 1500);
  });
}
