// The view of rules: the files of packs, an editor, what is wrong with them, and what each rule does to the article.

/** So many milliseconds without a key are a pause, after which the rules run: short, since what counts is the time to the results. */
const PAUSE = 60;

/** CodeMirror where the server has it, else a plain text area; the views know only what both can do. */
class Editor {
  constructor(container, { onChange, onCursor, onSave, onHelp, wordsFor }) {
    this.plain = typeof CodeMirror === "undefined";
    this.texts = new Map(); // of CodeMirror: a document a file, so that each keeps its own history
    this.marks = [];
    if (this.plain) {
      this.area = build("textarea", { spellcheck: "false", "aria-label": "Text of the file", wrap: "off", readonly: true });
      this.area.addEventListener("input", onChange);
      this.area.addEventListener("keydown", event => {
        if (event.key === "F1") { event.preventDefault(); onHelp(this.wordAtCursor()); }
      });
      for (const name of ["keyup", "click"]) this.area.addEventListener(name, onCursor);
      container.append(this.area);
      return;
    }
    this.mirror = CodeMirror(container, {
      lineNumbers: true, mode: "lua", indentUnit: 2, tabSize: 2, readOnly: true, lineWrapping: true, matchBrackets: true,
      autoCloseBrackets: true, screenReaderLabel: "Text of the file", gutters: ["CodeMirror-linenumbers", "problem-gutter"],
      extraKeys: {
        // Tab leaves the editor, as everywhere on a page; indenting has the keys it has in other editors as well.
        Tab: false, "Shift-Tab": false, "Ctrl-]": "indentMore", "Ctrl-[": "indentLess", "Ctrl-/": "toggleComment",
        "Cmd-/": "toggleComment", "Ctrl-S": onSave, "Cmd-S": onSave, F1: () => onHelp(this.wordAtCursor()),
        "Ctrl-Space": () => this.complete(wordsFor),
      },
    });
    this.mirror.on("change", (_, change) => { if (change.origin !== "setValue") onChange(); });
    this.mirror.on("cursorActivity", onCursor);
    new ResizeObserver(() => this.mirror.refresh()).observe(container);
  }

  get text() {
    return this.plain ? this.area.value : this.mirror.getValue();
  }

  get line() {
    return this.plain ? this.area.value.slice(0, this.area.selectionStart).split("\n").length : this.mirror.getCursor().line + 1;
  }

  show(key, text, { readOnly }) {
    if (this.plain) {
      this.area.value = text;
      this.area.readOnly = readOnly;
      return;
    }
    if (!this.texts.has(key)) this.texts.set(key, CodeMirror.Doc(text, /\.lua$/.test(key) ? "lua" : null));
    const file = this.texts.get(key);
    if (file !== this.mirror.getDoc()) this.mirror.swapDoc(file);
    if (file.getValue() !== text) this.replace(text);
    this.mirror.setOption("readOnly", readOnly);
  }

  /** Another text in place of the present one, as one step of its history. */
  replace(text) {
    if (this.plain) {
      this.area.value = text;
    } else {
      const last = this.mirror.lastLine();
      const cursor = this.mirror.getCursor();
      this.mirror.replaceRange(text, { line: 0, ch: 0 }, { line: last, ch: this.mirror.getLine(last).length }, "setValue");
      this.mirror.setCursor(cursor);
    }
  }

