// The figure in running text: chosen from the story's own list, shown as one piece, never typed over.
(() => {
  const { React } = window;
  const { EditorState, Modifier } = window.DraftJS;
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const listOfPart = (place) => {
    for (let node = place; node; node = node.parentElement) {
      const count = node.querySelector("input[name$='-figures-count']");
      if (count) return count;
    }
    return null;
  };

  // The list gets a new row, and its first box the cursor.
  const addFigure = (count) => {
    const buttons = count?.parentElement.querySelectorAll("button[data-streamfield-list-add]");
    if (!buttons?.length) return;
    buttons[buttons.length - 1].click();
    window.setTimeout(() => {
      const last = [...count.parentElement.querySelectorAll("input[name$='-quantity']")].pop();
      last?.scrollIntoView({ block: "center" });
      last?.focus();
    }, 300);
  };

  class FigureSource extends React.Component {
    componentDidMount() {
      this.open();
    }

    componentWillUnmount() {
      this.dialog?.remove();
    }

    async open() {
      const { strings } = this.props.entityType;
      // Folded figures have not been read yet; their sentence is what goes into the text.
      const unread = window.storyFigures.all().filter((figure) => figure.typed && !figure.sentence);
      await Promise.all(unread.map((figure) => figure.input.storyRead?.()));
      const figures = window.storyFigures.all().filter((figure) => figure.typed);
      this.dialog = make("dialog", "story-picker");
      this.dialog.setAttribute("aria-label", strings.title);
      const list = make("ul", "story-picker__list");
      figures.forEach((figure) => list.append(this.row(figure, strings)));
      const add = make("button", "button button-small", strings.add);
      const close = make("button", "button button-small button-secondary", strings.close);
      add.type = "button";
      close.type = "button";
      add.addEventListener("click", () => this.add());
      close.addEventListener("click", () => this.dialog.close());
      const buttons = make("p", "story-picker__buttons");
      buttons.append(add, close);
      this.dialog.append(make("h2", "", strings.title), figures.length ? list : make("p", "", strings.empty), buttons);
      this.dialog.addEventListener("close", () => this.finished || this.props.onClose());
      document.body.append(this.dialog);
      this.dialog.showModal();
    }

    row(figure, strings) {
      const row = make("li");
      const button = make("button", "story-picker__figure");
      button.type = "button";
      button.append(make("strong", "", figure.sentence || figure.typed), make("span", "", figure.label));
      if (!figure.sentence && figure.input.dataset.sentence === "") button.append(make("em", "", strings.unread));
      button.addEventListener("click", () => this.insert(figure));
      row.append(button);
      return row;
    }

    insert(figure) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent().createEntity(entityType.type, "IMMUTABLE", { id: figure.id });
      const text = figure.sentence || figure.typed;
      const changed = Modifier.replaceText(content, editorState.getSelection(), text, undefined, content.getLastCreatedEntityKey());
      const form = this.place?.closest("form");
      this.finished = true;
      this.dialog.close();
      onComplete(EditorState.push(editorState, changed, "insert-characters"));
      // The form looks for changes when something is typed; nothing was, and the editor writes to it a moment later.
      window.setTimeout(() => form?.dispatchEvent(new Event("change", { bubbles: true })), 500);
    }

    // The new figure belongs to the part whose text is being written.
    add() {
      const count = listOfPart(this.place);
      this.dialog.close();
      addFigure(count);
    }

    render() {
      return React.createElement("span", {
        hidden: true,
        ref: (element) => {
          this.place = element || this.place;
        },
      });
    }
  }

  class FigureChip extends React.Component {
    componentDidMount() {
      // The text is drawn before the figures of the form are: look again when they are there.
      this.timer = window.setTimeout(() => this.forceUpdate(), 500);
    }

    componentWillUnmount() {
      window.clearTimeout(this.timer);
    }

    render() {
      const { entityKey, contentState, children } = this.props;
      const { id } = contentState.getEntity(entityKey).getData();
      const figure = window.storyFigures.byId(id);
      const title = figure ? window.storyFigures.text(figure) : "";
      const className = figure || !this.timer ? "story-chip" : "story-chip is-gone";
      return React.createElement("span", { className, title, "data-figure": id }, children);
    }
  }

  // Draftail calls a decorator as a plain function.
  const decorator = (props) => React.createElement(FigureChip, props);

  window.draftail.registerPlugin({ type: "FIGURE", source: FigureSource, decorator }, "entityTypes");
})();
