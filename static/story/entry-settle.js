// The rich text editor hands over what is typed a quarter of a second later: a button pressed before that would send
// the form without the last words. The press waits until the text has settled, then goes on by itself.
(() => {
  if (window.storySettle) return;
  window.storySettle = true;

  // Longer than the 250 ms of Wagtail's editor with comments, which no option changes; a busy browser takes longer.
  const SETTLED = 350;
  const GIVE_UP = 5000;
  const WRAPPER = "[data-draftail-editor-wrapper]";
  let touched = -Infinity;
  let held = null;

  const note = ({ target }) => {
    if (target instanceof Element && target.closest(WRAPPER)) touched = performance.now();
  };
  for (const kind of ["keydown", "beforeinput", "compositionend", "pointerdown", "paste", "cut", "drop"]) {
    window.addEventListener(kind, note, { capture: true, passive: true });
  }

  // What the editor shows against what the field beside it would send; an empty text is sent as nothing.
  const handedOver = (wrapper) => {
    const field = [...wrapper.parentNode.children].find((element) => element.draftailEditor);
    if (!field) return true;
    const sent = (field.rawContentState?.blocks ?? []).map(({ text }) => text).join("\n");
    return field.draftailEditor.getEditorState().getCurrentContent().getPlainText("\n").trim() === sent.trim();
  };

  const settled = () => {
    const quiet = performance.now() - touched;
    return quiet > GIVE_UP || (quiet > SETTLED && [...document.querySelectorAll(WRAPPER)].every(handedOver));
  };

  const goOn = () => {
    if (!settled()) return setTimeout(goOn, 50);
    const button = held;
    held = null;
    button.click();
  };

  window.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element && event.target.closest("form [type='submit']");
      if (!button || button.closest(WRAPPER) || (!held && settled())) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // The last press counts: one form leaves once.
      if (!held) setTimeout(goOn, 50);
      held = button;
    },
    { capture: true },
  );
})();
