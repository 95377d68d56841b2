// "Has this been told?": asks for stories of a like problem while the headline and the problem are typed.
(() => {
  if (!window.wagtail?.app || window.storyTold) return;
  window.storyTold = true;

  // The problem's paragraphs: what the rich text editors hold, as plain text.
  const problem = () => {
    const type = document.querySelector("input[name^='body-'][name$='-type'][value='problem']");
    if (!type) return "";
    const start = `${type.name.slice(0, -"type".length)}value-content-`;
    const text = (field) => {
      try {
        return JSON.parse(field.value).blocks.map((block) => block.text).join(" ");
      } catch {
        return "";
      }
    };
    return [...document.querySelectorAll(`[name^='${CSS.escape(start)}'][name$='-value']`)].map(text).join(" ");
  };

  const shown = ({ title, url, place, state }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const note = document.createElement("span");
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = title;
    note.textContent = [place, state].filter(Boolean).join(" · ");
    item.append(link, " ", note);
    return item;
  };

  class ToldController extends window.StimulusModule.Controller {
    static values = { url: String };
    static targets = ["list"];

    connect() {
      this.asked = "";
      this.later = () => {
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.ask(), 700);
      };
      this.headline = document.getElementById("id_title");
      this.headline?.addEventListener("input", this.later);
      document.addEventListener("w-autosave:success", this.later);
      this.later();
    }

    disconnect() {
      window.clearTimeout(this.timer);
      this.headline?.removeEventListener("input", this.later);
      document.removeEventListener("w-autosave:success", this.later);
    }

    async ask() {
      const query = `${this.headline?.value || ""} ${problem()}`.replace(/\s+/g, " ").trim().slice(0, 600);
      if (query === this.asked) return;
      this.asked = query;
      const own = window.location.pathname.match(/\/pages\/(\d+)\//);
      const response = await fetch(`${this.urlValue}?${new URLSearchParams({ q: query, not: own ? own[1] : "" })}`).catch(() => null);
      // A late answer is not shown in place of a newer one.
      if (!response?.ok || query !== this.asked) return;
      const { stories } = await response.json();
      this.listTarget.replaceChildren(...stories.map(shown));
      this.element.hidden = !stories.length;
    }
  }

  window.wagtail.app.register("story-told", ToldController);
})();
