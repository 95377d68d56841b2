// Keys of the checker's screen; every one of them stands for a link or a button that is there without it.
(() => {
  const links = [...document.querySelectorAll(".figure-check__list a")];
  const note = document.getElementById("figure-note");
  const help = document.getElementById("figure-keys");
  const part = (name) => document.querySelector(`.figure-check [data-key="${name}"]`);
  const step = (by) => {
    const now = links.findIndex((link) => link.hasAttribute("aria-current"));
    const next = links[Math.min(Math.max(now + by, 0), links.length - 1)];
    if (next && !next.hasAttribute("aria-current")) next.click();
  };
  const dispute = () => {
    if (note.value.trim()) part("dispute").click();
    else note.focus();
  };
  const keys = {
    j: () => step(1),
    arrowdown: () => step(1),
    k: () => step(-1),
    arrowup: () => step(-1),
    x: () => part("sign")?.click(),
    s: () => part("sign")?.click(),
    l: dispute,
    d: dispute,
    a: () => part("ask").click(),
    "?": () => help.showModal(),
  };
  if (!note) return;
  part("help").hidden = false;
  part("help").addEventListener("click", () => help.showModal());
  note.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.getElementById("figure").focus();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) dispute();
  });
  // Before Wagtail's own keys, which would open a second window on “?”.
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open], [aria-modal='true']:not([aria-hidden='true'])")) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], .sidebar")) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }, true);
})();
