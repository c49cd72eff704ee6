// The view of one article: its text with every claim marked, the claims by total, why each is one, and who claims what.

/** Lays claims over a text. Marks may nest and cross; a number behind each content is its button. */
class ClaimText {
  constructor(container, { onChoose, label = "claim" }) {
    Object.assign(this, { container, onChoose, label });
    this.pieces = []; // where each text node begins, to find the way from an offset to the page
    this.marks = new Map();
    this.tags = new Map();
    this.near = new Set(); // paragraphs in sight or close to it
    this.sifting = 0; // grows with every choice of what passes
    this.passes = () => true;
    this.watch = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) {
          this.near.add(target);
          this.#sift(target);
        } else {
          this.near.delete(target);
        }
      }
    }, { root: container, rootMargin: "600px 0px" });
    container.addEventListener("click", event => {
      const at = ClaimText.claimAt(event.target);
      if (at === null || String(getSelection()) !== "") return;
      card.hide(); // what it says stands beside the text now
      onChoose?.(at);
    });
    container.addEventListener("pointerover", event => {
      if (event.pointerType !== "touch") this.#hover(event.target); // a finger chooses, and would be in the way
    });
    container.addEventListener("pointerleave", () => card.leave());
    container.addEventListener("focusin", event => {
      if (event.target.matches("button.tag:focus-visible")) this.#hover(event.target);
    });
    container.addEventListener("focusout", () => card.leave());
    rove(container, "button.tag");
  }

  static claimAt(element) {
    const mark = element.closest?.("[data-claim]");
    return mark ? Number(mark.dataset.claim) : null;
  }

  #hover(element) {
    const at = ClaimText.claimAt(element);
    if (at === null) card.leave();
    else card.show(at, element.closest("[data-claim]"));
  }

  /** claims: the record's, by index. */
  render({ text, title, blocks, claims }) {
    this.pieces = [];
    this.marks = new Map();
    this.tags = new Map();
    this.from = 0;
    const intervals = [];
    claims.forEach((claim, index) => {
      const spans = claim.content?.spans ?? [];
      const add = (kind, order) => span => {
        if (span.end > span.start) intervals.push({ start: span.start, end: span.end, kind, order, claim: index });
      };
      spans.forEach(add("content", 0));
      (claim.source?.spans ?? []).forEach(add("source", 1));
      (claim.cue?.spans ?? []).forEach(add("cue", 2));
    });
    intervals.sort((a, b) => a.start - b.start || b.end - a.end || a.order - b.order || a.claim - b.claim);
    const tagsAt = new Map(); // offset → the claims whose last piece ends there, inner ones first
    claims.forEach((claim, index) => {
      const last = (claim.content?.spans ?? claim.cue?.spans ?? []).at(-1);
      if (last) tagsAt.set(last.end, [index, ...(tagsAt.get(last.end) ?? [])]);
    });
    const fragment = document.createDocumentFragment();
    for (const block of ClaimText.paragraphs(text, blocks)) {
      // The title stands above the text already; it is repeated only where something is marked in it.
      if (text.slice(block.start, block.end).trim() === title
        && !intervals.some(one => one.start < block.end && one.end > block.start)) continue;
      const element = build(block.region === "headline" ? "h3" : "p", { class: `block ${block.region ?? "body"}` });
      if (block.region && !["body", "headline"].includes(block.region)) {
        element.append(build("span", { class: "region", text: block.region }));
      }
      this.#fill(element, block, text, intervals, claims, tagsAt);
      fragment.append(element);
    }
    this.container.replaceChildren(fragment);
    this.watch.disconnect();
    this.near.clear();
    if (this.isLong) for (const block of this.container.children) this.watch.observe(block);
    this.stop = this.container.querySelector("button.tag");
    if (this.stop) this.stop.tabIndex = 0;
    ClaimText.light([], this);
  }

  /** Blocks, and within them what empty lines divide: of a text file the whole is one block. */
  static paragraphs(text, blocks) {
    const found = [];
    for (const { start, end, region } of blocks?.length ? blocks : [{ start: 0, end: text.length }]) {
      const gap = /\n[^\S\n]*\n\s*/g;
      gap.lastIndex = start;
      let from = start;
      for (let match = gap.exec(text); match && match.index < end; match = gap.exec(text)) {
        found.push({ start: from, end: match.index, region });
        from = Math.min(end, gap.lastIndex);
      }
      found.push({ start: from, end, region });
    }
    return found.filter(block => text.slice(block.start, block.end).trim());
  }

  #fill(element, { start, end }, text, intervals, claims, tagsAt) {
    // The list is sorted by where an interval begins, and paragraphs come in order: those behind are passed for good.
    const here = [];
    let at = this.from;
    while (at < intervals.length && intervals[at].start < end) {
      if (intervals[at].end > start) here.push(intervals[at]);
      else if (at === this.from) this.from += 1;
      at += 1;
    }
    const cuts = [...new Set([start, end, ...here.flatMap(one => [Math.max(one.start, start), Math.min(one.end, end)]),
      ...here.flatMap(one => (tagsAt.has(one.end) && one.end <= end ? [one.end] : []))])].sort((a, b) => a - b);
    let open = []; // pairs of an interval and its element, outermost first
    let next = 0;
    let active = [];
    for (let index = 0; index + 1 < cuts.length; index += 1) {
      const [from, to] = [cuts[index], cuts[index + 1]];
      while (next < here.length && here[next].start <= from) active.push(here[next++]);
      active = active.filter(one => one.end > from);
      let shared = 0;
      while (shared < open.length && shared < active.length && open[shared][0] === active[shared]) shared += 1;
      open = open.slice(0, shared);
      for (const one of active.slice(shared)) {
        const mark = build("mark", {
          class: `${one.kind} ${claims[one.claim].stance}`, data: { claim: one.claim },
        });
        if (!this.marks.has(one.claim)) this.marks.set(one.claim, []);
        this.marks.get(one.claim).push(mark);
        (open.at(-1)?.[1] ?? element).append(mark);
        open.push([one, mark]);
      }
      const node = document.createTextNode(text.slice(from, to));
      this.pieces.push({ start: from, end: to, node });
      (open.at(-1)?.[1] ?? element).append(node);
      for (const claim of tagsAt.get(to) ?? []) {
        const own = open.findLast(([one]) => one.claim === claim && one.kind === "content")?.[1] ?? element;
        own.append(this.#tag(claim, claims[claim]));
      }
    }
  }

  #tag(index, claim) {
    const tag = button(String(index + 1), null, {
      class: "tag", tabindex: -1, data: { claim: index },
      "aria-label": `${this.label} ${index + 1}: ${sourceOf(claim)} ${claim.stance}, total ${figure(totalOf(claim))}`,
    });
    this.tags.set(index, tag);
    return tag;
  }

  get isLong() {
    return this.pieces.length > 5000;
  }

  /** Draws strongly only the claims that pass, by index; far down in a long text, only when it comes into sight. */
  show(passes) {
    this.passes = passes;
    this.sifting += 1;
    for (const block of this.isLong ? this.near : this.container.children) this.#sift(block);
  }

  #sift(block) {
    if (block.sifting === this.sifting) return;
    block.sifting = this.sifting;
    for (const mark of block.querySelectorAll("[data-claim]")) {
      mark.classList.toggle("out", !this.passes(Number(mark.dataset.claim)));
    }
  }

  /** Marks the chosen claim and brings it into sight. */
  choose(index, { scroll = true, focus = false } = {}) {
    for (const mark of this.marks.get(this.chosen) ?? []) mark.classList.remove("chosen");
    this.tags.get(this.chosen)?.classList.remove("chosen");
    this.chosen = index;
    const marks = this.marks.get(index) ?? [];
    marks.forEach(mark => mark.classList.add("chosen"));
    const tag = this.tags.get(index);
    if (tag) {
      tag.classList.add("chosen");
      if (this.stop) this.stop.tabIndex = -1;
      tag.tabIndex = 0;
      this.stop = tag;
      if (focus) tag.focus({ preventScroll: true });
    }
    if (scroll && marks[0]) bringIntoSight(this.container, marks[0]);
  }

  range(start, end) {
    const at = offset => {
      let low = 0, high = this.pieces.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.pieces[middle].end < offset) low = middle + 1;
        else high = middle;
      }
      const piece = this.pieces[low];
      return piece && [piece.node, Math.max(0, Math.min(piece.node.length, offset - piece.start))];
    };
    const [from, to] = [at(start), at(end)];
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  /** Lights up spans (those a reason is about) without touching the marks; where the browser cannot, nothing happens. */
  static light(spans, text) {
    if (!globalThis.CSS?.highlights) return;
    const ranges = spans.map(span => text.range(span.start, span.end)).filter(Boolean);
    if (ranges.length) CSS.highlights.set("reason", new Highlight(...ranges));
    else CSS.highlights.delete("reason");
  }
}

