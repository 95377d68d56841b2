// What is typed over a proposed figure stays in this window until the number is accepted, also when it is left and found again.
(() => {
  const screen = document.querySelector(".proposals");
  const form = screen?.querySelector(".proposals__form");
  const links = [...(screen?.querySelectorAll("[data-proposal]") || [])];
  const key = (proposal) => `story-proposal:${screen.dataset.page}:${proposal}`;
  const mark = (proposal, unsaved) => {
    const link = links.find((item) => item.dataset.proposal === proposal);
    if (link) link.querySelector(".proposals__unsaved").hidden = !unsaved;
  };
  const read = (proposal) => {
    try {
      return JSON.parse(window.sessionStorage.getItem(key(proposal))) || {};
    } catch {
      return {};
    }
  };
  links.forEach((link) => mark(link.dataset.proposal, Object.keys(read(link.dataset.proposal)).length));
  if (!form) return;

  const proposal = form.elements.proposal.value;
  const initial = JSON.parse(document.getElementById("proposal-initial").textContent);
  const note = form.querySelector(".proposals__kept");
  const boxes = Object.keys(initial).map((name) => [name, form.elements[`figure-${name}`]]).filter(([, box]) => box);
  const keep = () => {
    const changed = Object.fromEntries(boxes.filter(([name, box]) => box.value !== initial[name]).map(([name, box]) => [name, box.value]));
    const unsaved = Object.keys(changed).length > 0;
    if (unsaved) window.sessionStorage.setItem(key(proposal), JSON.stringify(changed));
    else window.sessionStorage.removeItem(key(proposal));
    mark(proposal, unsaved);
    note.hidden = !unsaved;
  };
  const fill = (values) => {
    boxes.forEach(([name, box]) => {
      if (!(name in values) || box.value === values[name]) return;
      box.value = values[name];
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
  const kept = read(proposal);
  // After a refusal the boxes hold what was sent, which is newer.
  if (!form.querySelector(".errorlist")) fill(kept);
  keep();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  // A unit that is chosen from the list is set without a word.
  form.addEventListener("focusout", keep);
  window.addEventListener("pagehide", keep);
  note.querySelector("button").addEventListener("click", () => {
    fill(initial);
    keep();
    boxes[0][1].focus();
  });
})();
