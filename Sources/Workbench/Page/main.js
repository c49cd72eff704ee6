// Puts the views together: what is open, the tabs, the keys, the colours; and begins.

function makeTabs(list, onChoose) {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const choose = tab => {
    for (const one of tabs) {
      const isChosen = one === tab;
      one.setAttribute("aria-selected", isChosen);
      one.tabIndex = isChosen ? 0 : -1;
      find(one.getAttribute("aria-controls")).hidden = !isChosen;
    }
    onChoose(tab.id.replace(/^tab-/, ""));
  };
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab));
  list.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(event.target.closest("[role=tab]")) + step + tabs.length) % tabs.length];
    next.focus();
    choose(next);
  });
}

let view = "article";
function showView(name) {
  if (view !== name) find(`tab-${name}`).click();
}

function viewShown(name) {
  view = name;
  card.hide();
  document.title = `${find(`tab-${name}`).firstChild.textContent} – Assay workbench`;
  try { history.replaceState(null, "", `#${name}`); } catch { /* an address that cannot be changed is no loss */ }
  if (name === "article") articleView.catchUp();
  if (name === "labels") labelsView.review();
  if (name === "corpus") corpusView.changeSoon();
  if (name === "rules" && !rulesView.open) {
    const pack = known.desk.packs.find(one => one.writable) ?? known.desk.packs[0];
    const file = pack?.files.find(one => /^rules\/.*(?<!_test)\.lua$/.test(one.path)) ?? pack?.files.find(one => /\.lua$/.test(one.path));
    if (file) attempt(() => rulesView.openFile(pack.name, file.path))();
  }
  if (name === "rules") rulesView.effects();
}

async function renewDesk() {
  known.desk = await ask("desk");
  tell("desk");
}

const evaluations = new Latest();

/** Finds and weighs again, with what is unsaved; under a mistake the last results stay in sight. */
async function evaluate() {
  if (known.article === null) return;
  const { version } = known;
  const answer = await evaluations.ask("evaluate", { article: known.article, files: unsavedFiles() });
  if (!answer) return;
  if (answer.ok) known.sound = version;
  const before = chosenClaim();
  rulesView.setRunProblems(answer.diagnostics ?? [], !answer.ok);
  const isSame = known.evaluation?.article === known.article;
  if (!answer.record && isSame) return;
  known.evaluation = { ...answer, article: known.article };
  known.claims = answer.record?.claims ?? [];
  const scales = [...new Set(known.claims.flatMap(claim => Object.keys(claim.totals ?? {})))].sort();
  if (!scales.includes(known.scale)) known.scale = scales[0] ?? null;
  const place = claim => JSON.stringify([claim.rule, claim.content?.spans?.map(span => [span.start, span.end])]);
  known.chosen = before && isSame ? known.claims.findIndex(claim => place(claim) === place(before)) : -1;
  known.chosenFrom = "evaluation";
  tell("evaluation");
}

async function openArticle(article) {
  known.article = article;
  known.chosen = -1;
  known.evaluation = null;
  find("article-text").scrollTop = 0;
  find("busy").hidden = false;
  try {
    await evaluate();
  } finally {
    find("busy").hidden = true;
  }
}

// Keys

const KEYS = [
  ["j  k", "next and previous claim"],
  ["Enter", "why it is a claim"],
  ["/", "search"],
  ["Escape", "leave a field, close what is open"],
  ["a  r", "accept, reject (again: take it back)"],
  ["s", "skip, when reviewing"],
  ["t  f", "make a test of the claim; a todo test of a false hit"],
  ["o", "open the rule that found it"],
  ["[  ]", "previous and next article"],
  ["g", "choose an article"],
  ["1 2 3 4", "article, rules, corpus, labels"],
  ["Ctrl-S", "save the open file"],
  ["Ctrl-Space", "in the editor: words that go on from here"],
  ["F1", "in the editor: what is known of the word"],
  ["?", "this sheet"],
];

const settings = {
  get: name => { try { return localStorage.getItem(`assay-${name}`); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(`assay-${name}`, value); } catch { /* kept for this page only */ } },
  // For this tab and this workbench alone.
  kept: name => { try { return sessionStorage.getItem(`assay-${token}-${name}`); } catch { return null; } },
  keep: (name, value) => { try { sessionStorage.setItem(`assay-${token}-${name}`, value); } catch { /* as above */ } },
};
let hasKeys = settings.get("keys") !== "off";