function bringIntoSight(container, element) {
  const [outer, inner] = [container.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top >= outer.top + 24 && inner.bottom <= outer.bottom - 24) return;
  const top = container.scrollTop + inner.top - outer.top - Math.min(outer.height / 3, 160);
  container.scrollTo({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

/** What appears beside a claim in the text: source, rule, scores. */
const card = {
  timer: 0,
  show(index, anchor) {
    clearTimeout(this.timer);
    const claim = known.claims[index];
    if (!claim || (this.index === index && !find("card").hidden)) return;
    this.index = index;
    const box = find("card");
    const scores = (claim.scores ?? []).filter(score => score.scale === known.scale);
    box.replaceChildren(
      build("p", { class: "who" }, build("b", { text: sourceOf(claim) }), " ", stanceMark(claim.stance),
        build("span", { class: "total", text: figure(totalOf(claim)) })),
      build("p", { class: "soft", text: `${claim.rule} · ${claim.type}` }),
      scores.length ? scoreBars(scores, { most: 6 }) : build("p", { class: "soft", text: "no scores" }));
    box.hidden = false;
    const place = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const under = place.bottom + 8 + height <= innerHeight;
    box.style.left = `${Math.max(8, Math.min(innerWidth - width - 8, place.left))}px`;
    box.style.top = `${under ? place.bottom + 8 : Math.max(8, place.top - height - 8)}px`;
  },
  leave() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), 180);
  },
  hide() {
    clearTimeout(this.timer);
    find("card").hidden = true;
    this.index = -1;
  },
};

