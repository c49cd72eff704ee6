"use strict";
// What all views stand on: building elements, asking the server, numbers, long lists, and what the page knows.
//
// Texts of articles, rules and files come from outside. They enter the page as text nodes and attribute values that
// these functions set, never as markup, so nothing in them can become an element or a script.

const NAMES_OF_STANCES = ["asserts", "denies", "withholds", "asks", "reacts"];
const SVG = "http://www.w3.org/2000/svg";

function furnish(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "text") element.textContent = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** An element with attributes; `on`, `data` and `text` are listeners, data attributes and its text. */
const build = (tag, properties, ...children) => furnish(document.createElement(tag), properties, children);
const draw = (tag, properties, ...children) => furnish(document.createElementNS(SVG, tag), properties, children);
const find = id => document.getElementById(id);
const button = (label, listener, properties) =>
  build("button", { type: "button", on: { click: listener }, text: label, ...properties });

// What the page knows. Views change it through the functions below and listen to `bench` for what has changed:
// desk, evaluation, chosen, edits, problems, labels.
const bench = new EventTarget();
const known = {
  desk: { packs: [], rules: [], articles: 0, labels: null },
  article: null, // an index, or { text, title }
  evaluation: null,
  claims: [],
  chosen: -1,
  chosenFrom: "", // text, list, keys, map …: where the choice was made needs no scrolling
  edits: new Map(), // pack → Map of path → { text, digest: of the version on disk it began from }
  version: 0, // grows with every edit
  sound: 0, // the version that was last found free of mistakes
  labels: [],
  labelsAt: new Map(), // where a label begins and its article → the labels there
  scale: null,
};
const tell = name => bench.dispatchEvent(new Event(name));
const hear = (names, listener) => names.split(" ").forEach(name => bench.addEventListener(name, listener));

/** What the server answered instead of a result: `message`, `help`, and the whole answer. */
class Refusal extends Error {
  constructor(status, answer) {
    super(answer.error ?? `the workbench answered ${status}`);
    Object.assign(this, { status, help: answer.help ?? null, answer });
  }
}

const pageName = `${Math.random()}`.slice(2); // of two pages of one workbench, neither gives up on what the other asks
const token = new URLSearchParams(location.search).get("token") ?? "";

async function ask(path, body, { method = body === undefined ? "GET" : "POST", signal } = {}) {
  const isFile = body instanceof Blob;
  const headers = { "X-Assay-Token": token, "X-Assay-Page": pageName };
  if (body !== undefined && !isFile) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(`/api/${path}`, {
      method, headers, signal, body: body === undefined || isFile ? body : JSON.stringify(body), cache: "no-store",
    });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Refusal(0, { error: "the workbench does not answer", help: "is “assay serve” still running?" });
  }
  let answer;
  try {
    answer = await response.json();
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    answer = {};
  }
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer;
}

// The server's word for: a newer question of this kind has come, and that one gets the answer.
const isOutdated = failure => failure.name === "AbortError" || failure.status === 410;

/** The newest of several questions: asking again gives up on the one before. */
class Latest {
  #controller = null;
  giveUp() {
    this.#controller?.abort();
  }

  async ask(path, body) {
    this.#controller?.abort();
    const controller = this.#controller = new AbortController();
    try {
      const answer = await ask(path, body, { signal: controller.signal });
      return controller.signal.aborted ? null : answer;
    } catch (failure) {
      if (isOutdated(failure)) return null;
      throw failure;
    }
  }
}

let lastTrace = Promise.resolve();
/** Where a rule looked in the open article. One at a time: a new one makes the server give up on the one before. */
function traceOf(rule, isWanted = () => true) {
  const { version, article } = known;
  const trace = lastTrace.then(() => (isWanted() && known.version === version && known.article === article
    ? ask("trace", { article, rule, files: unsavedFiles() }) : null))
    .then(answer => (known.article === article && known.evaluation ? answer : null))
    .catch(failure => {
      if (isOutdated(failure)) return null;
      throw failure;
    });
  lastTrace = trace.catch(() => {});
  return trace;
}

/** Unsaved texts in the form that requests take, or nothing when all is saved. */
function unsavedFiles() {
  const files = {};
  for (const [pack, texts] of known.edits) {
    for (const [path, edit] of texts) (files[pack] ??= {})[path] = edit.text;
  }
  return Object.keys(files).length ? files : undefined;
}

const countEdits = () => [...known.edits.values()].reduce((sum, texts) => sum + texts.size, 0);

/** Says something to those who do not see the page; what went wrong is shown as well. */
function say(text) {
  const line = find("said");
  line.textContent = "";
  requestAnimationFrame(() => { line.textContent = text; });
}

