// The figures of the story's form: label, number, id; shared by references, charts and the text editor.
(() => {
  if (window.storyFigures) return;

  const inputOf = (name) => document.querySelector(`[name="${CSS.escape(name)}"]`);

  // A new figure gets its id here, so that text can name it before the first save and every save keeps it.
  const idOf = (item) => {
    const input = inputOf(`${item}-id`);
    if (!input) return "";
    if (!input.value) input.value = window.crypto.randomUUID();
    return input.value;
  };

  const isDeleted = (input) => {
    for (let child = input.closest("[data-streamfield-child]"); child; child = child.parentElement?.closest("[data-streamfield-child]")) {
      if (child.querySelector(":scope > input[name$='-deleted']")?.value) return true;
    }
    return false;
  };

  const all = () =>
    [...document.querySelectorAll("input[name$='-quantity'][data-controller~='story-quantity']")]
      .filter((input) => !isDeleted(input))
      .map((input) => {
        const block = input.name.replace(/-quantity$/, "");
        const item = block.replace(/-value$/, "");
        return {
          id: idOf(item),
          item,
          input,
          label: inputOf(`${block}-label`)?.value.trim() || "",
          typed: input.value.trim(),
          sentence: input.dataset.sentence || "",
        };
      });

  window.storyFigures = {
    all,
    byId: (id) => (id ? all().find((figure) => figure.id === id) : undefined),
    text: (figure) => [figure.sentence || figure.typed, figure.label].filter(Boolean).join(" · "),
    inputOf,
  };
})();
