// Marks the part being read in the rail, and offers what only a script can do.
const links = new Map(
  [...document.querySelectorAll(".rail ol a")].map((link) => [link.hash.slice(1), link]),
);
const seen = new Set();
const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target.id);
      else seen.delete(entry.target.id);
    }
    const current = [...links.keys()].find((id) => seen.has(id));
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-15% 0px -60% 0px" },
);
for (const part of document.querySelectorAll(".part")) observer.observe(part);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Save for offline: the script for it is fetched when somebody wants it.
const save = document.querySelector("[data-save]");
if (save && "caches" in window && "serviceWorker" in navigator) {
  const shelf = document.querySelector("[data-shelf-link]");
  const path = location.pathname;
  const offer = save.textContent;
  const offline = () => import(save.dataset.with);
  const show = (isKept) => {
    save.textContent = isKept ? save.dataset.remove : offer;
    shelf.hidden = !isKept;
    save.hidden = false;
  };
  const keep = async () => {
    const said = await (await offline()).keep(path, document);
    show(said === "kept");
    if (said === "failed") save.textContent = save.dataset.failed;
  };
  save.addEventListener("click", async () => {
    if (await caches.has(`story:${path}`)) {
      await (await offline()).forget(path);
      show(false);
    } else await keep().catch(() => { save.textContent = save.dataset.failed; });
  });
  caches.has(`story:${path}`).then((isKept) => {
    show(isKept);
    // Kept before: bring it up to date while there is a network.
    if (isKept && navigator.onLine) keep().catch(() => show(true));
  });
}

// Listen: offered where the device has a voice of its own for this language.
const listen = document.querySelector("[data-listen]");
if (listen && "speechSynthesis" in window) {
  const [play, stop] = listen.querySelectorAll("button");
  const language = document.documentElement.lang.split("-")[0];
  const offer = play.textContent;
  let player;
  // A voice that lives elsewhere would be told what somebody reads.
  const voice = () => speechSynthesis.getVoices().find(
    (one) => one.localService && one.lang.toLowerCase().split(/[-_]/)[0] === language,
  );
  const look = () => { listen.hidden = !voice(); };
  const changed = (state) => {
    play.textContent = { playing: play.dataset.pause, paused: play.dataset.resume, stopped: offer }[state];
    stop.hidden = state === "stopped";
  };
  look();
  speechSynthesis.addEventListener?.("voiceschanged", look);
  play.addEventListener("click", async () => {
    const { playerOf } = await import(listen.dataset.with);
    player ??= playerOf(document.querySelector("article"), voice, changed);
    player.toggle();
  });
  stop.addEventListener("click", () => {
    player.stop();
    play.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !stop.hidden) player.stop();
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
