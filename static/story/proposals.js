// Keys of the screen of proposed figures; every one of them stands for a link or a button that is there without it.
(() => {
  const links = [...document.querySelectorAll(".proposals .figure-check__list a")];
  const part = (name) => document.querySelector(`.proposals [data-key="${name}"]`);
  const box = document.querySelector(".proposals__form input:not([type=hidden])");
  const step = (by) => {
    const now = links.findIndex((link) => link.hasAttribute("aria-current"));
    const next = links[Math.min(Math.max(now + by, 0), links.length - 1)];
    if (next && !next.hasAttribute("aria-current")) next.click();
  };
  const certain = () => {
    const summary = part("certain");
    if (!summary) return;
    summary.parentElement.open = true;
    summary.parentElement.querySelector("button").focus();
  };
  const mend = () => {
    box?.focus();
    box?.select();
  };
  const keys = {
    j: () => step(1),
    arrowdown: () => step(1),
    k: () => step(-1),
    arrowup: () => step(-1),
    a: () => part("accept")?.click(),
    enter: () => part("accept")?.click(),
    e: mend,
    d: () => part("dismiss")?.click(),
    u: () => part("undo")?.click(),
    c: certain,
  };
  // A button with focus has its own Enter; a box keeps every key, and its Enter is the form's first button.
  const own = "a, button, input, textarea, select, summary, [contenteditable], .sidebar";
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open], [aria-modal='true']:not([aria-hidden='true'])")) return;
    const key = event.key.toLowerCase();
    const inside = event.target.closest?.(own);
    // Out of a box, to the keys again; a list that the box has opened is closed first.
    if (key === "escape" && inside?.matches(".proposals__form :is(input, select)") && inside.getAttribute("aria-expanded") !== "true") {
      document.getElementById("figure").focus();
      return;
    }
    if (!keys[key] || (inside && !(key !== "enter" && inside.matches(".proposals :is(a, button, summary)")))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keys[key]();
  }, true);

  // What takes a while says so, and is not pressed twice.
  document.querySelector(".proposals__certain form")?.addEventListener("submit", (event) => {
    const button = event.submitter;
    window.setTimeout(() => {
      button.disabled = true;
      button.textContent = button.dataset.working;
      said.textContent = button.dataset.working;
    });
  });

  // A page that has just been loaded is silent: what has happened and what is looked at now is said a moment later.
  const said = document.getElementById("proposals-said");
  const words = [...document.querySelectorAll(".proposals [data-say]")].map((element) => element.textContent.replace(/\s+/g, " ").trim());
  window.setTimeout(() => { said.textContent = words.join(" "); }, 300);
  if (window.location.hash === "#figure") document.getElementById("figure")?.focus({ preventScroll: true });
})();
