// Keeps what is typed into the form on this device, never files, until it is sent or cleared.
const form = document.querySelector("form[data-draft]");
const sent = document.querySelector("[data-draft-sent]");
const kept = (language) => `story-draft-${language}`;
const NEVER = new Set(["csrfmiddlewaretoken", "clock", "call", "website", "attachments", "consent"]);

function read(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key) || "{}");
    return found && typeof found === "object" && !Array.isArray(found) ? found : {};
  } catch {
    return {};
  }
}

function attempt(action) {
  try {
    action();
    return true;
  } catch {
    return false; // storage is full or switched off: the form works without it
  }
}

if (sent) {
  for (const language of sent.dataset.draftSent.split(" ")) attempt(() => localStorage.removeItem(kept(language)));
}

if (form) {
  const key = kept(form.dataset.draft);
  const note = form.querySelector("[data-draft-note]");
  const fields = [...form.elements].filter((field) => field.name && !NEVER.has(field.name) && field.type !== "hidden");
  const collect = () =>
    Object.fromEntries(
      fields.filter((field) => (field.type === "radio" ? field.checked : field.value)).map((field) => [field.name, field.value]),
    );
  const draft = read(key);
  const answered = form.querySelector("[role=alert]");
  // What the server sends back after a refusal is newer than what is kept here.
  if (!answered) {
    for (const field of fields) {
      if (typeof draft[field.name] !== "string") continue;
      if (field.type === "radio") field.checked = field.value === draft[field.name];
      else if (!field.value) field.value = draft[field.name];
    }
    note.hidden = Object.keys(draft).length === 0;
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      note.hidden = !attempt(() => localStorage.setItem(key, JSON.stringify(collect())));
    }, 400);
  });
  form.querySelector("[data-draft-clear]").addEventListener("click", () => {
    clearTimeout(timer);
    attempt(() => localStorage.removeItem(key));
    form.reset();
    for (const field of fields) if (["text", "email", "tel", "textarea"].includes(field.type)) field.value = "";
    note.hidden = true;
    fields[0].focus();
  });
  const files = form.elements.attachments;
  files.addEventListener("change", () => {
    const many = files.files.length > 5 || [...files.files].some((file) => file.size > 10 * 1024 * 1024);
    files.setAttribute("aria-invalid", String(many));
  });
}
