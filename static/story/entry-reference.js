// A reference to another figure is chosen from the figures of the form; the id itself stays out of sight.
(() => {
  if (!window.wagtail?.app || window.storyReference) return;
  window.storyReference = true;
  const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

  class ReferenceController extends window.StimulusModule.Controller {
    static values = { none: String, gone: String, free: String };

    connect() {
      this.select = document.createElement("select");
      this.select.className = "story-reference";
      const label = document.querySelector(`label[for="${CSS.escape(this.element.id)}"]`)?.textContent.trim();
      this.select.setAttribute("aria-label", label || this.noneValue);
      this.element.after(this.select);
      this.fill = () => this.options();
      this.select.addEventListener("focus", this.fill);
      this.select.addEventListener("change", () => this.choose());
      // The other figures of the form are built after this one.
      this.timer = window.setTimeout(this.fill, 0);
    }

    disconnect() {
      window.clearTimeout(this.timer);
      this.select.remove();
      this.element.hidden = false;
    }

    options() {
      const own = this.element.name.replace(/-value-[a-z_]+$/, "");
      const value = this.element.value.trim();
      const figures = window.storyFigures.all().filter((figure) => figure.item !== own);
      const options = figures.map((figure) => new Option(window.storyFigures.text(figure) || "—", figure.id));
      options.unshift(new Option(this.noneValue, ""));
      const isReference = ID.test(value) || (value && !this.freeValue);
      if (isReference && !figures.some((figure) => figure.id === value)) options.push(new Option(this.goneValue, value));
      this.select.replaceChildren(...options);
      this.select.value = isReference ? value : "";
      this.element.hidden = !this.freeValue || isReference;
    }

    choose() {
      this.element.value = this.select.value;
      this.element.dispatchEvent(new Event("input", { bubbles: true }));
      this.element.dispatchEvent(new Event("change", { bubbles: true }));
      this.options();
    }
  }

  window.wagtail.app.register("story-reference", ReferenceController);
})();