let noticeTimer = 0;
function notice(text, { help, isWrong = false } = {}) {
  const box = find("notice");
  box.className = isWrong ? "wrong" : "";
  box.replaceChildren(build("p", { text }), ...(help ? [build("p", { class: "soft", text: help })] : []),
    button("×", () => { box.hidden = true; }, { class: "plain", "aria-label": "Close this message" }));
  box.hidden = false;
  say(help ? `${text}. ${help}` : text);
  clearTimeout(noticeTimer);
  noticeTimer = setTimeout(() => { box.hidden = true; }, isWrong ? 12000 : 4000);
}

/** For what a click or key sets off: a refusal is told, never lost. */
const attempt = action => async (...values) => {
  try {
    return await action(...values);
  } catch (failure) {
    notice(failure.message, { help: failure.help, isWrong: true });
    if (!(failure instanceof Refusal)) throw failure;
    return undefined;
  }
};

function later(milliseconds, action) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };
}

/** A total or points as a reader wants them: 0.97, −1.50, 12. */
function figure(value, { sign = false, isWhole = Number.isInteger(value) } = {}) {
  if (value === null || value === undefined) return "–";
  const text = isWhole ? Math.abs(value).toLocaleString("en") : Math.abs(value).toFixed(2);
  return (value < 0 ? "−" : sign && value > 0 ? "+" : "") + text;
}

const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const shortRule = id => id.slice(id.lastIndexOf("/") + 1);
const packOf = id => id.slice(0, Math.max(0, id.lastIndexOf("/")));
const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);

// Claims of the open article

const sourceOf = claim => claim.source?.name ?? "nobody named";
const contentOf = claim => (claim.content?.spans ?? []).map(span => span.text).join(" … ");
const totalOf = claim => claim.totals?.[known.scale] ?? null;
const chosenClaim = () => known.claims[known.chosen] ?? null;
const articleID = () => known.evaluation?.record?.article?.id ?? null;

/** What was said of a claim: yes, no or null. */
function labelOf(claim) {
  const pieces = claim.content?.spans ?? claim.cue?.spans ?? [];
  if (!pieces.length) return null;
  return (known.labelsAt.get(`${pieces[0].start} ${articleID()}`) ?? [])
    .find(label => pieces.some(piece => piece.end === label.end))?.label ?? null;
}

function choose(index, from) {
  known.chosen = index >= 0 && index < known.claims.length ? index : -1;
  known.chosenFrom = from;
  tell("chosen");
}

const stanceMark = stance => build("span", { class: `stance ${NAMES_OF_STANCES.includes(stance) ? stance : ""}`, text: stance });

/** One score a row: its reason, a bar from the middle to the side of its sign, its points. */
function scoreBars(scores, { most = Infinity, onSpans } = {}) {
  const sorted = [...scores].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const widest = Math.max(...sorted.map(score => Math.abs(score.points)), Number.EPSILON);
  const isWhole = sorted.every(score => Number.isInteger(score.points));
  const list = build("ul", { class: "scores" });
  for (const score of sorted.slice(0, most)) {
    const bar = build("span", { class: score.points < 0 ? "bar less" : "bar" });
    bar.style.width = `${50 * Math.abs(score.points) / widest}%`;
    const row = build("li", { title: score.rule },
      build("span", { class: "reason", text: score.because || shortRule(score.rule) }),
      build("span", { class: "track", "aria-hidden": "true" }, bar),
      build("span", { class: "points", text: figure(score.points, { sign: true, isWhole }) }));
    if (onSpans) {
      row.addEventListener("pointerenter", () => onSpans(score.spans ?? []));
      row.addEventListener("pointerleave", () => onSpans([]));
    }
    list.append(row);
  }
  if (sorted.length > most) list.append(build("li", { class: "soft", text: `and ${sorted.length - most} more` }));
  return list;
}

function fillSelect(select, all, counts) {
  const before = select.value;
  const values = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  select.replaceChildren(build("option", { value: "", text: all }),
    ...values.map(value => build("option", { value, text: `${cut(value, 60)} (${counts.get(value)})` })));
  select.value = values.includes(before) ? before : "";
}

function countBy(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

/** Moves one tab stop among elements with the arrow keys, so that a group is one step of the Tab key. */
function rove(container, selector, { onMove } = {}) {
  container.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const here = event.target.closest(selector);
    if (!here || (step === undefined && event.key !== "Home" && event.key !== "End")) return;
    const all = [...container.querySelectorAll(selector)].filter(element => !element.hidden);
    const at = all.indexOf(here);
    const next = event.key === "Home" ? all[0] : event.key === "End" ? all.at(-1) : all[at + step];
    if (!next) return;
    event.preventDefault();
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    onMove?.(next);
  });
}

