// Stories for what is being typed, in a list below the box: without a script the form is as it was.
const box = document.querySelector("[data-suggest]");
const list = document.createElement("ul");
let options = [];
let active = -1;
let asked = 0;
let timer;

Object.assign(list, { id: "suggestions", className: "suggestions", role: "listbox", hidden: true });
list.setAttribute("aria-label", box.dataset.suggestLabel);
box.form.append(list);
for (const [name, value] of Object.entries({
  role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
})) box.setAttribute(name, value);

function show(open) {
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  if (!open) mark(-1);
}

function mark(number) {
  active = number;
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
  if (active < 0) return box.removeAttribute("aria-activedescendant");
  box.setAttribute("aria-activedescendant", options[active].id);
  options[active].scrollIntoView({ block: "nearest" });
}

function option({ text, place, url }, number) {
  const item = Object.assign(document.createElement("li"), { id: `suggestion-${number}`, role: "option" });
  const where = Object.assign(document.createElement("span"), { textContent: place });
  item.dataset.url = url;
  item.append(text, " ", where);
  // Before the box loses the focus and the list its place.
  item.addEventListener("mousedown", (event) => event.preventDefault());
  item.addEventListener("click", () => location.assign(url));
  return item;
}

async function suggest() {
  const query = box.value.trim();
  const mine = ++asked;
  let found = [];
  if (query.length > 1) {
    try {
      const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: query })}`);
      found = answer.ok ? (await answer.json()).suggestions : [];
    } catch {
      // Without an answer there is nothing to suggest; the form works all the same.
    }
  }
  if (mine !== asked) return;
  options = found.map(option);
  list.replaceChildren(...options);
  show(options.length > 0 && document.activeElement === box);
}

box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, 150);
});
box.addEventListener("blur", () => show(false));
box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    show(true);
    const places = options.length + 1;
    mark(((active + 1 + step + places) % places) - 1);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    location.assign(options[active].dataset.url);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    show(false);
  }
});
