// Stories kept on this device: a cache for each, with the public answer for its page and all that page needs.
const PREFIX = "story:";
const isGone = (status) => status === 404 || status === 410;
const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

export async function kept() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

export async function forget(path) {
  await caches.delete(PREFIX + path);
  if ((await kept()).length) return;
  const worker = await navigator.serviceWorker.getRegistration("/");
  if (worker) await worker.unregister();
}

function neededBy(page) {
  const sheets = [...page.querySelectorAll("link:is([rel=stylesheet], [rel=preload], [rel=icon])")].map((link) => link.href);
  const scripts = [...page.querySelectorAll("script[src]")].map((script) => script.src);
  const pictures = [...page.querySelectorAll("main img")].map((image) => image.currentSrc || image.src);
  const fonts = performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.endsWith(".woff2"));
  const { shelf, with: script } = page.querySelector("[data-save]").dataset;
  const all = [...sheets, ...scripts, ...pictures, ...fonts, new URL(shelf, location).href, new URL(script, location).href];
  return [...new Set(all)].filter((address) => address.startsWith(`${location.origin}/`));
}

// Asks without cookies: what is kept is what everybody may read. Says "kept", "gone" or "failed".
// `again`: only to bring it up to date, so not when it was removed meanwhile.
export async function keep(path, live, again = false) {
  const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
  if (isGone(answer.status)) {
    await forget(path);
    return "gone";
  }
  if (answer.redirected) {
    await forget(path);
    return keep(new URL(answer.url).pathname);
  }
  if (!answer.ok) return "failed";
  const page = live || parsed(await answer.clone().text());
  if (!page.querySelector("[data-save]")) return "failed";
  const removed = async () => again && !(await caches.has(PREFIX + path));
  if (await removed()) return "failed";
  const cache = await caches.open(PREFIX + path);
  try {
    await cache.addAll(neededBy(page).map((address) => new Request(address, { credentials: "omit" })));
    await cache.put(path, answer);
    if (await removed()) return "failed";
    await navigator.serviceWorker.register(page.querySelector("[data-save]").dataset.worker);
  } catch (error) {
    if (!(await cache.match(path))) await caches.delete(PREFIX + path);
    return "failed";
  }
  return "kept";
}

async function show(list) {
  const none = document.querySelector("[data-none]");
  const row = document.querySelector("[data-row]");
  const tell = document.querySelector("[data-told]");
  for (const path of await kept()) {
    const answer = await caches.match(path, { ignoreVary: true });
    if (!answer) continue;
    const page = parsed(await answer.text());
    const item = row.content.cloneNode(true).firstElementChild;
    const link = item.querySelector("a");
    const title = page.querySelector("h1").textContent.trim();
    link.href = path;
    link.textContent = title;
    link.lang = page.documentElement.lang;
    const remove = item.querySelector("button");
    remove.setAttribute("aria-label", `${remove.textContent}: ${title}`);
    const leave = (words) => {
      item.remove();
      tell.textContent = `${words}: ${title}`;
      none.hidden = list.children.length > 0;
    };
    remove.addEventListener("click", async () => {
      await forget(path);
      leave(tell.dataset.removed);
    });
    list.append(item);
    none.hidden = true;
    // Corrected meanwhile, or withdrawn?
    if (navigator.onLine) keep(path, null, true).then((said) => said === "gone" && leave(tell.dataset.gone), () => {});
  }
}

const list = document.querySelector("[data-kept]");
if (list && "caches" in window) show(list);