/** A list of any length that has only the rows in sight in the document. */
class LongList {
  /**
   * container: a scrolling element with a role of its own; rows: made by `row(item, position)`, all `height` high;
   * `onOpen(item, position)`: a click or the Enter key.
   */
  constructor(container, { height, row, role = "option", onOpen, onMove }) {
    Object.assign(this, { container, height, row, role, onOpen, onMove, items: [], at: -1 });
    this.space = build("div", { class: "space", role: "presentation" });
    container.append(this.space);
    this.shown = new Map();
    container.addEventListener("scroll", () => this.#soon(), { passive: true });
    new ResizeObserver(() => this.#soon()).observe(container);
    container.addEventListener("click", event => {
      const element = event.target.closest("[data-at]");
      if (!element || !container.contains(element)) return;
      this.moveTo(Number(element.dataset.at));
      onOpen?.(this.items[this.at], this.at);
    });
    container.addEventListener("keydown", event => {
      if (event.target !== container) return;
      const page = Math.max(1, Math.floor(container.clientHeight / height) - 1);
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
      if (step !== undefined) {
        event.preventDefault();
        this.moveTo(Math.max(0, Math.min(this.items.length - 1, this.at + step)));
        this.onMove?.(this.items[this.at], this.at);
      } else if (event.key === "Enter" && this.items[this.at] !== undefined) {
        event.preventDefault();
        onOpen?.(this.items[this.at], this.at);
      }
    });
  }

  set(items) {
    this.items = items;
    this.at = Math.min(this.at, items.length - 1);
    this.space.style.height = `${items.length * this.height}px`;
    this.#forget();
    this.#render();
  }

  moveTo(at, { into = true } = {}) {
    this.at = at;
    if (into && at >= 0) {
      const { scrollTop, clientHeight } = this.container;
      const top = at * this.height;
      if (top < scrollTop) this.container.scrollTop = top;
      else if (top + this.height > scrollTop + clientHeight) this.container.scrollTop = top + this.height - clientHeight;
    }
    this.#forget();
    this.#render();
  }

  renew() {
    this.#forget();
    this.#render();
  }

  #forget() {
    for (const element of this.shown.values()) element.remove();
    this.shown.clear();
  }

  #soon() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.#render();
    });
  }

  #render() {
    const { scrollTop, clientHeight } = this.container;
    const first = Math.max(0, Math.floor(scrollTop / this.height) - 4);
    const last = Math.min(this.items.length, Math.ceil((scrollTop + clientHeight) / this.height) + 4);
    for (const [at, element] of this.shown) {
      if (at >= first && at < last) continue;
      element.remove();
      this.shown.delete(at);
    }
    for (let at = first; at < last; at += 1) {
      if (this.shown.has(at)) continue;
      const element = this.row(this.items[at], at);
      element.setAttribute("role", this.role);
      element.id = `${this.container.id}-${at}`;
      element.dataset.at = at;
      if (this.role === "option") {
        element.setAttribute("aria-selected", at === this.at);
        element.setAttribute("aria-posinset", at + 1);
        element.setAttribute("aria-setsize", this.items.length);
      } else {
        element.setAttribute("aria-rowindex", at + 2);
      }
      element.classList.add("row");
      element.classList.toggle("at", at === this.at);
      element.style.transform = `translateY(${at * this.height}px)`;
      element.style.height = `${this.height}px`;
      this.space.append(element);
      this.shown.set(at, element);
    }
    if (this.role === "option" && this.shown.has(this.at)) {
      this.container.setAttribute("aria-activedescendant", `${this.container.id}-${this.at}`);
    } else {
      this.container.removeAttribute("aria-activedescendant");
    }
  }
}

/** A dialogue that answers with what was chosen, or null. */
function inquire({ title, body = [], choices, width }) {
  return new Promise(resolve => {
    const dialog = build("dialog", { "aria-labelledby": "inquiry-title", class: width });
    const finish = value => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    dialog.append(build("form", { on: { submit: event => { event.preventDefault(); finish(choices[0].value(dialog)); } } },
      build("h2", { id: "inquiry-title", text: title }), ...body,
      build("div", { class: "choices" },
        ...choices.map((choice, index) => index === 0
          ? build("button", { class: "strong", text: choice.label })
          : button(choice.label, () => finish(choice.value(dialog)))),
        button("Cancel", () => finish(null)))));
    dialog.addEventListener("cancel", event => { event.preventDefault(); finish(null); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
