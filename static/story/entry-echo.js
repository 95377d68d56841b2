// Below the boxes of numbers and periods stands what the newsroom understands by what was typed.
(() => {
  if (!window.wagtail?.app || window.storyEcho) return;
  window.storyEcho = true;
  const { Controller } = window.StimulusModule;
  const PAUSE = 350;

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  // A box that asks the server after a pause, only while it can be seen, and only the last question counts.
  class EchoController extends Controller {
    connect() {
      this.echo = make("div", "story-echo");
      this.echo.setAttribute("aria-live", "polite");
      this.element.insertAdjacentElement("afterend", this.echo);
      this.later = () => {
        this.touched = true;
        window.clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.ask(), PAUSE);
      };
      this.element.addEventListener("input", this.later);
      this.seen = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          this.seen.disconnect();
          this.ask();
        }
      });
      this.seen.observe(this.element);
    }

    disconnect() {
      window.clearTimeout(this.timer);
      this.request?.abort();
      this.seen.disconnect();
      this.element.removeEventListener("input", this.later);
      this.echo.remove();
    }

    async ask() {
      this.request?.abort();
      if (!this.element.value.trim()) {
        this.empty();
        return;
      }
      this.request = new AbortController();
      const address = `${this.urlValue}?${new URLSearchParams(this.question())}`;
      try {
        const response = await fetch(address, { signal: this.request.signal, headers: { Accept: "application/json" } });
        if (!response.ok) throw new Error(response.status);
        this.show(await response.json());
      } catch (error) {
        if (error.name !== "AbortError") this.echo.replaceChildren(make("p", "story-echo__message", this.failedValue || ""));
      }
    }

    question() {
      return { typed: this.element.value };
    }

    empty() {
      this.echo.replaceChildren();
    }
  }

  class QuantityController extends EchoController {
    static values = { url: String, understood: String, screen: String, compact: String, spoken: String, failed: String };

    connect() {
      super.connect();
      this.block = this.element.name.replace(/-[a-z_]+$/, "");
      this.isFigure = this.element.name.endsWith("-quantity");
      this.form = this.element.form;
      this.watched = this.isFigure ? ["unit", "nature", "rule", "first", "second"].map((name) => `${this.block}-${name}`) : [`${this.block}-unit`];
      this.changed = (event) => this.watched.includes(event.target.name) && this.later();
      this.form?.addEventListener("input", this.changed);
      this.form?.addEventListener("change", this.changed);
      if (this.isFigure) window.setTimeout(() => window.storyFigures.all(), 0);
      this.element.storyRead = () => this.ask();
    }

    disconnect() {
      super.disconnect();
      this.form?.removeEventListener("input", this.changed);
      this.form?.removeEventListener("change", this.changed);
    }

    valueOf(name) {
      return window.storyFigures.inputOf(`${this.block}-${name}`)?.value || "";
    }

    typedOf(name) {
      return window.storyFigures.byId(this.valueOf(name))?.typed || "";
    }

    question() {
      const question = { typed: this.element.value, unit: this.valueOf("unit") };
      if (!this.isFigure) return question;
      return { ...question, nature: this.valueOf("nature"), rule: this.valueOf("rule"), first: this.typedOf("first"), second: this.typedOf("second") };
    }

    empty() {
      super.empty();
      delete this.element.dataset.sentence;
    }

    show(answer) {
      this.element.dataset.sentence = answer.sentence || "";
      // Running text that names the figure follows what somebody changed; until then it stands as the server wrote it.
      if (this.isFigure && this.touched) this.element.dispatchEvent(new CustomEvent("story:figure", { bubbles: true }));
      this.echo.replaceChildren(...(answer.message ? this.misunderstood(answer) : this.understood(answer)));
      if (!answer.message && this.isFigure) this.fill(answer);
    }

    misunderstood(answer) {
      const parts = [make("p", "story-echo__message", answer.message)];
      if (answer.choices.length) {
        const choices = make("p", "story-echo__choices");
        answer.choices.forEach(({ text, label }) => {
          const button = make("button", "button button-small button-secondary", label);
          button.type = "button";
          button.addEventListener("click", () => {
            this.element.value = text;
            this.element.dispatchEvent(new Event("input", { bubbles: true }));
            this.element.focus();
          });
          choices.append(button);
        });
        parts.push(choices);
      }
      return parts;
    }

    understood(answer) {
      const head = make("p", "story-echo__head");
      if (this.isFigure) {
        const digits = make("span", "story-echo__digits", answer.digits);
        digits.classList.toggle("is-ahead", answer.ahead);
        if (answer.qualifier) head.append(make("span", "story-echo__qualifier", answer.qualifier));
        head.append(digits);
        if (answer.word) head.append(make("span", "story-echo__word", answer.word));
      }
      const forms = make("dl", "story-echo__forms");
      const names = [[this.screenValue, answer.screen], [this.compactValue, answer.compact], [this.spokenValue, answer.spoken]];
      names.forEach(([name, text]) => {
        const row = make("div");
        row.append(make("dt", "", name), make("dd", "", text));
        forms.append(row);
      });
      const parts = [make("p", "story-echo__title", `${this.understoodValue}:`), head, forms];
      if (answer.warning) parts.push(make("p", "story-echo__message", answer.warning));
      return parts;
    }

    // “dự kiến 5.000 tài khoản” says nature and unit too; boxes that are still untouched take them.
    fill(answer) {
      this.set("nature", answer.nature, (input) => input.value === "measured");
      this.set("unit", answer.unit, (input) => !input.value.trim());
    }

    set(name, text, mayBeSet) {
      const input = window.storyFigures.inputOf(`${this.block}-${name}`);
      if (!text || !input || !mayBeSet(input) || input.value === text) return;
      input.value = text;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  class PeriodController extends EchoController {
    static values = { url: String, understood: String, failed: String };

    show(answer) {
      if (answer.message) {
        this.echo.replaceChildren(make("p", "story-echo__message", answer.message));
        return;
      }
      const plain = answer.text === this.element.value.trim();
      this.echo.replaceChildren(...(plain ? [] : [make("p", "story-echo__title", `${this.understoodValue}: ${answer.text}`)]));
      // A period somebody typed is one the source states, unless the editor says otherwise.
      const basis = window.storyFigures.inputOf(this.element.name.replace(/-period$/, "-period_basis"));
      if (basis && this.element.name.endsWith("-period") && basis.value === "none") {
        basis.value = "stated";
        basis.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
  }

  window.wagtail.app.register("story-quantity", QuantityController);
  window.wagtail.app.register("story-period", PeriodController);
})();