const articleView = {
  shown: [], // indexes of claims that pass the filter, in the order of the list
  passing: new Set(),
  isDue: false,

  start() {
    this.text = new ClaimText(find("article-text"), { onChoose: index => { choose(index, "text"); this.side("why"); } });
    this.list = new LongList(find("claim-list"), {
      height: 74,
      row: index => this.row(index),
      onOpen: index => { choose(index, "list"); this.side("why"); },
      onMove: index => choose(index, "list"),
    });
    const filters = this.filters = find("claim-filters");
    filters.addEventListener("input", () => this.filter());
    filters.addEventListener("reset", () => setTimeout(() => this.filter()));
    filters.addEventListener("submit", event => event.preventDefault());
    makeTabs(find("sides"), name => { this.sideName = name; if (name === "map") this.map(); });
    find("card").addEventListener("pointerenter", () => clearTimeout(card.timer));
    find("card").addEventListener("pointerleave", () => card.leave());
    find("key").append(...NAMES_OF_STANCES.map(name => build("mark", { class: `content ${name}`, text: name })),
      build("mark", { class: "source", text: "source" }), build("mark", { class: "cue", text: "cue" }));
    find("previous-article").addEventListener("click", () => this.step(-1));
    find("next-article").addEventListener("click", () => this.step(1));
    find("pick-article").addEventListener("click", () => articlePicker.open());
    hear("evaluation", () => this.render());
    hear("chosen", () => this.chosen());
    hear("labels", () => { this.list.renew(); this.why(); });
  },

  side(name) {
    find(`tab-${name}`).click();
  },

  step(by) {
    const at = typeof known.article === "number" ? known.article + by : 0;
    if (at >= 0 && at < known.desk.articles && find("view-corpus").hidden) attempt(openArticle)(at);
  },

  /** Draws what was found. Behind another view it waits: every key in the editor brings new findings. */
  render() {
    const { evaluation } = known;
    this.isDue = Boolean(evaluation) && find("view-article").hidden;
    if (this.isDue) this.list.set([]); // what it listed is not there any more
    else if (evaluation) this.draw(evaluation);
  },

  /** Draws what has waited, when its view is shown or its list is wanted. */
  catchUp() {
    if (this.isDue) this.draw(known.evaluation);
  },

  draw(evaluation) {
    this.isDue = false;
    const about = evaluation.record?.article ?? {};
    const title = evaluation.title || about.title || about.id || "Untitled";
    find("article-title").textContent = title;
    const totals = Object.entries(evaluation.record?.totals ?? {}).map(([scale, total]) => `${scale} ${figure(total)}`);
    find("article-about").textContent = [about.outlet, about.published?.slice(0, 10), plural(known.claims.length, "claim"),
      ...totals].filter(Boolean).join(" · ");
    const at = typeof known.article === "number" ? known.article : -1;
    find("previous-article").disabled = at <= 0;
    find("next-article").disabled = at + 1 >= known.desk.articles;
    const scales = [...new Set(known.claims.flatMap(claim => Object.keys(claim.totals ?? {})))].sort();
    const sort = find("claim-sort");
    const before = sort.value;
    sort.replaceChildren(...scales.map(scale => build("option", { value: scale, text: scale })),
      build("option", { value: "", text: "place in the text" }));
    sort.value = [...sort.options].some(option => option.value === before) && before ? before : known.scale ?? "";
    const { source, stance, rule } = this.filters.elements;
    fillSelect(source, "all sources", countBy(known.claims, sourceOf));
    fillSelect(stance, "all stances", countBy(known.claims, claim => claim.stance));
    fillSelect(rule, "all rules", countBy(known.claims, claim => claim.rule));
    this.haystacks = null;
    this.text.render({ text: evaluation.text, title, blocks: evaluation.blocks, claims: known.claims });
    this.filter();
    if (this.sideName === "map") this.map();
  },

  filter() {
    const { text, source, stance, rule, sort } = this.filters.elements;
    const words = text.value.trim().toLowerCase();
    known.scale = sort.value || known.scale;
    this.haystacks ??= known.claims.map(claim =>
      `${sourceOf(claim)}\n${contentOf(claim)}\n${claim.cue?.spans?.[0]?.text ?? ""}\n${claim.rule}`.toLowerCase());
    const shown = known.claims.map((claim, index) => index).filter(index => {
      const claim = known.claims[index];
      return (!source.value || sourceOf(claim) === source.value) && (!stance.value || claim.stance === stance.value)
        && (!rule.value || claim.rule === rule.value) && (!words || this.haystacks[index].includes(words));
    });
    if (sort.value) {
      const total = index => known.claims[index].totals?.[sort.value] ?? -Infinity;
      shown.sort((a, b) => total(b) - total(a) || a - b);
    }
    this.shown = shown;
    this.passing = new Set(shown);
    this.list.set(shown);
    find("claim-count").textContent = shown.length === known.claims.length
      ? plural(shown.length, "claim") : `${shown.length} of ${plural(known.claims.length, "claim")}`;
    this.chosen({ scroll: false });
    // Last: whoever asked where something stands behind this would have a long text laid out twice.
    this.text.show(index => this.passing.has(index));
  },

  row(index) {
    const claim = known.claims[index];
    const label = labelOf(claim);
    return build("div", { class: index === known.chosen ? "claim chosen" : "claim", "aria-label":
      `${index + 1}: ${sourceOf(claim)} ${claim.stance} ${contentOf(claim)}, total ${figure(totalOf(claim))}${label ? `, labelled ${label}` : ""}` },
      build("div", { class: "who" },
        build("span", { class: "number", text: index + 1 }),
        build("b", { text: sourceOf(claim) }), stanceMark(claim.stance),
        label && build("span", { class: `label ${label}`, text: label === "yes" ? "✓" : "✗" }),
        build("span", { class: "total", text: figure(totalOf(claim)) })),
      build("p", { class: "excerpt", text: cut(contentOf(claim), 220) }));
  },

  chosen({ scroll = true } = {}) {
    if (this.isDue) return;
    const from = known.chosenFrom;
    this.text.choose(known.chosen, { scroll: scroll && from !== "text" });
    const at = this.shown.indexOf(known.chosen);
    this.list.moveTo(at, { into: scroll });
    this.why();
    find("side-map").querySelectorAll("[data-claim]").forEach(node =>
      node.classList.toggle("chosen", Number(node.dataset.claim) === known.chosen));
    const claim = chosenClaim();
    if (claim && scroll && from === "keys") {
      say(`claim ${known.chosen + 1}: ${sourceOf(claim)} ${claim.stance}: ${cut(contentOf(claim), 160)}, total ${figure(totalOf(claim))}`);
    }
  },

  next(step) {
    this.catchUp();
    if (!this.shown.length) return;
    const at = this.shown.indexOf(known.chosen);
    const to = at < 0 ? (step > 0 ? 0 : this.shown.length - 1) : at + step;
    if (to >= 0 && to < this.shown.length) choose(this.shown[to], "keys");
  },

  // Why

  why() {
    const panel = find("side-why");
    const claim = chosenClaim();
    if (!claim) {
      panel.replaceChildren(build("p", { class: "empty", text: "Choose a claim, in the text or with j and k, to see why it is one." }));
      return;
    }
    const label = labelOf(claim);
    const spans = list => (list ?? []).map(span => `“${span.text}”`).join(" ");
    const facts = [
      ["Rule", claim.rule],
      ["Source", claim.source ? [claim.source.name, spans(claim.source.spans)].filter((part, at, all) =>
        at === 0 || part !== `“${all[0]}”`).join(" ") : "nobody named"],
      ["Cue", claim.cue ? `${spans(claim.cue.spans)} lemma ${claim.cue.lemma ?? "–"}` : "none"],
      ["Type", `${claim.type}, ${claim.stance}, evidence ${claim.evidence?.status ?? "unstated"}`],
      ["Hedges", spans(claim.hedges)],
      ["Figures", (claim.figures ?? []).map(one => this.slice(one)).join(", ")],
      ["Dates", (claim.dates ?? []).map(one => this.slice(one)).join(", ")],
      ["Inside", claim.parent ?? ""],
      ["Relations", (claim.relations ?? []).map(one => `${one.type} ${one.claim}`).join(", ")],
    ].filter(([, value]) => value);
    const scales = [...new Set((claim.scores ?? []).map(score => score.scale))];
    scales.sort((a, b) => (b === known.scale) - (a === known.scale) || (a < b ? -1 : 1));
    const act = (label, key, action, pressed) =>
      button(label, attempt(action), { title: `key ${key}`, "aria-pressed": pressed === undefined ? null : String(pressed) });
    panel.replaceChildren(
      build("div", { class: "who" }, build("span", { class: "number", text: known.chosen + 1 }),
        build("h3", { text: sourceOf(claim) }), stanceMark(claim.stance), build("span", { class: "total", text: figure(totalOf(claim)) })),
      build("blockquote", { class: `quote ${claim.stance}`, text: contentOf(claim) }),
      build("div", { class: "buttons acts" },
        act("Accept", "a", () => setLabel("yes"), label === "yes"),
        act("Reject", "r", () => setLabel("no"), label === "no"),
        act("Make a test", "t", () => makeTest("test")),
        act("False hit", "f", () => makeTest("todo")),
        act("Open the rule", "o", () => openRule(claim.rule))),
      build("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => [build("dt", { text: name }), build("dd", { text: value })])),
      ...scales.flatMap(scale => {
        const scores = claim.scores.filter(score => score.scale === scale);
        return [build("h4", {}, scale, build("span", { class: "total", text: figure(claim.totals?.[scale]) })),
          scoreBars(scores, { onSpans: lit => ClaimText.light(lit, this.text) })];
      }),
      ...[this.overruled(), ...this.abstentions(claim), this.tried(claim)].filter(Boolean));
  },

  slice: span => known.evaluation.text.slice(span.start, span.end),

  overruled() {
    const found = (known.evaluation.overruled ?? []).filter(one => one.by === known.chosen);
    if (!found.length) return null;
    return build("section", {}, build("h4", { text: "Other findings that gave way to it" }),
      build("ul", { class: "plain-list" }, ...found.map(one => build("li", {},
        build("code", { text: one.rule }), " ",
        build("span", { class: "soft", text: cut(one.content.map(([start, end]) => this.slice({ start, end })).join(" … "), 140) })))));
  },

  abstentions(claim) {
    const around = [...(claim.content?.spans ?? []), ...(claim.cue?.spans ?? [])];
    const all = known.evaluation.abstentions ?? [];
    const here = all.filter(one => one.span && around.some(span => one.span[0] < span.end && span.start < one.span[1]));
    const anywhere = all.filter(one => !one.span);
    const part = (title, list) => list.length && build("details", {}, build("summary", { text: `${title} (${list.length})` }),
      build("ul", { class: "plain-list" }, ...list.map(one => build("li", {}, build("code", { text: one.rule }), " ",
        build("span", { class: "soft", text: one.reason + (one.count > 1 ? ` (${one.count} times)` : "") })))));
    return [part("Rules that stayed silent here", here), part("Rules that stayed silent in the article", anywhere)].filter(Boolean);
  },

  tried(claim) {
    const box = build("div", {});
    const details = build("details", {}, build("summary", { text: "Where else this rule looked" }), box);
    details.addEventListener("toggle", attempt(async () => {
      if (!details.open || box.childElementCount) return;
      box.append(build("p", { class: "soft", text: "looking …" }));
      const trace = await traceOf(claim.rule);
      if (trace) box.replaceChildren(...nearMatches(trace));
    }));
    return details;
  },

  // Map

  map() {
    const panel = find("side-map");
    const { claims } = known;
    if (!claims.length) {
      panel.replaceChildren(build("p", { class: "empty", text: "No claims in this article." }));
      return;
    }
    const bySource = new Map();
    claims.forEach((claim, index) => {
      const name = sourceOf(claim);
      if (!bySource.has(name)) bySource.set(name, []);
      bySource.get(name).push(index);
    });
    const sources = [...bySource].sort((a, b) => b[1].length - a[1].length || a[1][0] - b[1][0]);
    const [width, line, left, right] = [400, 22, 140, 206];
    const height = Math.max(claims.length, sources.length) * line + 28;
    const order = sources.flatMap(([, indexes]) => indexes);
    const rowOf = new Map(order.map((index, row) => [index, row]));
    const y = row => 28 + row * line;
    const links = draw("g", { class: "links" }), nodes = draw("g", {});
    for (const [name, indexes] of sources) {
      const middle = indexes.reduce((sum, index) => sum + y(rowOf.get(index)), 0) / indexes.length;
      const pick = () => {
        this.filters.elements.source.value = this.filters.elements.source.value === name ? "" : name;
        this.filter();
        say(`${plural(this.shown.length, "claim")} of ${name}`);
      };
      nodes.append(draw("g", { class: "node source", role: "button", tabindex: -1, "aria-label": `${name}: ${plural(indexes.length, "claim")}; show only these`,
        on: { click: pick, keydown: event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } } } },
        draw("title", { text: name }),
        draw("circle", { cx: left, cy: middle, r: 3 + 2 * Math.sqrt(indexes.length) }),
        draw("text", { x: left - 10 - 2 * Math.sqrt(indexes.length), y: middle + 4, "text-anchor": "end", text: cut(name, 20) })));
      for (const index of indexes) {
        const [from, to] = [middle, y(rowOf.get(index))];
        const bend = (left + right) / 2;
        links.append(draw("path", { class: claims[index].stance, data: { claim: index },
          d: `M${left},${from} C${bend},${from} ${bend},${to} ${right},${to}` }));
      }
    }
    order.forEach(index => {
      const claim = claims[index];
      const open = () => { choose(index, "map"); this.side("why"); };
      nodes.append(draw("g", { class: `node claim ${claim.stance}`, role: "button", tabindex: -1, data: { claim: index },
        "aria-label": `claim ${index + 1}, ${claim.stance}: ${cut(contentOf(claim), 80)}`,
        on: { click: open, keydown: event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } } } },
        draw("title", { text: contentOf(claim) }),
        draw("rect", { x: right, y: y(rowOf.get(index)) - 5, width: 10, height: 10, rx: 2 }),
        draw("text", { x: right + 16, y: y(rowOf.get(index)) + 4, text: cut(contentOf(claim), 28) })));
    });
    const map = draw("svg", { class: "map", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Sources, and the claims of each" },
      draw("text", { x: left, y: 12, "text-anchor": "end", class: "axis", text: "sources" }),
      draw("text", { x: right, y: 12, class: "axis", text: "claims" }), links, nodes);
    map.querySelector("[role=button]").setAttribute("tabindex", "0");
    rove(map, "[role=button]");
    panel.replaceChildren(map);
    this.chosen({ scroll: false });
  },
};