function showSheet() {
  const sheet = find("sheet");
  const keys = build("input", { type: "checkbox", on: { change: event => {
    hasKeys = event.target.checked;
    settings.set("keys", hasKeys ? "on" : "off");
  } } });
  keys.checked = hasKeys;
  sheet.replaceChildren(
    build("div", { class: "pane-head" }, build("h2", { id: "sheet-title", text: "Keys" }), button("Close", () => sheet.close())),
    build("dl", { class: "keys" }, ...KEYS.flatMap(([key, what]) => [
      build("dt", {}, ...key.split(/ +/).map(one => build("kbd", { text: one }))), build("dd", { text: what })])),
    build("label", { class: "check" }, keys, " single letters are keys"),
    build("p", { class: "soft", text: `assay ${known.desk.engine ?? ""}` }));
  sheet.showModal();
}

function search() {
  const field = { article: "claim-words", corpus: "corpus-words" }[view];
  if (view === "article") articleView.side("list");
  if (field) find(field).select();
}

const actions = {
  j: () => (view === "labels" ? labelsView.next() : articleView.next(1)),
  k: () => (view === "labels" ? labelsView.next(-1) : articleView.next(-1)),
  "/": search,
  "?": showSheet,
  a: () => (view === "labels" ? labelsView.say("yes") : view === "article" && setLabel("yes")),
  r: () => (view === "labels" ? labelsView.say("no") : view === "article" && setLabel("no")),
  s: () => view === "labels" && labelsView.next(),
  t: () => view === "article" && makeTest("test"),
  f: () => view === "article" && makeTest("todo"),
  o: () => view === "article" && chosenClaim() && openRule(chosenClaim().rule),
  "[": () => articleView.step(-1),
  "]": () => articleView.step(1),
  g: () => articlePicker.open(),
  1: () => showView("article"),
  2: () => showView("rules"),
  3: () => showView("corpus"),
  4: () => showView("labels"),
};

function keyPressed(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && !event.defaultPrevented) {
    event.preventDefault();
    rulesView.save();
    return;
  }
  const isTyping = event.target.closest?.("input, textarea, select, .CodeMirror, [contenteditable]");
  if (event.key === "Escape") {
    card.hide();
    if (isTyping && !event.target.closest("dialog, .CodeMirror")) event.target.blur();
    return;
  }
  if (!hasKeys || isTyping || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && view === "article" && chosenClaim() && !event.target.closest("button, summary, a, [role=listbox], [role=button]")) {
    event.preventDefault();
    articleView.side("why");
    return;
  }
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  attempt(async () => action())();
}

// Colours

const THEMES = [["system", "◐", "as the system has them"], ["light", "○", "light"], ["dark", "●", "dark"]];
function setTheme(name) {
  const [, sign, label] = THEMES.find(([one]) => one === name) ?? THEMES[0];
  document.documentElement.dataset.theme = name;
  find("theme").textContent = sign;
  find("theme").setAttribute("aria-label", `Colours: ${label}`);
  find("theme").title = `Colours: ${label}`;
  settings.set("theme", name);
}

async function begin() {
  setTheme(THEMES.some(([name]) => name === settings.get("theme")) ? settings.get("theme") : "system");
  find("theme").addEventListener("click", () => {
    const at = THEMES.findIndex(([name]) => name === document.documentElement.dataset.theme);
    setTheme(THEMES[(at + 1) % THEMES.length][0]);
  });
  articleView.start();
  articlePicker.start();
  rulesView.start();
  corpusView.start();
  labelsView.start();
  makeTabs(find("views"), viewShown);
  find("help").addEventListener("click", showSheet);
  document.addEventListener("keydown", keyPressed);
  for (const id of ["sheet", "articles"]) {
    find(id).addEventListener("click", event => { if (event.target === find(id)) find(id).close(); });
  }
  await renewDesk();
  const wanted = location.hash.slice(1);
  if (["rules", "corpus", "labels"].includes(wanted)) showView(wanted);
  await Promise.all([
    known.desk.articles ? openArticle(0) : null, corpusView.resume(), labelsView.load(), rulesView.checkAll(),
  ]);
}

attempt(begin)();
