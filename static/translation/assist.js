// What lies at hand beside a sentence of a translation. localize's editor draws the sentences; this finds them in the
// order in which it draws them, and puts a box of its own behind each.
document.addEventListener('DOMContentLoaded', () => {
  const words = document.getElementById('tr-words');
  const root = document.querySelector('.js-translation-editor');
  if (!words || !root) return;

  const say = words.dataset;
  const { segments } = JSON.parse(root.dataset.props);
  const token = root.querySelector('[name=csrfmiddlewaretoken]').value;
  const places = new Map(); // the element of a sentence → its segment
  let help = {};

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => {
      if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
      else if (value !== false && value != null) element.setAttribute(name, value === true ? '' : value);
    });
    element.append(...children.filter((child) => child != null));
    return element;
  };
  const plainLength = (text) => {
    const box = new DOMParser().parseFromString(text, 'text/html');
    return [...box.body.textContent].length;
  };
  const address = (segment, verb) => say.sentence.replace(/\/0\/check\/$/, `/${segment.id}/${verb}/`);
  const post = async (url, fields) => {
    const body = new FormData();
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    const answer = await fetch(url, { method: 'POST', body, headers: { 'X-CSRFToken': token } });
    const data = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(data.error || say.failed);
    return data;
  };

  // localize groups what belongs to one field and block, and draws group after group.
  const inOrder = () => {
    const groups = new Map();
    segments.forEach((segment) => {
      const key = `${segment.location.field}/${segment.location.blockId || 'null'}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(segment);
    });
    return [...groups.values()].flat();
  };
  const find = () => {
    const elements = [...root.querySelectorAll('.tab-content li > ul > li')].filter((item) => item.querySelector(':scope > ul'));
    inOrder().forEach((segment, number) => {
      const element = elements[number];
      const source = element?.querySelector(':scope > p');
      if (segment.type !== 'string' || !source || source.textContent !== segment.source) return;
      places.set(element, segment);
      element.id = `segment-${segment.id}`;
      // localize writes the classes of a sentence anew when its state changes: ours would be lost.
      element.dataset.sentence = segment.id;
      source.lang = say.sourceLanguage;
      source.id = `source-${segment.id}`;
      source.classList.add('tr-source');
      element.querySelector(':scope > div').lang = say.targetLanguage;
      element.querySelector(':scope > div').classList.add('tr-target');
      element.querySelector(':scope > ul').classList.add('tr-tools');
      element.append(make('div', { class: 'tr-beside' }));
    });
    const heading = root.querySelector('.tab-content section h3');
    if (heading) heading.textContent = say.heading;
  };

  const box = (element) => element.querySelector('textarea:not(.tr-remark)');
  const buttons = (element) => [...element.querySelectorAll('.tr-tools button:not(.tr-keep)')];
  const open = (element) => {
    if (!box(element) && !say.locked) buttons(element)[0]?.click();
    return box(element);
  };
  // React sees a change only when the browser's own setter made it and the box says so.
  const write = (area, text, from = 0, to = area.value.length) => {
    const value = area.value.slice(0, from) + text + area.value.slice(to);
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(area, value);
    area.dispatchEvent(new Event('input', { bubbles: true }));
    area.focus();
    area.setSelectionRange(from + text.length, from + text.length);
  };
  // While a sentence is being saved it cannot be opened: it is asked again.
  const ready = (element, use, tries = 100) => {
    const area = open(element);
    if (area) use(area);
    else if (tries && !say.locked) setTimeout(() => ready(element, use, tries - 1), 100);
  };
  const insert = (element, hint) => ready(element, (area) => {
    if (['memory', 'changed'].includes(hint.kind)) write(area, hint.insert);
    else write(area, hint.insert, area.selectionStart, area.selectionEnd);
  });

  const next = (element) => {
    const all = [...places.keys()];
    const rest = all.slice(all.indexOf(element) + 1);
    const waiting = rest.find((item) => item.matches('.incomplete, .errored'));
    if (waiting) ready(waiting, (area) => area.scrollIntoView({ block: 'center' }));
  };
  const count = () => {
    const translated = [...places.keys()].filter((item) => item.matches('.complete')).length;
    const total = places.size;
    document.getElementById('tr-progress').value = translated;
    document.getElementById('tr-count').textContent = say.count.replace('{done}', translated).replace('{all}', total);
  };

  const name = (kind) => say[kind] || say.other;
  const drawHints = (element, hints) => {
    const kinds = [...new Set(hints.map((hint) => hint.kind))];
    let number = 0;
    return kinds.map((kind) => make('div', { class: `tr-hints tr-hints--${kind}` },
      make('h5', {}, name(kind)),
      make('ul', {}, ...hints.filter((hint) => hint.kind === kind).map((hint) => {
        number += 1;
        const key = number < 10 && hint.insert ? number : null;
        return make('li', {},
          hint.insert && !say.locked
            ? make('button', { type: 'button', class: 'tr-hint', 'data-key': key, title: say.insert, onmousedown: (event) => event.preventDefault(), onclick: () => insert(element, hint) },
              key && make('kbd', {}, String(key)), hint.text)
            : make('span', {}, hint.text),
          hint.detail && make('small', {}, hint.detail));
      }))));
  };
  const drawRemark = (element, remark) => make('li', { class: remark.resolved ? 'tr-settled' : false },
    make('strong', {}, remark.author), ` ${remark.at}: ${remark.text} `,
    remark.resolved
      ? make('em', {}, say.settled)
      : make('button', { type: 'button', class: 'tr-link', onclick: async () => {
        const { comment } = await post(remark.settle, {});
        Object.assign(remark, comment);
        draw(element);
      } }, say.settle));
  const drawRemarks = (element, segment, state) => {
    const waiting = state.comments.filter((remark) => !remark.resolved).length;
    const text = make('textarea', { class: 'tr-remark', rows: 2, maxlength: 2000, 'aria-label': say.remark });
    const wrong = make('p', { class: 'tr-wrong', role: 'alert' });
    const send = async () => {
      try {
        const { comment } = await post(address(segment, 'remark'), { text: text.value });
        state.comments.push(comment);
        state.remarking = true;
        text.value = '';
        draw(element);
      } catch (error) { wrong.textContent = error.message; }
    };
    return make('details', { class: 'tr-remarks', open: state.remarking || waiting > 0, ontoggle: (event) => { state.remarking = event.target.open; } },
      make('summary', {}, state.comments.length ? `${say.remarks} (${state.comments.length})` : say.remark),
      make('ul', {}, ...state.comments.map((remark) => drawRemark(element, remark))),
      text, wrong, make('button', { type: 'button', class: 'button button-small button-secondary', onclick: send }, say.send));
  };
  // Who checks translations may know better than the check.
  const drawKeeping = (segment, finding) => {
    const reason = make('input', { class: 'tr-reason', maxlength: 500, 'aria-label': say.reason, placeholder: say.reason });
    const wrong = make('p', { class: 'tr-wrong', role: 'alert' });
    const send = async () => {
      try {
        await post(address(segment, 'number'), { finding: finding.mark, reason: reason.value });
        location.reload();
      } catch (error) { wrong.textContent = error.message; }
    };
    return make('div', { class: 'tr-keeping' }, reason,
      make('button', { type: 'button', class: 'button button-small button-secondary', onclick: send }, say.right), wrong);
  };
  const drawFindings = (segment, findings, active) => make('ul', { class: 'tr-findings', 'aria-live': 'polite' },
    ...findings.map((finding) => make('li', { class: `tr-${finding.level}` }, `${say[finding.level] || ''}: ${finding.message}`,
      finding.mark && active && !say.locked ? drawKeeping(segment, finding) : null)));

  const draw = (element) => {
    const segment = places.get(element);
    const state = help[segment.id];
    const beside = element.querySelector('.tr-beside');
    if (!state) return;
    const typed = beside.querySelector('.tr-remark')?.value;
    const active = 'active' in element.dataset;
    const left = make('p', { class: 'tr-length', 'aria-live': 'polite' });
    const tools = [];
    if (active && !say.locked && state.words && !element.matches('.complete')) {
      tools.push(make('button', { type: 'button', class: 'button button-small button-secondary tr-keep', onclick: () => keep(element, segment) }, say.keep));
    }
    beside.replaceChildren(
      left,
      drawFindings(segment, state.findings, active),
      ...(active ? drawHints(element, state.hints) : []),
      ...tools,
      active && !say.locked ? make('p', { class: 'tr-keys' }, say.hint) : '',
      ...(active || state.comments.length ? [drawRemarks(element, segment, state)] : []));
    if (typed) beside.querySelector('.tr-remark').value = typed;
    measure(element);
  };
  const measure = (element) => {
    const state = help[places.get(element).id];
    const place = element.querySelector('.tr-length');
    const area = box(element);
    if (!place || !state?.limit || !area) { if (place) place.textContent = ''; return; }
    const left = state.limit - plainLength(area.value);
    place.textContent = (left < 0 ? say.over : say.left).replace('{count}', Math.abs(left));
    place.classList.toggle('tr-error', left < 0);
  };
  const keep = async (element, segment) => {
    await post(address(segment, 'keep'), {});
    ready(element, (area) => {
      write(area, segment.source);
      requestAnimationFrame(() => buttons(element).at(-1)?.click());
    });
  };

  // The terms of the glossary stand out in the original, its figures as what they are: a click takes either over.
  const markSource = (element) => {
    const segment = places.get(element);
    const hints = help[segment.id]?.hints.filter((hint) => hint.insert && hint.text.includes(' → ')) || [];
    const source = element.querySelector('.tr-source');
    const taken = new Map();
    hints.forEach((hint) => {
      const written = hint.text.split(' → ')[0];
      if (!taken.has(written)) taken.set(written, hint);
    });
    let pieces = [segment.source.replace(/<a id="[^"]*">|<\/a>/g, '')];
    [...taken.keys()].sort((one, other) => other.length - one.length).forEach((written) => {
      pieces = pieces.flatMap((piece) => {
        if (typeof piece !== 'string') return [piece];
        const parts = piece.split(written);
        return parts.flatMap((part, number) => (number ? [{ written, hint: taken.get(written) }, part] : [part]));
      });
    });
    source.replaceChildren(...pieces.map((piece) => (typeof piece === 'string'
      ? piece
      : say.locked
        ? make('mark', { class: `tr-mark tr-mark--${piece.hint.kind}`, title: piece.hint.text }, piece.written)
        : make('button', { type: 'button', class: `tr-mark tr-mark--${piece.hint.kind}`, title: `${say.insert}: ${piece.hint.text}`, onmousedown: (event) => event.preventDefault(), onclick: () => insert(element, piece.hint) }, piece.written))));
  };

  const activate = (element) => {
    const before = root.querySelector('[data-active]');
    if (before === element) return;
    if (before) delete before.dataset.active;
    element.dataset.active = '';
    if (before && places.has(before)) draw(before);
    draw(element);
  };
  const sentenceOf = (target) => {
    const element = target.closest?.('[data-sentence]');
    return places.has(element) ? element : null;
  };

  let waiting;
  const checkSoon = (element, area) => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const segment = places.get(element);
      if (!help[segment.id]) return;
      const { findings } = await post(address(segment, 'check'), { value: area.value });
      help[segment.id].findings = findings;
      element.querySelector('.tr-findings')?.replaceWith(drawFindings(places.get(element), findings, false));
    }, 700);
  };

  root.addEventListener('focusin', (event) => {
    const element = sentenceOf(event.target);
    if (!element) return;
    if (event.target === box(element)) event.target.setAttribute('aria-labelledby', `source-${places.get(element).id}`);
    activate(element);
  });
  root.addEventListener('click', (event) => {
    const element = sentenceOf(event.target);
    if (!element) return;
    if (event.target.closest('.tr-source, .tr-target') && !event.target.closest('button, textarea')) ready(element, (area) => area.focus());
    activate(element);
  });
  root.addEventListener('input', (event) => {
    const element = sentenceOf(event.target);
    if (!element || event.target !== box(element)) return;
    measure(element);
    checkSoon(element, event.target);
  });
  root.addEventListener('keydown', (event) => {
    const element = sentenceOf(event.target);
    if (!element || event.target !== box(element)) return;
    if (event.key === 'Enter' && !event.isComposing) {
      // localize saves on Enter; this goes on to the next sentence that waits.
      setTimeout(() => next(element));
    } else if (event.key === 'Escape') {
      buttons(element)[0]?.click();
    } else if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      const hint = element.querySelector(`.tr-hint[data-key="${event.code.at(-1)}"]`);
      if (hint) { event.preventDefault(); hint.click(); }
    }
  }, true);

  // What was typed last may still be on its way: it is sent with the rest.
  const sending = document.getElementById('tr-send')?.form;
  sending?.addEventListener('submit', (event) => {
    if (!root.querySelector('.icon-spinner')) return;
    event.preventDefault();
    setTimeout(() => sending.requestSubmit(), 300);
  });

  const load = async () => {
    const answer = await fetch(say.help, { headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    help = (await answer.json()).segments;
    places.forEach((_segment, element) => { markSource(element); draw(element); });
    const goal = document.getElementById(window.location.hash.slice(1));
    if (goal && places.has(goal)) { activate(goal); goal.scrollIntoView({ block: 'center' }); }
  };
  const start = () => {
    if (places.size || !root.querySelector('.tab-content')) return;
    find();
    count();
    new MutationObserver((changes) => {
      const changed = changes.map((change) => change.target).filter((target) => places.has(target));
      if (changed.length) { changed.forEach(draw); count(); }
    }).observe(root, { subtree: true, attributes: true, attributeFilter: ['class'] });
    load();
  };
  new MutationObserver((_changes, observer) => {
    start();
    if (places.size) observer.disconnect();
  }).observe(root, { childList: true, subtree: true });
  start();
});