/** Sentences a rule looked at in vain: where matching got furthest, and what it wanted there. */
function nearMatches(trace, { most = 8 } = {}) {
  const { text } = known.evaluation;
  const near = (trace.units ?? []).filter(unit => !unit.fired && (unit.stoppedAt || unit.condition));
  const far = (trace.units ?? []).filter(unit => !unit.fired && !unit.stoppedAt && !unit.condition);
  const reach = unit => (unit.stoppedAt ? unit.stoppedAt[0] - unit.span[0] : 0);
  near.sort((a, b) => reach(b) - reach(a) || a.span[0] - b.span[0]);
  const show = unit => {
    const [start, end] = unit.span;
    const sentence = build("p", { class: "unit" });
    if (unit.stoppedAt) {
      const [from, to] = unit.stoppedAt;
      sentence.append(build("span", { class: "reached", text: text.slice(start, from) }),
        build("span", { class: "stop", text: text.slice(from, to) || "⏹" }), text.slice(to, end));
    } else {
      sentence.append(unit.text ?? text.slice(start, end));
    }
    return build("li", {}, sentence, build("p", { class: "soft" }, unit.message ?? "",
      unit.condition ? build("code", { class: "condition", text: unit.condition }) : null));
  };
  const result = [];
  if (trace.note) result.push(build("p", { class: "soft", text: trace.note }));
  const all = [...near, ...far];
  if (!all.length) return [...result, build("p", { class: "soft", text: "It found something wherever it looked." })];
  const list = build("ul", { class: "near" }, ...all.slice(0, most).map(show));
  result.push(list);
  if (all.length > most) {
    const more = button(`Show ${all.length - most} more`, () => {
      list.append(...all.slice(most).map(show));
      more.remove();
    }, { class: "plain link" });
    result.push(more);
  }
  return result;
}

