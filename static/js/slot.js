// Measures the script again while it is changed, as the server does; without this the button does.
const box = document.getElementById("slot-text");
const told = document.querySelector("[data-slot-length]");
const measure = JSON.parse(document.getElementById("slot-measure").textContent);
const escape = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const known = Object.keys(measure.words).sort((a, b) => b.length - a.length).map(escape).join("|");
const list = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${known})(?![\\p{L}\\p{N}_])`, "gu");

function english(word) {
  const groups = (word.match(/[aeiouyàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]+/giu) || []).length;
  const silent = /[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyscxzhg]es$/.test(word.toLowerCase());
  return Math.max(1, silent && groups > 1 ? groups - 1 : groups);
}

function syllables(line) {
  const words = line.replace(list, (word) => measure.words[word]).match(/\p{L}+(?:['’]\p{L}+)?/gu) || [];
  return measure.language === "vi" ? words.length : words.reduce((sum, word) => sum + english(word), 0);
}

function rows(line) {
  let count = 1, used = 0;
  for (const word of line.split(/\s+/)) {
    if (used && used + 1 + word.length > measure.columns) { count += 1; used = 0; }
    used += (used ? 1 : 0) + word.length;
    while (used > measure.columns) { count += 1; used -= measure.columns; }
  }
  return count;
}

function steps(line) {
  if (!measure.spoken) return rows(line);
  const count = syllables(line);
  return count ? Math.round((60 * count / measure.rate + measure.pause) * 10) : 0;
}

box.addEventListener("input", () => {
  const lines = box.value.normalize("NFC").split("\n").map((line) => line.trim()).filter(Boolean);
  const sum = lines.reduce((total, line) => total + steps(line), 0);
  const length = (sum / measure.perUnit).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  const fits = sum >= measure.lowest && sum <= measure.highest;
  told.textContent = `${length} ${measure.unit} · ${fits ? measure.fills : measure.fails}`;
});
