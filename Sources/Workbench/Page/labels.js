// The view of labels: one claim after another with two keys, and what has been said so far.

/** Labels the chosen claim, or takes the label away when it has just that. */
async function setLabel(label) {
  const claim = chosenClaim();
  if (!claim) {
    notice("choose a claim first");
    return;
  }
  if (typeof known.article !== "number") {
    notice("a text of your own has no id to label it by", { help: "save it as a file and start with it", isWrong: true });
    return;
  }
  const value = labelOf(claim) === label ? null : label;
  const change = { article: known.article, claim: known.chosen, label: value, files: unsavedFiles() };
  let answer;
  try {
    answer = await ask("labels", change);
  } catch (failure) {
    if (failure.status !== 409) throw failure;
    // Somebody has written the file meanwhile: what it says now is read, and this one label added to it.
    takeLabels(await ask("labels"));
    answer = await ask("labels", change);
  }
  takeLabels(answer);
  say(value ? `claim ${known.chosen + 1}: ${value === "yes" ? "accepted" : "rejected"}` : `claim ${known.chosen + 1}: label taken away`);
}

function takeLabels({ path, labels }) {
  known.labels = labels ?? [];
  known.labelsAt = new Map();
  for (const label of known.labels) {
    const place = `${label.start} ${label.article}`;
    known.labelsAt.set(place, [...known.labelsAt.get(place) ?? [], label]);
  }
  known.labelsPath = path ?? known.desk.labels;
  tell("labels");
}

const labelsView = {
  start() {
    hear("labels", () => { this.list(); this.review(); });
    hear("evaluation chosen", () => this.review());
  },

  async load() {
    takeLabels(await ask("labels"));
  },

  /** The next claim without a label, here or in the articles after this one. */
  async next(step = 1) {
    const from = known.chosen;
    for (let at = from + step; at >= 0 && at < known.claims.length; at += step) {
      if (!labelOf(known.claims[at])) { choose(at, "review"); return; }
    }
    if (step < 0 || typeof known.article !== "number") return;
    for (let article = known.article + 1, tries = 0; article < known.desk.articles && tries < 50; article += 1, tries += 1) {
      await openArticle(article);
      const at = known.claims.findIndex(claim => !labelOf(claim));
      if (at >= 0) { choose(at, "review"); return; }
    }
    notice("every claim from here on has a label");
  },

  async say(label) {
    if (!chosenClaim()) { await this.next(); return; }
    await setLabel(label);
    if (labelOf(chosenClaim())) await this.next();
  },

  review() {
    if (find("view-labels").hidden) return;
    const box = find("review");
    const claim = chosenClaim();
    const left = known.claims.filter(one => !labelOf(one)).length;
    const title = known.evaluation?.title || known.evaluation?.record?.article?.title || articleID() || "";
    const head = build("div", { class: "pane-head" }, build("h2", { text: "Review" }),
      build("span", { class: "soft", text: known.evaluation ? `${left} of ${plural(known.claims.length, "claim")} without a label in “${cut(title, 60)}”` : "" }));
    if (!claim) {
      box.replaceChildren(head, build("p", { class: "soft", text: "Is this a claim that an editor would want? Two keys say so, and the next one comes." }),
        build("div", { class: "buttons" }, button("Begin", attempt(() => this.next()), { class: "strong" })));
      return;
    }
    const label = labelOf(claim);
    box.replaceChildren(head,
      build("div", { class: "who" }, build("span", { class: "number", text: known.chosen + 1 }), build("h3", { text: sourceOf(claim) }),
        stanceMark(claim.stance), build("span", { class: "total", text: figure(totalOf(claim)) })),
      this.context(claim),
      build("p", { class: "soft", text: claim.rule }),
      build("div", { class: "verdicts" },
        button("", attempt(() => this.say("yes")), { class: "yes", "aria-pressed": String(label === "yes"), "aria-keyshortcuts": "a" }),
        button("", attempt(() => this.say("no")), { class: "no", "aria-pressed": String(label === "no"), "aria-keyshortcuts": "r" }),
        button("", attempt(() => this.next()), { "aria-keyshortcuts": "s" })),
      build("div", { class: "buttons" }, button("Show it in the article", () => { showView("article"); articleView.side("why"); }, { class: "plain link" })));
    const [yes, no, skip] = box.querySelectorAll(".verdicts button");
    yes.append("Accept ", build("kbd", { text: "a" }));
    no.append("Reject ", build("kbd", { text: "r" }));
    skip.append("Skip ", build("kbd", { text: "s" }));
  },

  /** The claim with some words around it, so that one can judge without the article. */
  context(claim) {
    const { text } = known.evaluation;
    const spans = [["source", claim.source?.spans], ["cue", claim.cue?.spans], ["content", claim.content?.spans]]
      .flatMap(([kind, list]) => (list ?? []).map(span => ({ ...span, kind }))).sort((a, b) => a.start - b.start || b.end - a.end);
    const box = build("p", { class: "context" });
    if (!spans.length) return box;
    const first = Math.min(...spans.map(span => span.start)), last = Math.max(...spans.map(span => span.end));
    const begin = Math.max(0, text.lastIndexOf("\n", first - 1) + 1, first - 600);
    const lineEnd = text.indexOf("\n", last);
    const end = Math.min(text.length, lineEnd < 0 ? text.length : lineEnd, last + 600);
    let at = begin;
    if (begin > 0 && text[begin - 1] !== "\n") box.append("… ");
    for (const span of spans) {
      if (span.start < at) continue;
      box.append(text.slice(at, span.start), build("mark", { class: `${span.kind} ${claim.stance}`, text: text.slice(span.start, span.end) }));
      at = span.end;
    }
    box.append(text.slice(at, end));
    if (end < text.length && text[end] !== "\n") box.append(" …");
    return box;
  },

  list() {
    const labels = known.labels;
    const yes = labels.filter(one => one.label === "yes").length;
    find("labels-about").textContent = labels.length
      ? `${yes} accepted, ${labels.length - yes} rejected, in ${known.labelsPath ?? "a file"}: assay stats and assay tune read it.`
      : `None yet. They will be in ${known.labelsPath ?? "a file"}, which assay stats and assay tune read.`;
    find("label-list").replaceChildren(...[...labels].reverse().slice(0, 1000).map(one => build("div", { class: `labelled-row ${one.label}` },
      build("span", { class: `label ${one.label}`, text: one.label === "yes" ? "✓ yes" : "✗ no" }),
      build("span", { class: "name" }, cut(one.text ?? "", 140), build("span", { class: "soft", text: ` ${one.article}${one.rule ? ` · ${shortRule(one.rule)}` : ""}` })))));
  },
};