/** Another article: one of the desk's, or a text of one's own. */
const articlePicker = {
  start() {
    const dialog = this.dialog = find("articles");
    this.search = build("input", { type: "search", "aria-label": "Search titles, ids and outlets", placeholder: "Search titles, ids and outlets", autocomplete: "off" });
    const box = build("div", { class: "long", id: "article-list", role: "listbox", tabindex: 0, "aria-label": "Articles" });
    this.count = build("p", { class: "soft", role: "status" });
    const title = build("input", { type: "text", name: "title", autocomplete: "off" });
    const text = build("textarea", { name: "text", rows: 5 });
    dialog.append(
      build("div", { class: "pane-head" }, build("h2", { id: "articles-title", text: "Articles" }),
        button("Close", () => dialog.close())),
      this.search, box, this.count,
      build("details", {}, build("summary", { text: "A text of your own" }),
        build("label", {}, "Title ", title), build("label", {}, "Text ", text),
        build("div", { class: "choices" }, button("Read it", () => {
          if (!text.value.trim()) return;
          this.take({ text: text.value, title: title.value });
        }, { class: "strong" }))));
    this.list = new LongList(box, {
      height: 52,
      row: article => build("div", { class: article.index === known.article ? "article chosen" : "article" },
        build("b", { text: article.title || article.id }),
        build("span", { class: "soft", text: [article.title && article.id, article.outlet, article.published?.slice(0, 10)].filter(Boolean).join(" · ") })),
      onOpen: article => this.take(article.index),
    });
    const latest = new Latest();
    this.load = attempt(async () => {
      const answer = await latest.ask(`articles?from=0&count=500&q=${encodeURIComponent(this.search.value)}`);
      if (!answer) return;
      this.list.set(answer.articles);
      this.count.textContent = answer.articles.length < answer.total
        ? `the first ${answer.articles.length} of ${plural(answer.total, "article")}` : plural(answer.total, "article");
    });
    this.search.addEventListener("input", later(120, this.load));
    this.search.addEventListener("keydown", event => {
      if (event.key === "ArrowDown") { event.preventDefault(); box.focus(); this.list.moveTo(0); }
      if (event.key === "Enter" && this.list.items.length) { event.preventDefault(); this.take(this.list.items[0].index); }
    });
  },
  take(article) {
    this.dialog.close();
    if (!find("view-corpus").hidden) showView("article");
    attempt(openArticle)(article);
  },

  open() {
    this.dialog.showModal();
    this.search.select();
    this.load();
  },
};
