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
