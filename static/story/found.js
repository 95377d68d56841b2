// The stories of a file are imported one after the other, and each says at once what has become of it.
(() => {
  const form = document.getElementById("stories");
  const button = form?.querySelector("button[type=submit]");
  const progress = form?.querySelector(".found__progress");
  if (!button) return;
  const said = document.getElementById("report-said");
  const bar = progress.querySelector("progress");
  const say = (words) => Object.entries(words).reduce((text, [name, value]) => text.replace(`{${name}}`, value), said.dataset.words);

  const take = async (row) => {
    const data = new FormData(form);
    data.set("only", row.dataset.story);
    const response = await fetch(window.location.href, { method: "POST", body: data });
    if (!response.ok) throw new Error(response.status);
    const { done, html } = await response.json();
    if (html) row.outerHTML = html;
    return done;
  };

  form.addEventListener("submit", async (event) => {
    const rows = [...form.querySelectorAll(".found__story:has(input[type=checkbox]:checked)")];
    if (!rows.length) return;
    event.preventDefault();
    button.disabled = true;
    progress.hidden = false;
    bar.max = rows.length;
    let all = true;
    try {
      for (const [at, row] of rows.entries()) {
        bar.value = at;
        said.textContent = say({ number: at + 1, count: rows.length, title: row.querySelector("h2").textContent.trim() });
        all = (await take(row)) && all;
      }
      said.textContent = all ? said.dataset.done : said.dataset.partly;
    } catch {
      said.textContent = form.dataset.failed;
    }
    bar.value = form.querySelectorAll(".found__story.is-done").length;
    bar.hidden = true;
    button.disabled = false;
    button.hidden = !form.querySelector(".found__story input[type=checkbox]");
    const first = form.querySelector("[role=alert], .errorlist, .is-done a");
    (first?.closest("li") || first)?.scrollIntoView({ block: "nearest" });
  });
})();
