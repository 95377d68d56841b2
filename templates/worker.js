{# story: answers for stories that the reader chose to keep, when there is no network; it never keeps anything by itself #}
const SHELVES = {{ shelves|safe }};
const FIRST = {{ first|safe }};
const CLOSED = /^\/(?:[a-z]{2}\/)?(?:admin|press|api|documents|k|feeds|health|metrics)(?:\/|$)/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || CLOSED.test(pathname)) return;
  event.respondWith(answer(event.request, pathname));
});

async function answer(request, pathname) {
  const opens = request.mode === "navigate";
  try {
    const fresh = await fetch(request);
    // Withdrawn, or never there: what was kept of it goes too.
    if (opens && (fresh.status === 410 || fresh.status === 404)) await caches.delete(`story:${pathname}`);
    return fresh;
  } catch (error) {
    const kept = await caches.match(request, { ignoreVary: true, ignoreSearch: opens });
    const language = pathname.split("/")[1];
    const shelf = opens && !kept && (await caches.match(SHELVES[language] ?? SHELVES[FIRST], { ignoreVary: true }));
    if (kept || shelf) return kept || shelf;
    throw error;
  }
}
