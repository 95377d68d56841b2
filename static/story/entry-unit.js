// A unit is found while its name is typed, and made where it is missing.
(() => {
  if (!window.wagtail?.app || window.storyUnit) return;
  window.storyUnit = true;
  let count = 0;

  class UnitController extends window.StimulusModule.Controller {
    static values = { url: String, create: String, unknown: String, list: String };

    connect() {
      count += 1;
      this.turn = 0;
      this.list = document.createElement("ul");
      this.list.id = `story-units-${count}`;
      this.list.className = "story-units";
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.listValue);
      this.list.hidden = true;
      this.note = document.createElement("p");
      this.note.className = "story-echo__message";
      this.note.setAttribute("aria-live", "polite");
      this.element.after(this.list, this.note);
      this.element.parentElement.classList.add("story-units__field");
      Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" }).forEach(
        ([name, value]) => this.element.setAttribute(name, value),
      );
      this.handlers = {
        input: () => this.later(),
        change: () => this.check(),
        focus: () => this.ask(),
        keydown: (event) => this.key(event),
        blur: () => window.setTimeout(() => this.close(), 150),
      };
      Object.entries(this.handlers).forEach(([name, handler]) => this.element.addEventListener(name, handler));
    }

    disconnect() {
      window.clearTimeout(this.timer);
      Object.entries(this.handlers).forEach(([name, handler]) => this.element.removeEventListener(name, handler));
      this.list.remove();
      this.note.remove();
    }

    get typed() {
      return this.element.value.trim().replace(/\s+/g, " ");
    }

    later() {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.ask(), 200);
    }

    async find() {
      const response = await fetch(`${this.urlValue}?${new URLSearchParams({ q: this.typed })}`);
      return response.ok ? response.json() : { units: [], known: true };
    }

    async ask() {
      this.say("");
      const asked = this.typed;
      const turn = ++this.turn;
      const { units, known } = await this.find();
      // A late answer does not open the list again that a choice has closed.
      if (turn !== this.turn || asked !== this.typed || document.activeElement !== this.element) return;
      const options = units.map(({ name, kind }) => this.option(name, kind, () => this.choose(name)));
      if (!known && asked) {
        options.push(this.option(this.createValue.replace("%(name)s", asked), "", () => this.create(asked)));
      }
      this.list.replaceChildren(...options);
      this.list.hidden = !options.length;
      this.list.style.top = `${this.element.offsetTop + this.element.offsetHeight}px`;
      this.element.setAttribute("aria-expanded", String(!this.list.hidden));
      this.mark(-1);
    }

    // After something else filled the box: say if this is no unit yet.
    async check() {
      const { known } = await this.find();
      this.say(known ? "" : `“${this.typed}”: ${this.unknownValue}`);
    }

    option(name, kind, act) {
      const option = document.createElement("li");
      option.setAttribute("role", "option");
      option.append(name);
      if (kind) {
        const small = document.createElement("small");
        small.textContent = kind;
        option.append(" ", small);
      }
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        act();
      });
      option.act = act;
      return option;
    }

    mark(position) {
      const options = [...this.list.children];
      this.position = Math.max(-1, Math.min(position, options.length - 1));
      options.forEach((option, index) => {
        option.id = `${this.list.id}-${index}`;
        option.setAttribute("aria-selected", String(index === this.position));
      });
      const chosen = options[this.position];
      if (chosen) this.element.setAttribute("aria-activedescendant", chosen.id);
      else this.element.removeAttribute("aria-activedescendant");
    }

    key(event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        this.mark(this.position + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !this.list.hidden) {
        event.preventDefault();
        (this.list.children[this.position] || this.list.children[0])?.act();
      } else if (event.key === "Escape" && !this.list.hidden) {
        event.stopPropagation();
        this.close();
      }
    }

    choose(name) {
      this.element.value = name;
      this.say("");
      this.close();
      this.element.dispatchEvent(new Event("input", { bubbles: true }));
      window.clearTimeout(this.timer);
    }

    async create(name) {
      const response = await fetch(this.urlValue, {
        method: "POST",
        headers: { [window.wagtailConfig.CSRF_HEADER_NAME]: window.wagtailConfig.CSRF_TOKEN },
        body: new URLSearchParams({ name }),
      });
      const answer = await response.json().catch(() => ({}));
      if (response.ok) this.choose(answer.name);
      else this.say(answer.message || "");
    }

    say(text) {
      this.note.textContent = text;
    }

    close() {
      this.turn += 1;
      this.list.hidden = true;
      this.element.setAttribute("aria-expanded", "false");
      if (this.typed) this.check();
      else this.say("");
    }
  }

  window.wagtail.app.register("story-unit", UnitController);
})();