  go(line, column = 1) {
    if (this.plain) {
      const lines = this.area.value.split("\n");
      const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
      this.area.focus();
      this.area.setSelectionRange(at, at);
      this.area.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(this.area).lineHeight));
    } else {
      this.mirror.setCursor({ line: line - 1, ch: column - 1 });
      this.mirror.scrollIntoView(null, this.mirror.getScrollInfo().clientHeight / 3);
      this.mirror.focus();
    }
  }

  wordAtCursor() {
    const [line, at] = this.plain
      ? [this.area.value.split("\n")[this.line - 1] ?? "",
        this.area.selectionStart - this.area.value.lastIndexOf("\n", this.area.selectionStart - 1) - 1]
      : [this.mirror.getLine(this.mirror.getCursor().line), this.mirror.getCursor().ch];
    return (/[\w.:]*$/.exec(line.slice(0, at))?.[0] ?? "") + (/^[\w]*/.exec(line.slice(at))?.[0] ?? "");
  }

  /** Offers the words that go on from what stands before the cursor. */
  complete(wordsFor) {
    const { line, ch } = this.mirror.getCursor();
    const before = /@?[\w-]*$/.exec(this.mirror.getLine(line).slice(0, ch))[0];
    const list = wordsFor(before).filter(word => word.startsWith(before) && word !== before).sort();
    const hint = () => ({ list, from: CodeMirror.Pos(line, ch - before.length), to: CodeMirror.Pos(line, ch) });
    if (list.length) this.mirror.showHint?.({ hint, completeSingle: true });
  }

  mark(problems) {
    if (this.plain) return;
    this.mirror.operation(() => {
      this.marks.forEach(mark => mark.clear());
      this.mirror.clearGutter("problem-gutter");
      this.marks = problems.map(problem => {
        const from = { line: problem.line - 1, ch: Math.max(0, problem.column - 1) };
        return this.mirror.markText(from, { line: from.line, ch: from.ch + Math.max(1, problem.length || 1) },
          { className: `problem ${problem.severity}`, title: problem.message });
      });
      for (const problem of [...problems].reverse()) {
        this.mirror.setGutterMarker(problem.line - 1, "problem-gutter",
          build("span", { class: `gutter-mark ${problem.severity}`, title: problem.message, text: "●" }));
      }
    });
  }
}

const keyOf = (pack, path) => `${pack}\n${path}`;

