// Reads the story aloud with a voice of the device itself, a sentence at a time; figures are said in their spoken form.
const READ = "h1, .standfirst, .part__title, .absent, .paragraph > *, .step__when, .step h3, .lesson p, .quote blockquote, .quote figcaption, .callout h3, .callout li, .chart__title, .chart > .visually-hidden, .interview__who, .exchange__question";
const END = /[.!?…]["”»)\]]*\s+/g;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const reading = "highlights" in CSS ? new Highlight() : null;
if (reading) CSS.highlights.set("reading", reading);

// The pieces of an element in order: text as it stands, or a figure as a whole with what is said for it.
function* pieces(node) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) yield { node: child, said: child.data };
    else if (child.nodeType !== Node.ELEMENT_NODE || child.matches("[aria-hidden=true], button, svg, .part__number")) continue;
    else if (child.dataset.spoken) yield { node: child, said: child.dataset.spoken, whole: true };
    else yield* pieces(child);
  }
}

function sentences(root) {
  const found = [];
  for (const element of root.querySelectorAll(READ)) {
    if (element.parentElement.closest(READ)) continue;
    let range = null, said = "";
    const close = () => {
      if (range && said.trim()) found.push({ said: said.replace(/\s+/g, " ").trim(), range, element });
      range = null;
      said = "";
    };
    const take = (from, to, words) => {
      if (!range) {
        range = document.createRange();
        from(range);
      }
      to(range);
      said += words;
    };
    const all = element.dataset.spoken ? [{ node: element, said: element.dataset.spoken, whole: true }] : pieces(element);
    for (const { node, said: words, whole } of all) {
      if (whole) {
        take((r) => r.setStartBefore(node), (r) => r.setEndAfter(node), words);
        continue;
      }
      let start = 0;
      for (const end of [...words.matchAll(END)].map((match) => match.index + match[0].length).concat(words.length)) {
        if (end > start) take((r) => r.setStart(node, start), (r) => r.setEnd(node, end), words.slice(start, end));
        if (end < words.length || /[.!?…]["”»)\]]*\s+$/.test(words)) close();
        start = end;
      }
    }
    close();
  }
  return found;
}

export function playerOf(root, voice, changed) {
  const all = sentences(root);
  let at = 0, state = "stopped", current = null;

  function mark(sentence) {
    reading?.clear();
    document.querySelector(".is-read")?.classList.remove("is-read");
    if (!sentence) return;
    if (reading) reading.add(sentence.range);
    else sentence.element.classList.add("is-read");
    if (!still.matches) sentence.element.scrollIntoView({ block: "nearest" });
  }

  function become(next) {
    state = next;
    changed(state);
  }

  function say() {
    const sentence = all[at];
    if (!sentence) return stop();
    const words = new SpeechSynthesisUtterance(sentence.said);
    words.voice = voice();
    words.lang = words.voice.lang;
    current = words;
    words.onend = words.onerror = () => {
      if (current !== words || state !== "playing") return;
      at += 1;
      say();
    };
    mark(sentence);
    speechSynthesis.speak(words);
  }

  function stop() {
    current = null;
    at = 0;
    speechSynthesis.cancel();
    mark(null);
    become("stopped");
  }

  // Pausing a voice works on few devices: the sentence is begun again instead.
  function toggle() {
    if (state === "playing") {
      current = null;
      become("paused");
      speechSynthesis.cancel();
    } else {
      speechSynthesis.cancel();
      become("playing");
      say();
    }
  }

  return { toggle, stop };
}
