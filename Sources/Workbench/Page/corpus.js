// The view of all articles: bringing them in, how totals are spread, which rules and sources have most, every claim.

const corpusView = {
  generation: null,
  rows: [], // as the server gives them: article, claim, rule, source or −1, stance, total, excerpt
  names: { rules: [], sources: [], stances: NAMES_OF_STANCES, scales: [] },
  haystack: [],
  shown: [],
  sortBy: "total",
  titles: new Map(),

  start() {
    const drop = find("drop");
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, event => { event.preventDefault(); drop.classList.add("over"); });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", attempt(async event => {
      event.preventDefault();
      drop.classList.remove("over");
      await this.take(await filesOf(event.dataTransfer));
    }));
    // What is dropped beside the field would otherwise replace the page.
    for (const name of ["dragover", "drop"]) addEventListener(name, event => event.preventDefault());
    for (const [name, input] of [["pick-files", find("files")], ["pick-folder", find("folder")]]) {
      find(name).addEventListener("click", () => input.click());
      input.addEventListener("change", attempt(async () => {
        await this.take([...input.files].map(file => ({ name: file.webkitRelativePath || file.name, file })));
        input.value = "";
      }));
    }
    find("score-corpus").addEventListener("click", attempt(() => this.score()));
    const filters = this.filters = find("corpus-filters");
    filters.addEventListener("input", () => this.filter());
    filters.addEventListener("reset", () => setTimeout(() => this.filter()));
    filters.addEventListener("submit", event => event.preventDefault());
    const columns = [["total", "Total"], ["source", "Source"], ["stance", "Stance"], ["text", "Content"], ["rule", "Rule"], ["article", "Article"]];
    find("corpus-columns").append(...columns.map(([name, label]) => {
      const cell = build("div", { role: "columnheader", class: `cell-${name}`, data: { sort: name }, "aria-sort": name === "total" ? "descending" : "none" },
        button(label, () => this.sort(name), { class: "plain" }));
      return cell;
    }));
    find("corpus-table").setAttribute("aria-colcount", columns.length);
    this.list = new LongList(find("corpus-rows"), {
      height: 34, role: "row", row: at => this.row(at),
      onOpen: attempt(async at => {
        const [article, claim] = this.rows[at];
        await openArticle(article);
        choose(claim, "corpus");
        showView("article");
        articleView.side("why");
      }),
    });
    this.changes = new Latest();
    this.changeSoon = later(300, attempt(() => this.change()));
    hear("desk", () => this.tiles());
    this.changed();
    this.draw();
  },

  /** Sends files one after another; what cannot be read is told at the end, by name. */
  async take(files) {
    if (!files.length) return;
    let added = 0, sent = 0;
    const failures = [];
    for (const { name, file } of files) {
      this.progress(sent, files.length, `reading ${cut(name, 60)}`);
      try {
        const answer = await ask(`articles?name=${encodeURIComponent(name)}`, file);
        added += answer.added;
        failures.push(...answer.failures ?? []);
      } catch (failure) {
        failures.push(`${name}: ${failure.message}`);
      }
      sent += 1;
    }
    this.progress(sent, files.length, `${plural(added, "article")} added`);
    await renewDesk();
    if (failures.length) {
      await inquire({
        title: `${plural(failures.length, "input")} could not be read`,
        body: [build("ul", { class: "plain-list failures" }, ...failures.slice(0, 200).map(line => build("li", { text: line })))],
        choices: [{ label: "Go on", value: () => true }],
      });
    }
    if (added) await this.score();
  },

  progress(done, total, text) {
    const bar = find("progress");
    bar.max = Math.max(1, total);
    bar.value = done;
    find("progress-text").textContent = text;
  },

  async score() {
    const { generation, total } = await ask("corpus", { files: unsavedFiles() });
    settings.keep("generation", generation);
    await this.show(generation, total);
  },

  /** After a reload: the results that the server still has. */
  async resume() {
    const generation = Number(settings.kept("generation"));
    if (generation) await this.show(generation, known.desk.articles);
  },

  async show(generation, total) {
    this.generation = generation;
    this.rows = [];
    this.haystack = [];
    this.titles.clear();
    this.total = total;
    this.done = 0;
    const loadTitles = this.loadTitles();
    await this.follow(generation);
    await loadTitles;
    if (this.generation === generation) this.list.renew();
  },

  async loadTitles() {
    const { generation } = this;
    for (let from = 0; from < this.total && this.generation === generation; from += 2000) {
      const answer = await ask(`articles?from=${from}&count=2000&q=`);
      if (!answer.articles.length) return;
      for (const article of answer.articles) this.titles.set(article.index, article.title || article.id);
      from += answer.articles.length - 2000;
    }
  },

  async follow(generation) {
    while (this.generation === generation) {
      let answer;
      try {
        answer = await ask(`corpus?generation=${generation}&from=${this.rows.length}`);
      } catch (failure) {
        if (isOutdated(failure) || failure.status === 404) return;
        throw failure;
      }
      if (this.generation !== generation) return;
      this.add(answer);
      if (answer.finished) break;
      await new Promise(resolve => setTimeout(resolve, 250));
    }
    say(`${plural(this.rows.length, "claim")} in ${plural(this.total, "article")}`);
  },

  /** Takes rows in and draws anew; what is shown before the last ones are there is what has come so far. */
  add(answer) {
    const { rows, rules, sources, stances, scales, done, total } = answer;
    this.names = { rules, sources, stances: stances ?? NAMES_OF_STANCES, scales: scales ?? [] };
    for (const row of rows) {
      this.rows.push(row);
      this.haystack.push(`${row[3] < 0 ? "" : sources[row[3]]}\n${row[6]}`.toLowerCase());
    }
    this.done = done;
    this.progress(done, total, answer.finished
      ? `${plural(this.rows.length, "claim")} in ${plural(total, "article")}${answer.failures ? `, ${answer.failures} failed` : ""}` : `${done.toLocaleString("en")} of ${plural(total, "article")}`);
    if (rows.length || answer.finished) this.draw();
    this.tiles();
  },

  source(row) {
    return row[3] < 0 ? "nobody named" : this.names.sources[row[3]];
  },

  draw() {
    const counts = (at, name) => {
      const found = new Map();
      for (const row of this.rows) found.set(row[at], (found.get(row[at]) ?? 0) + 1);
      return [...found].map(([key, count]) => [name(key), count]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    };
    const rules = counts(2, index => this.names.rules[index]);
    const sources = counts(3, index => (index < 0 ? "nobody named" : this.names.sources[index]));
    const stances = counts(4, index => this.names.stances[index]);
    this.ranking(find("rule-ranking"), rules, "rule", id => shortRule(id));
    this.ranking(find("source-ranking"), sources, "source", name => name);
    const { stance, rule } = this.filters.elements;
    fillSelect(stance, "all stances", new Map(stances));
    fillSelect(rule, "all rules", new Map(rules));
    find("corpus-sources").replaceChildren(...sources.slice(0, 300).map(([name]) => build("option", { value: name })));
    this.distribution();
    this.filter();
    requestAnimationFrame(() => requestAnimationFrame(() => { this.drawnAt = performance.now(); })); // for scripts/workbench-speed
  },

  ranking(box, counts, field, short) {
    const most = counts[0]?.[1] ?? 1;
    box.replaceChildren(...counts.slice(0, 200).map(([name, count]) => {
      const bar = build("span", { class: "bar" });
      bar.style.width = `${100 * count / most}%`;
      const pick = button("", () => {
        const input = this.filters.elements[field];
        input.value = input.value === name ? "" : name;
        this.filter();
      }, { class: "plain rank", title: name, "aria-label": `${name}: ${count}; show only these` });
      pick.append(build("span", { class: "name", text: short(name) }), build("span", { class: "points", text: count.toLocaleString("en") }), bar);
      return pick;
    }));
    if (!counts.length) box.append(build("p", { class: "soft", text: "nothing yet" }));
  },

  tiles() {
    const sources = new Set(this.rows.map(row => row[3]));
    const tiles = [["articles", known.desk.articles], ["claims", this.rows.length], ["sources", sources.size - (sources.has(-1) ? 1 : 0)], ["rules that found", new Set(this.rows.map(row => row[2])).size]];
    find("tiles").replaceChildren(...tiles.map(([name, value]) => build("div", {}, build("dt", { text: name }), build("dd", { text: value.toLocaleString("en") }))));
    find("score-corpus").textContent = this.rows.length ? "Score again" : "Score all";
  },

  /** How totals are spread; a click on a bar shows only its claims. */
  distribution() {
    const figureBox = find("distribution");
    const totals = this.rows.map(row => row[5]).filter(total => total !== null);
    const caption = build("figcaption", {}, build("b", { text: this.names.scales[0] ?? "totals" }), ` over ${plural(totals.length, "claim")}`);
    if (!totals.length) {
      figureBox.replaceChildren(caption, build("p", { class: "soft", text: "nothing yet" }));
      return;
    }
    let low = Infinity, high = -Infinity;
    for (const total of totals) {
      if (total < low) low = total;
      if (total > high) high = total;
    }
    const isShare = low >= 0 && high <= 1;
    if (isShare) [low, high] = [0, 1];
    if (low === high) [low, high] = [low - 0.5, high + 0.5];
    const bins = 20;
    const counts = Array(bins).fill(0);
    for (const total of totals) counts[Math.min(bins - 1, Math.floor((total - low) / (high - low) * bins))] += 1;
    const most = Math.max(...counts);
    const [width, height, bottom] = [320, 150, 20];
    const step = width / bins;
    const { from, to } = this.filters.elements;
    const [chosenFrom, chosenTo] = [from.value, to.value];
    const edge = at => Math.round((low + (high - low) * at / bins) * 1000) / 1000;
    const bars = counts.map((count, at) => {
      const tall = count ? Math.max(2, (height - bottom - 14) * count / most) : 0;
      const isChosen = chosenFrom !== "" && chosenTo !== "" && edge(at) >= Number(chosenFrom) && edge(at + 1) <= Number(chosenTo);
      const pick = () => {
        from.value = isChosen ? "" : edge(at);
        to.value = isChosen ? "" : edge(at + 1);
        this.filter();
        this.distribution();
        find("distribution").querySelectorAll("[role=button]")[at].focus();
      };
      return draw("g", { class: isChosen ? "bin chosen" : "bin", role: "button", tabindex: at ? -1 : 0, "aria-label": `${edge(at)} to ${edge(at + 1)}: ${plural(count, "claim")}`, "aria-pressed": isChosen,
        on: { click: pick, keydown: event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } } } },
        draw("title", { text: `${edge(at)} to ${edge(at + 1)}: ${plural(count, "claim")}` }),
        draw("rect", { class: "reach", x: at * step, y: 0, width: step, height: height - bottom }),
        draw("rect", { class: "column", x: at * step + 1, y: height - bottom - tall, width: step - 2, height: tall, rx: 1.5 }));
    });
    const label = (x, text, anchor) => draw("text", { x, y: height - 5, "text-anchor": anchor, text });
    const chart = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Distribution of totals" },
      draw("line", { x1: 0, x2: width, y1: height - bottom + 0.5, y2: height - bottom + 0.5 }), ...bars,
      label(0, figure(low), "start"), label(width / 2, figure((low + high) / 2), "middle"), label(width, figure(high), "end"),
      draw("text", { x: width, y: 10, "text-anchor": "end", text: `most in a bar: ${most.toLocaleString("en")}` }));
    rove(chart, "[role=button]");
    figureBox.replaceChildren(caption, chart);
  },

  filter() {
    const began = performance.now();
    const { text, source, stance, rule, from, to } = this.filters.elements;
    const words = text.value.trim().toLowerCase();
    const wanted = source.value.trim().toLowerCase();
    const { names, rows, haystack } = this;
    const passes = names.sources.map(name => !wanted || name.toLowerCase().includes(wanted));
    const nobody = !wanted || "nobody named".includes(wanted);
    const stanceAt = stance.value ? names.stances.indexOf(stance.value) : -1;
    const ruleAt = rule.value ? names.rules.indexOf(rule.value) : -1;
    const [low, high] = [from.value === "" ? null : Number(from.value), to.value === "" ? null : Number(to.value)];
    const shown = [];
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at];
      if (ruleAt >= 0 && row[2] !== ruleAt || stanceAt >= 0 && row[4] !== stanceAt) continue;
      if (!(row[3] < 0 ? nobody : passes[row[3]])) continue;
      if (low !== null && (row[5] === null || row[5] < low) || high !== null && (row[5] === null || row[5] > high)) continue;
      if (words && !haystack[at].includes(words)) continue;
      shown.push(at);
    }
    this.shown = shown;
    this.order();
    find("corpus-count").textContent = shown.length === rows.length ? plural(rows.length, "claim")
      : `${shown.length.toLocaleString("en")} of ${plural(rows.length, "claim")}`;
    this.filterTime = performance.now() - began;
  },

  sort(name) {
    const cells = [...find("corpus-columns").children];
    const cell = cells.find(one => one.dataset.sort === name);
    const isDown = this.sortBy === name ? cell.getAttribute("aria-sort") === "ascending" : name === "total";
    this.sortBy = name;
    for (const one of cells) one.setAttribute("aria-sort", one === cell ? isDown ? "descending" : "ascending" : "none");
    this.isDown = isDown;
    this.order();
  },

  order() {
    const { rows, names } = this;
    const sign = this.isDown === false ? 1 : -1;
    // Names are compared by their place in the sorted dictionary, so that no two texts are compared row by row.
    const places = list => {
      const sorted = list.map((_, index) => index).sort((a, b) => (list[a] < list[b] ? -1 : 1));
      const place = new Array(list.length);
      sorted.forEach((index, at) => { place[index] = at; });
      return place;
    };
    let key;
    if (this.sortBy === "total") key = row => row[5] ?? -Infinity;
    else if (this.sortBy === "article") key = row => row[0];
    else if (this.sortBy === "stance") key = row => row[4];
    else if (this.sortBy === "text") key = null;
    else if (this.sortBy === "rule") { const place = places(names.rules); key = row => place[row[2]]; }
    else { const place = places(names.sources); key = row => (row[3] < 0 ? -1 : place[row[3]]); }
    if (key) {
      const keys = new Map(this.shown.map(at => [at, key(rows[at])]));
      this.shown.sort((a, b) => { const [x, y] = [keys.get(a), keys.get(b)]; return (x < y ? -1 : x > y ? 1 : 0) * sign || a - b; });
    } else {
      this.shown.sort((a, b) => (rows[a][6] < rows[b][6] ? -1 : rows[a][6] > rows[b][6] ? 1 : 0) * sign || a - b);
    }
    this.list.at = -1;
    this.list.set(this.shown);
    find("corpus-table").setAttribute("aria-rowcount", this.shown.length + 1);
  },

  row(at) {
    const row = this.rows[at];
    const cell = (name, text, title) => build("div", { role: "cell", class: `cell-${name}`, title, text });
    const stance = build("div", { role: "cell", class: "cell-stance" }, stanceMark(this.names.stances[row[4]] ?? ""));
    return build("div", { class: "claim-row" }, cell("total", figure(row[5])), cell("source", this.source(row)), stance,
      cell("text", row[6], row[6]), cell("rule", shortRule(this.names.rules[row[2]]), this.names.rules[row[2]]),
      cell("article", this.titles.get(row[0]) ?? `article ${row[0] + 1}`, this.titles.get(row[0])));
  },

  // What edits change

  async change() {
    const files = unsavedFiles();
    // Findings are compared where they are seen, and only those of rules that can run.
    if (!files || known.sound !== known.version) {
      this.changes.giveUp();
      this.changed();
      return;
    }
    if (find("view-corpus").hidden) return;
    find("change").replaceChildren(build("p", { class: "soft", text: "comparing …" }));
    const answer = await this.changes.ask("change", { files, sample: 200 });
    if (answer) this.changed(answer);
  },

  changed(answer) {
    const box = find("change");
    if (!answer) {
      box.replaceChildren(build("p", { class: "soft", text: "Change a rule: here stands what came, what went and what moved in the first articles, before you save." }));
      return;
    }
    const points = { came: one => figure(one.after), went: one => figure(one.before), moved: one => `${figure(one.before)} → ${figure(one.after)}` };
    const row = (name, one) => {
      const open = button("", attempt(() => { showView("article"); return openArticle(one.article); }), {
        class: "plain change", "aria-label": `${name}: ${one.source ?? ""} ${one.content}; open its article`,
      });
      open.append(build("span", { class: "name" }, build("b", { text: one.source ?? "nobody named" }), ` ${cut(one.content ?? "", 90)}`),
        build("span", { class: "points", text: points[name](one) }));
      return build("li", {}, open);
    };
    const parts = ["came", "went", "moved"].filter(name => answer[name].length).map(name =>
      build("details", { open: answer[name].length <= 40, class: name }, build("summary", { text: `${answer[name].length} ${name}` }),
        build("ul", { class: "plain-list" }, ...answer[name].slice(0, 200).map(one => row(name, one)))));
    box.replaceChildren(build("p", { class: "soft", role: "status", text:
      `in ${plural(answer.articles, "article")}: ${answer.came.length} came, ${answer.went.length} went, ${answer.moved.length} moved, ${answer.same.toLocaleString("en")} as before` }),
    ...parts);
  },
};

/** All files of what was dropped, those in folders with their path, in an order that does not depend on the disk. */
async function filesOf(transfer) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map(file => ({ name: file.name, file }));
  const found = [];
  const walk = async entry => {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      found.push({ name: entry.fullPath.replace(/^\//, ""), file });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      // A reader gives a hundred entries at a time and an empty list at the end.
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return;
      for (const one of some) await walk(one);
    }
  };
  for (const entry of entries) await walk(entry);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}
