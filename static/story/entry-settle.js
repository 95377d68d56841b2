// The rich text editor hands over what is typed a quarter of a second later: a button pressed before that would send
// the form without the last words. The press waits until the text has settled, then goes on by itself.
(() => {
  if (window.storySettle) return;
  window.storySettle = true;

  // Longer than the 250 ms of Wagtail's editor with comments, which no option changes.
  const SETTLED = 350;
  let touched = -Infinity;
  const held = new WeakSet();

  const note = ({ target }) => {
    if (target instanceof Element && target.closest("[data-draftail-editor-wrapper]")) touched = performance.now();
  };
  for (const kind of ["keydown", "beforeinput", "paste", "cut", "drop"]) {
    window.addEventListener(kind, note, { capture: true, passive: true });
  }

  window.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element && event.target.closest("form [type='submit']");
      const left = SETTLED - (performance.now() - touched);
      if (!button || button.closest("[data-draftail-editor-wrapper]") || left <= 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (held.has(button)) return;
      held.add(button);
      setTimeout(() => {
        held.delete(button);
        button.click();
      }, left);
    },
    { capture: true },
  );
})();
