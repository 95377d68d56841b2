// From the list of what is missing to its place: opens the tab and the folded blocks above it.
(() => {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-story-place]");
    if (!link) return;
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const tab = target.closest("[role='tabpanel']");
    if (tab?.hidden) document.querySelector(`[role='tab'][href="#${CSS.escape(tab.id)}"]`)?.click();
    target.dispatchEvent(new Event("beforematch", { bubbles: true }));
    for (let panel = target.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
      const toggle = panel.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
    target.scrollIntoView({ block: "start" });
    target.querySelector("input:not([type='hidden']), textarea, select, [contenteditable='true']")?.focus({ preventScroll: true });
  });
})();