const rulesView = {
  open: null, // { pack, path, writable }
  saved: new Map(), // what the disk held when a file was read or written: { text, digest }
  problems: [],
  broken: false,
  openRules: new Set(),
  traces: new Map(),
  cursorRule: null,

  start() {
    this.editor = new Editor(find("editor"), {
      onChange: () => this.edited(), onCursor: later(150, () => this.cursorMoved()),
      onSave: () => this.save(), onHelp: attempt(symbol => this.help(symbol)), wordsFor: before => this.words(before),
    });
    this.text = new ClaimText(find("effect-text"), { onChoose: index => choose(index, "text") });
    find("save").addEventListener("click", () => this.save());
    find("save-all").addEventListener("click", attempt(() => this.saveAll()));
    find("revert").addEventListener("click", attempt(() => this.revert()));
    find("run-tests").addEventListener("click", attempt(() => this.test()));
    this.save = attempt(this.save.bind(this));
    this.checkSoon = later(PAUSE, attempt(() => this.refresh()));
    this.check = new Latest();
    rove(find("tree"), "button.file");
    hear("desk edits problems", () => this.tree());
    hear("evaluation", () => this.effects());
    hear("chosen", () => this.text.choose(known.chosen, { scroll: known.chosenFrom !== "text" }));
    addEventListener("beforeunload", event => { if (countEdits()) event.preventDefault(); });
  },

  // Files

  tree() {
    const nav = find("tree");
    const closed = new Set([...nav.querySelectorAll("details:not([open])")].map(one => one.dataset.pack));
    const isNew = !nav.childElementCount;
    const focused = document.activeElement?.closest?.("#tree button")?.dataset.key;
    const groups = [...known.desk.packs].sort((a, b) => b.writable - a.writable).map(pack => {
      const edits = known.edits.get(pack.name) ?? new Map();
      const paths = [...new Set([...pack.files.map(file => file.path), ...edits.keys()])];
      const rank = path => [/^rules\/.*_test\.lua$/, /^rules\//].filter(form => form.test(path)).length;
      paths.sort((a, b) => (rank(b) > 0) - (rank(a) > 0) || (a < b ? -1 : 1));
      const open = isNew ? pack.writable || pack.name === this.open?.pack : !closed.has(pack.name);
      return build("details", { open, data: { pack: pack.name }, class: pack.writable ? null : "read-only" },
        build("summary", { title: `${pack.name}${pack.writable ? "" : ", read only"}` }, build("b", { text: pack.name }),
          pack.writable ? null : build("span", { class: "unseen", text: " read only" })),
        build("ul", {}, ...paths.map(path => {
          const here = this.open?.pack === pack.name && this.open.path === path;
          const count = this.problems.filter(one => one.pack === pack.name && one.path === path && one.severity !== "note").length;
          const element = button("", attempt(() => this.openFile(pack.name, path)), {
            class: "file", "aria-current": here ? "true" : null, tabindex: here ? 0 : -1, data: { key: keyOf(pack.name, path) },
          });
          element.append(build("span", { text: path.replace(/^rules\//, "") }),
            edits.has(path) ? build("span", { class: "dirty", text: " •", title: "unsaved" }) : "",
            count ? build("span", { class: "count", text: count, title: plural(count, "problem") }) : "");
          return build("li", {}, element);
        })),
        pack.writable ? button("New file…", attempt(() => this.newFile(pack)), { class: "plain link" }) : null);
    });
    nav.replaceChildren(...groups);
    if (!known.desk.packs.some(pack => pack.writable)) {
      nav.prepend(build("p", { class: "soft", text: "These packs can be read. To write rules, start with a pack of your own: assay serve --pack FOLDER" }));
    }
    if (!nav.querySelector('button.file[tabindex="0"]')) nav.querySelector("button.file")?.setAttribute("tabindex", "0");
    if (focused) [...nav.querySelectorAll("button.file")].find(one => one.dataset.key === focused)?.focus();
    find("any-edit").hidden = !countEdits();
    find("save-all").hidden = countEdits() < 2;
  },

  pack: name => known.desk.packs.find(pack => pack.name === name),

  async read(pack, path) {
    const key = keyOf(pack, path);
    if (!this.saved.has(key)) {
      this.saved.set(key, await ask(`file?pack=${encodeURIComponent(pack)}&path=${encodeURIComponent(path)}`));
    }
    return this.saved.get(key);
  },

  async openFile(pack, path, { line } = {}) {
    const opening = this.opening = {};
    const edit = known.edits.get(pack)?.get(path);
    const text = edit ? edit.text : (await this.read(pack, path)).text;
    if (this.opening !== opening) return; // another one was asked for meanwhile
    const file = this.pack(pack)?.files.find(one => one.path === path);
    this.open = { pack, path, writable: (file?.writable ?? true) && (this.pack(pack)?.writable ?? false) };
    this.editor.show(keyOf(pack, path), text, { readOnly: !this.open.writable });
    this.openRules.clear();
    this.traces.clear();
    this.cursorRule = null;
    find("test-results").replaceChildren();
    this.head();
    this.tree();
    this.showProblems();
    if (line) this.editor.go(line);
    this.cursorMoved({ render: false });
    this.effects();
  },

  head() {
    const { open } = this;
    find("file-name").textContent = open ? open.path : "No file is open";
    const isDirty = open && known.edits.get(open.pack)?.has(open.path);
    find("file-state").textContent = !open ? "" : [open.pack, open.writable ? isDirty ? "unsaved" : "saved" : "read only"].join(" · ");
    find("file-state").classList.toggle("dirty", Boolean(isDirty));
    find("save").disabled = find("revert").disabled = !isDirty;
    find("run-tests").disabled = !open;
  },

  edited() {
    if (!this.open?.writable) return;
    const { pack, path } = this.open;
    const base = this.saved.get(keyOf(pack, path));
    const { text } = this.editor;
    const edit = known.edits.get(pack)?.get(path);
    if (base && text === base.text) this.drop(pack, path);
    else this.keep(pack, path, text, edit ? edit.digest : base?.digest ?? null);
    this.checkSoon();
  },

  keep(pack, path, text, digest) {
    if (!known.edits.has(pack)) known.edits.set(pack, new Map());
    const isNew = !known.edits.get(pack).has(path);
    known.edits.get(pack).set(path, { text, digest });
    known.version += 1;
    if (isNew) tell("edits");
    this.head();
  },

  drop(pack, path) {
    const texts = known.edits.get(pack);
    if (!texts?.delete(path)) return;
    if (!texts.size) known.edits.delete(pack);
    known.version += 1;
    tell("edits");
    this.head();
  },

  async newFile(pack) {
    const name = build("input", { type: "text", value: "rules/", "aria-label": "Path in the pack", autocomplete: "off", spellcheck: "false" });
    const path = await inquire({
      title: `New file in ${pack.name}`,
      body: [build("p", { class: "soft", text: "rules/NAME.lua for rules, rules/NAME_test.lua for their tests, lexicons/NAME.txt for words" }), name],
      choices: [{ label: "Make it", value: () => name.value.trim() }],
    });
    if (!path) return;
    if (pack.files.some(file => file.path === path)) {
      await this.openFile(pack.name, path);
      return;
    }
    const text = /_test\.lua$/.test(path) ? 'test "what it must find" {\n  "",\n}\n'
      : /\.lua$/.test(path) ? 'extract "name" {\n  doc   = "What it finds.",\n  match = [[  ]],\n}\n' : "";
    this.saved.set(keyOf(pack.name, path), { text: null, digest: null });
    this.keep(pack.name, path, text, null);
    await this.openFile(pack.name, path, { line: /_test/.test(path) ? 2 : 3 });
    this.checkSoon();
  },

  async revert() {
    const { pack, path } = this.open;
    const key = keyOf(pack, path);
    const base = this.saved.get(key);
    if (base && base.digest === null) {
      this.drop(pack, path);
      this.saved.delete(key);
      this.open = null;
      this.editor.show("\n", "", { readOnly: true });
      this.head();
      this.tree();
    } else {
      this.saved.delete(key);
      const { text } = await this.read(pack, path);
      this.editor.replace(text);
      this.drop(pack, path);
    }
    this.checkSoon();
  },

  async save() {
    if (!this.open) return;
    const { pack, path } = this.open;
    const edit = known.edits.get(pack)?.get(path);
    if (edit) await this.write(pack, path, edit.text, edit.digest);
  },

  async saveAll() {
    const all = [...known.edits].flatMap(([pack, texts]) => [...texts].map(([path, edit]) => [pack, path, edit]));
    for (const [pack, path, edit] of all) await this.write(pack, path, edit.text, edit.digest);
  },

  async write(pack, path, text, expected) {
    let answer;
    try {
      answer = await ask("file", { pack, path, text, expected }, { method: "PUT" });
    } catch (failure) {
      if (failure.status !== 409) throw failure;
      await this.conflict(pack, path, text, failure.answer);
      return;
    }
    this.saved.set(keyOf(pack, path), { text, digest: answer.digest });
    const edit = known.edits.get(pack)?.get(path);
    if (edit && edit.text !== text) edit.digest = answer.digest; // typed on while it was written
    else this.drop(pack, path);
    notice(`saved ${path}`);
    await renewDesk();
    this.head();
    this.checkSoon();
  },

  async conflict(pack, path, text, disk) {
    const answer = await inquire({
      title: `${path} has changed on disk`, width: "roomy",
      body: [
        build("p", { class: "soft", text: disk.text === null ? "The file is no longer there." : "Somebody or something has written the file since it was read. Green lines are yours, red ones stand on disk." }),
        build("div", { class: "difference", role: "region", "aria-label": "Difference", tabindex: 0 }, ...lineDifference(disk.text ?? "", text)),
      ],
      choices: [{ label: "Keep mine, write over it", value: () => "mine" }, { label: "Take what is on disk", value: () => "disk" }],
    });
    if (answer === "mine") {
      await this.write(pack, path, text, disk.digest);
    } else if (answer === "disk") {
      this.saved.set(keyOf(pack, path), { text: disk.text, digest: disk.digest });
      if (this.open?.pack === pack && this.open.path === path) this.editor.replace(disk.text ?? "");
      this.drop(pack, path);
      this.checkSoon();
    }
  },

  // What is wrong

  async refresh() {
    const began = performance.now();
    const evaluated = evaluate();
    // What rules find is drawn while the server looks for what is odd about them.
    const checked = evaluated.catch(() => {}).then(() => this.checkAll());
    await Promise.all([evaluated.then(() => {
      find("effect-state").textContent = this.broken ? "as it was before the mistake" : "";
      find("effect-state").title = `${Math.round(performance.now() - began)} ms`;
      corpusView.changeSoon();
    }), checked]);
  },

  async checkAll() {
    const answer = await this.check.ask("check", { files: unsavedFiles() });
    if (answer) this.setProblems(answer.diagnostics);
  },

  setProblems(diagnostics) {
    this.checked = diagnostics;
    this.showAll();
  },

  /** Of `evaluate`: what only shows when rules run. */
  setRunProblems(diagnostics, isBroken) {
    this.ran = diagnostics;
    this.broken = isBroken;
    this.showAll();
  },

  showAll() {
    const all = new Map();
    for (const one of [...(this.checked ?? []), ...(this.ran ?? [])]) {
      const key = JSON.stringify([one.slug, one.pack, one.path, one.line, one.column, one.message]);
      if (!all.has(key)) all.set(key, one);
    }
    // Most edits leave nothing wrong, as it was before. What is wrong is marked again: its words may have been typed anew.
    const told = JSON.stringify([...all]);
    const isNews = told !== this.told;
    this.told = told;
    this.problems = [...all.values()];
    if (isNews || all.size) this.showProblems();
    if (isNews) tell("problems");
  },

  showProblems() {
    const { open } = this;
    const isHere = one => open && one.pack === open.pack && one.path === open.path;
    this.editor.mark(this.problems.filter(one => isHere(one) && one.line));
    const rank = one => ["error", "warning", "note"].indexOf(one.severity);
    const sorted = [...this.problems].sort((a, b) => isHere(b) - isHere(a) || rank(a) - rank(b) || (a.path ?? "").localeCompare(b.path ?? "", "en") || a.line - b.line);
    const list = find("problems");
    list.replaceChildren(...sorted.slice(0, 100).map(one => build("li", { class: one.severity },
      build("button", { type: "button", class: "plain problem-line", on: { click: attempt(async () => {
        if (!one.path) return;
        if (!isHere(one)) await this.openFile(one.pack, one.path);
        this.editor.go(one.line, one.column);
      }) } },
      build("span", { class: "severity", text: one.severity }),
      build("span", { class: "where", text: `${isHere(one) ? "" : `${one.path ?? one.pack ?? ""}:`}${one.line ?? ""}` }),
      build("span", {}, one.message, one.help ? build("span", { class: "soft", text: ` – ${one.help}` }) : "")),
      one.slug === "unlisted-rule" && this.pack(one.pack)?.writable
        ? button("List it", attempt(() => this.list(one)), { class: "small", title: "adds it to pack.json, unsaved" }) : null)));
    if (!sorted.length) list.append(build("li", { class: "soft", text: open ? "nothing is wrong" : "" }));
    const errors = this.problems.filter(one => one.severity === "error").length;
    if (errors !== this.saidErrors) say(errors ? plural(errors, "mistake") : "no mistakes");
    this.saidErrors = errors;
  },

  /** Adds the rules of the file that a problem names to the pack's list, as an edit of its manifest. */
  async list({ pack, path, line }) {
    const source = known.edits.get(pack)?.get(path)?.text ?? (await this.read(pack, path)).text;
    const rule = rulesIn(pack, source).find(one => one.line === line);
    const before = known.edits.get(pack)?.get("pack.json");
    const base = await this.read(pack, "pack.json");
    const doc = rule && /\bdoc\s*=\s*"((?:[^"\\\n]|\\.)*)"/.exec(source.split("\n").slice(line - 1, line + 5).join("\n"))?.[1];
    const text = rule && withRule(before?.text ?? base.text, { id: rule.name, kind: rule.kind, title: doc || rule.name });
    if (!text) {
      await this.openFile(pack, "pack.json");
      return;
    }
    this.keep(pack, "pack.json", text, before ? before.digest : base.digest);
    if (this.open?.pack === pack && this.open.path === "pack.json") this.editor.replace(text);
    this.checkSoon();
    notice(`'${rule.name}' is listed in pack.json: save it, too`);
  },

  /** Words for what is being typed: after @ the lexicons at hand, else what the files that were read are written with. */
  words(before) {
    const { pack } = this.open ?? {};
    if (before.startsWith("@")) {
      const files = this.pack(pack)?.files.map(file => file.path) ?? [];
      return files.map(path => /^lexicons\/(.+)\.\w+$/.exec(path)?.[1]).filter(Boolean).map(name => `@${name}`);
    }
    const texts = [this.editor.text, ...[...this.saved].filter(([key]) => /\.lua$/.test(key)).map(([, file]) => file.text ?? "")];
    return [...new Set(texts.flatMap(text => text.match(/[A-Za-z_][\w-]{2,}/g) ?? []).concat(known.desk.words))];
  },

  async help(symbol) {
    if (!symbol) return;
    try {
      const { symbols } = await ask(`help?symbol=${encodeURIComponent(symbol)}`);
      await inquire({
        title: symbol, width: "roomy",
        body: symbols.flatMap(({ title, text, example }) => [
          title === symbol ? null : build("h3", { text: title }),
          build("p", { class: "prose", text }), example ? build("pre", { text: example }) : null,
        ]),
        choices: [{ label: "Close", value: () => null }],
      });
    } catch (failure) {
      if (failure.status !== 404) throw failure;
      notice(`nothing is known of '${symbol}'`);
    }
  },

  // What rules do

  /** The rules that the open text defines, as it stands. */
  rulesHere() {
    if (!this.open || !/\.lua$/.test(this.open.path) || /_test\.lua$/.test(this.open.path)) return [];
    return rulesIn(this.open.pack, this.editor.text);
  },

  cursorMoved({ render = true } = {}) {
    const rule = this.rulesHere().findLast(one => one.line <= this.editor.line)?.id ?? this.rulesHere()[0]?.id ?? null;
    if (rule === this.cursorRule) return;
    if (this.cursorRule) this.openRules.delete(this.cursorRule);
    this.cursorRule = rule;
    if (rule) this.openRules.add(rule);
    if (render) this.effects();
  },

  effects() {
    const { evaluation } = known;
    if (!evaluation || find("view-rules").hidden) return;
    if (this.traced !== known.article) this.traces.clear();
    this.traced = known.article;
    const rules = this.rulesHere();
    const here = new Set(rules.map(rule => rule.id));
    find("effect-title").textContent = `In “${cut(evaluation.title || evaluation.record?.article?.title || evaluation.record?.article?.id || "the article", 48)}”`;
    this.text.render({ text: evaluation.text, title: evaluation.title, blocks: evaluation.blocks, claims: known.claims });
    this.text.show(index => !here.size || here.has(known.claims[index].rule)
      || (known.claims[index].scores ?? []).some(score => here.has(score.rule)));
    this.text.choose(known.chosen, { scroll: false });
    const fired = new Map((evaluation.rules ?? []).map(rule => [rule.id, rule.fired]));
    find("effect-rules-title").textContent = rules.length ? "Rules of this file" : "Rules";
    find("file-rules").replaceChildren(...rules.length ? rules.map(rule => this.effect(rule, fired.get(rule.id)))
      : [build("p", { class: "soft", text: this.open ? "No rules are defined here." : "Open a file to see what its rules find." })]);
  },

  effect(rule, fired) {
    const claims = known.claims.map((claim, index) => ({ claim, index }));
    const matches = rule.kind === "extract" ? claims.filter(({ claim }) => claim.rule === rule.id)
      : claims.flatMap(({ claim, index }) => (claim.scores ?? []).filter(score => score.rule === rule.id).map(score => ({ claim, index, score })));
    const count = fired ?? matches.length;
    const box = build("div", { class: "near-box" });
    const details = build("details", { class: "rule", open: this.openRules.has(rule.id), data: { rule: rule.id } },
      build("summary", {}, build("b", { text: rule.name }), build("span", { class: "soft", text: ` ${rule.kind} ` }),
        build("span", { class: count ? "count" : "count none", text: rule.kind === "extract" ? `${count} found` : plural(count, "hit") })),
      matches.length ? build("ul", { class: "matches" }, ...matches.slice(0, 60).map(({ claim, index, score }) => build("li", {},
        button(`${index + 1}`, () => choose(index, "list"), { class: "tag", "aria-label": `claim ${index + 1}`, title: "show it in the text" }),
        build("span", {}, build("b", { text: sourceOf(claim) }), " ", cut(contentOf(claim), 110), score
          ? build("span", { class: "soft", text: ` ${figure(score.points, { sign: true })} ${score.because ?? ""}` }) : ""),
        rule.kind === "extract" ? build("span", { class: "buttons" },
          button("Test", attempt(() => { choose(index, "list"); return makeTest("test"); }), { class: "small", title: "make a test of it" }),
          button("False hit", attempt(() => { choose(index, "list"); return makeTest("todo"); }), { class: "small", title: "a test that it must not be found, marked todo" })) : null)))
        : build("p", { class: "soft", text: count ? "" : "It finds nothing here." }),
      build("h4", { text: "Nearly" }), box);
    details.addEventListener("toggle", () => {
      if (details.open) {
        this.openRules.add(rule.id);
        this.trace(rule.id, box);
      } else {
        this.openRules.delete(rule.id);
      }
    });
    return details;
  },

  async trace(id, box) {
    const before = this.traces.get(id);
    if (before) box.replaceChildren(...nearMatches(before));
    else box.replaceChildren(build("p", { class: "soft", text: this.broken ? "Nothing can be tried under a mistake." : "looking …" }));
    // What is typed is tried when it has been found sound: then comes the next evaluation, and with it this again.
    if (known.sound !== known.version) return;
    try {
      const trace = await traceOf(id, () => box.isConnected);
      if (!trace) return;
      this.traces.set(id, trace);
      if (box.isConnected) box.replaceChildren(...nearMatches(trace));
    } catch (failure) {
      if (box.isConnected && !before) box.replaceChildren(build("p", { class: "soft", text: failure.message }));
    }
  },

  async test() {
    const { pack } = this.open;
    const box = find("test-results");
    box.replaceChildren(build("h3", { text: "Tests" }), build("p", { class: "soft", text: "running …" }));
    const answer = await ask("test", { pack, files: unsavedFiles() });
    const bad = answer.tests.filter(test => test.outcome === "failed");
    const rest = answer.tests.filter(test => test.outcome === "todo");
    const row = test => build("li", { class: test.outcome },
      button("", attempt(() => this.openFile(pack, test.path, { line: test.line })), { class: "plain problem-line" }));
    const mistakes = (answer.diagnostics ?? []).filter(one => one.severity === "error");
    if (mistakes.length && !answer.tests.length) {
      box.replaceChildren(build("h3", { text: `Tests of ${pack}` }),
        build("p", { class: "verdict failed", role: "status", text: `not run: ${mistakes[0].message}` }));
      return;
    }
    box.replaceChildren(
      build("h3", { text: `Tests of ${pack}` }),
      build("p", { class: answer.failed ? "verdict failed" : "verdict passed", role: "status", text:
        [`${answer.passed} passed`, `${answer.failed} failed`, answer.todo ? `${answer.todo} todo` : ""].filter(Boolean).join(", ") }),
      build("ul", { class: "tests" }, ...[...bad, ...rest].map(test => {
        const item = row(test);
        item.firstChild.append(build("span", { class: "severity", text: test.outcome }), build("b", { text: test.name }),
          test.message ? build("span", { class: "prose soft", text: test.message }) : "");
        return item;
      })));
    box.scrollIntoView({ block: "nearest" });
  },
};

/** The rules that a text defines, with their lines. */
function rulesIn(pack, text) {
  const form = /^[ \t]*(extract|score|relate)[ \t]*\(?[ \t]*["']([^"'\n]+)["']/gm;
  return [...text.matchAll(form)].map(match => ({
    kind: match[1], name: match[2], id: `${pack}/${match[2]}`, line: text.slice(0, match.index).split("\n").length,
  }));
}

/** A manifest with one more rule at the end of its list, all else as it was; null where there is no list to see. */
function withRule(manifest, rule) {
  const begin = /"rules"\s*:\s*\[/.exec(manifest);
  if (!begin) return null;
  let at = begin.index + begin[0].length;
  let isString = false, depth = 1, last = at;
  for (; at < manifest.length && depth; at += 1) {
    const sign = manifest[at];
    if (isString) {
      if (sign === "\\") at += 1;
      else if (sign === '"') isString = false;
    } else if (sign === '"') isString = true;
    else if (sign === "[" || sign === "{") depth += 1;
    else if (sign === "]" || sign === "}") depth -= 1;
    if (depth && /\S/.test(sign)) last = at + 1;
  }
  if (depth) return null;
  const entry = Object.entries(rule).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`).join(", ");
  const isEmpty = last === begin.index + begin[0].length;
  const text = `${manifest.slice(0, last)}${isEmpty ? "" : ","}\n    {${entry}}${isEmpty ? "\n  " : ""}${manifest.slice(last)}`;
  try {
    JSON.parse(text);
    return text;
  } catch {
    return null;
  }
}

/** What two texts differ in, line by line; beginning and end that they share are left out but for two lines. */
function lineDifference(old, now) {
  const [a, b] = [old.split("\n"), now.split("\n")];
  let before = 0;
  while (before < a.length && before < b.length && a[before] === b[before]) before += 1;
  let after = 0;
  while (after < Math.min(a.length, b.length) - before && a.at(-1 - after) === b.at(-1 - after)) after += 1;
  const line = (kind, sign) => text => build("div", { class: kind, text: `${sign} ${text}` });
  return [
    ...(before > 2 ? [build("div", { class: "soft", text: "…" })] : []),
    ...a.slice(Math.max(0, before - 2), before).map(line("same", " ")),
    ...a.slice(before, a.length - after).map(line("went", "−")),
    ...b.slice(before, b.length - after).map(line("came", "+")),
    ...b.slice(b.length - after, b.length - after + 2).map(line("same", " ")),
    ...(after > 2 ? [build("div", { class: "soft", text: "…" })] : []),
  ];
}

/** The chosen claim as a test in a pack's file, as an unsaved edit; `todo` for one that must not be found. */
async function makeTest(kind) {
  const claim = chosenClaim();
  if (!claim) {
    notice("choose a claim first");
    return;
  }
  const writable = known.desk.packs.filter(pack => pack.writable).map(pack => pack.name);
  let pack = writable.includes(packOf(claim.rule)) ? packOf(claim.rule) : writable.length === 1 ? writable[0] : null;
  if (!writable.length) {
    notice("no pack is open for writing", { help: "start with a pack of your own: assay serve --pack FOLDER", isWrong: true });
    return;
  }
  if (!pack) {
    const select = build("select", { "aria-label": "Pack" }, ...writable.map(name => build("option", { value: name, text: name })));
    pack = await inquire({
      title: "Which pack takes the test?", body: [select], choices: [{ label: "Make the test", value: () => select.value }],
    });
    if (!pack) return;
  }
  const made = await ask("make-test", { article: known.article, claim: known.chosen, kind, pack, files: unsavedFiles() });
  const key = keyOf(pack, made.path);
  if (!rulesView.saved.has(key)) rulesView.saved.set(key, { text: null, digest: made.expected });
  rulesView.keep(pack, made.path, made.text, made.expected);
  showView("rules");
  await rulesView.openFile(pack, made.path, { line: made.line });
  rulesView.checkSoon();
  notice(kind === "todo" ? "a todo test: save it, or change it first" : "a test: save it, or change it first");
}

async function openRule(id) {
  const rule = known.desk.rules.find(one => one.id === id);
  if (!rule) {
    notice(`'${id}' stands in no file that is open here`);
    return;
  }
  showView("rules");
  await rulesView.openFile(rule.pack, rule.path, { line: rule.line });
}
