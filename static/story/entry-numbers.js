// A number in the text becomes a figure: asked of the server, on the saved draft alone, and then shown in the form.
(() => {
  const say = (button, text) => {
    const message = button.closest("[data-story-number]").querySelector("[data-story-message]");
    message.textContent = text;
    message.hidden = false;
  };

  const isUnsaved = () => document.querySelector("form[data-w-unsaved-has-edits-value='true']") !== null;

  const record = async (button) => {
    const list = button.closest("[data-story-gaps]");
    if (isUnsaved()) return say(button, list.dataset.unsaved);
    button.disabled = true;
    try {
      const answer = await fetch(list.dataset.recordUrl, {
        method: "POST",
        headers: { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN },
        body: new URLSearchParams({ number: button.value, revision: list.dataset.revision }),
      });
      const said = await answer.json();
      if (!said.place) throw new Error(said.message);
      window.location.hash = said.place;
      window.location.reload();
    } catch (error) {
      button.disabled = false;
      say(button, error instanceof SyntaxError || error instanceof TypeError || !error.message ? list.dataset.failed : error.message);
    }
    return null;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-story-record]");
    if (button) record(button);
  });

  // After the reload the folded list of figures is opened at the new one, as any place of the list is.
  const openPlace = () => {
    const { hash } = window.location;
    if (!/^#block-[0-9a-f-]{36}-section$/.test(hash) || !document.getElementById(hash.slice(1))) return;
    const link = document.createElement("a");
    link.href = hash;
    link.dataset.storyPlace = "";
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
  };
  window.addEventListener("load", () => window.setTimeout(openPlace, 600));
})();
