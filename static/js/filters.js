// A ticked box filters at once: the list and the counts are swapped for those of the new address. Without this the button does.
const form = document.getElementById("filters");
const parts = ["[data-list]", ".facets__body", ".facets__fold > summary"];
const count = document.querySelector(".listed__count");
let asked = 0;

function address() {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(pairs).toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
}

async function show(url, { push = true, focus } = {}) {
  const turn = ++asked;
  const list = document.querySelector("[data-list]");
  list.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(response.status);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (turn !== asked) return;
    const open = [...form.querySelectorAll("[data-more][open]")].map((more) => more.dataset.more);
    // Stands outside of what is swapped, so that it is heard.
    count.textContent = page.querySelector(".listed__count").textContent;
    for (const part of parts) document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
    for (const name of open) form.querySelector(`[data-more="${name}"]`)?.setAttribute("open", "");
    document.getElementById("words").value = new URL(url).searchParams.get("q") || "";
    document.title = page.title;
    if (push) history.pushState(null, "", url);
    focus?.();
  } catch {
    location.assign(url);
  } finally {
    if (turn === asked) list.removeAttribute("aria-busy");
  }
}

form.addEventListener("change", ({ target }) => {
  if (target.type !== "checkbox") return;
  const same = `input[name="${target.name}"][value="${CSS.escape(target.value)}"]`;
  show(address(), { focus: () => form.querySelector(same)?.focus({ preventScroll: true }) });
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(address());
});
document.querySelector("[data-list]").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
  if (!link || !plain || link.pathname !== location.pathname || link.closest(".ledger")) return;
  event.preventDefault();
  show(link.href, { focus: () => count.focus() });
});
addEventListener("popstate", () => show(location.href, { push: false }));
