"use strict";
const items = [...document.querySelectorAll(".claims > li")];
const filters = document.querySelector(".filters");
const none = document.querySelector(".none");
const words = items.map(() => null); // made when somebody first searches

function fill(element, values) {
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) || 0) + 1);
  for (const value of [...counts.keys()].sort()) {
    const option = document.createElement("option");
    option.value = value;
    if (element.tagName === "SELECT") option.textContent = `${value} (${counts.get(value)})`;
    element.append(option);
  }
}
fill(filters.elements.stance, items.map(item => item.dataset.stance));
fill(filters.elements.rule, items.map(item => item.dataset.rule));
fill(document.getElementById("names"), items.map(item => item.dataset.source));

function apply() {
  const text = filters.elements.text.value.trim().toLowerCase();
  const source = filters.elements.source.value.trim().toLowerCase();
  const { value: stance } = filters.elements.stance;
  const { value: rule } = filters.elements.rule;
  let count = 0;
  items.forEach((item, index) => {
    const passes = (!stance || item.dataset.stance === stance) && (!rule || item.dataset.rule === rule)
      && (!source || item.dataset.source.toLowerCase().includes(source))
      && (!text || (words[index] ??= item.textContent.toLowerCase()).includes(text));
    item.hidden = !passes;
    if (passes) count += 1;
  });
  filters.elements.count.value = count === items.length ? `${count} shown` : `${count} of ${items.length} shown`;
  none.hidden = count > 0;
}
filters.addEventListener("input", apply);
filters.addEventListener("reset", () => setTimeout(apply));
filters.addEventListener("submit", event => event.preventDefault());
apply();

document.querySelector("main").addEventListener("click", event => {
  const pick = event.target.closest(".pick");
  if (pick) {
    filters.elements.source.value = pick.dataset.source;
    apply();
    document.getElementById("claims").focus();
    document.getElementById("claims").scrollIntoView();
  }
  const button = event.target.closest("button[data-text]");
  if (button) open(button.dataset.text, button.dataset.claim);
});

const dialog = document.querySelector("dialog");
dialog.querySelector(".close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });

// Cuts the text wherever a mark begins or ends, so that marks may overlap.
function marked(text, claims, chosen) {
  const marks = [];
  for (const [number, parts] of Object.entries(claims)) {
    for (const [name, bounds] of Object.entries(parts)) {
      if (number !== chosen && name !== "content") continue;
      for (let index = 0; index < bounds.length; index += 2) {
        marks.push({ start: bounds[index], end: bounds[index + 1], name: number === chosen ? name : "other" });
      }
    }
  }
  const cuts = [...new Set([0, text.length, ...marks.flatMap(mark => [mark.start, mark.end])])].sort((a, b) => a - b);
  marks.sort((a, b) => a.start - b.start);
  const fragment = document.createDocumentFragment();
  let next = 0, open = [];
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [start, end] = [cuts[index], cuts[index + 1]];
    while (next < marks.length && marks[next].start <= start) open.push(marks[next++]);
    open = open.filter(mark => mark.end > start);
    const names = [...new Set(open.map(mark => mark.name))];
    if (names.length) {
      const mark = document.createElement("mark");
      mark.className = names.includes("content") ? names.filter(name => name !== "other").join(" ") : names.join(" ");
      mark.textContent = text.slice(start, end);
      fragment.append(mark);
    } else {
      fragment.append(text.slice(start, end));
    }
  }
  return fragment;
}

function open(id, claim) {
  const article = JSON.parse(document.getElementById(id).textContent);
  dialog.querySelector("h2").textContent = article.title;
  const about = dialog.querySelector(".about");
  about.textContent = article.about;
  if (article.url) {
    const link = document.createElement("a");
    Object.assign(link, { href: article.url, textContent: "the article's page", rel: "noreferrer noopener", target: "_blank" });
    about.append(article.about ? " · " : "", link);
  }
  const key = document.createElement("span");
  key.className = "key";
  for (const [name, label] of [["content", "what is claimed"], ["source", "who claims it"], ["cue", "the words that attribute"], ["other", "other claims"]]) {
    const mark = document.createElement("mark");
    mark.className = name;
    mark.textContent = label;
    key.append(mark);
  }
  about.append(key);
  const text = dialog.querySelector(".text");
  text.replaceChildren(article.isCut ? "… " : "", marked(article.text, article.claims, claim), article.isCut ? " …" : "");
  dialog.showModal();
  (text.querySelector("mark:not(.other)") || text).scrollIntoView({ block: "center" });
  text.focus({ preventScroll: true });
}
