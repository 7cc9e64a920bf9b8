// The evidence on one domain, in a dialog: what was found, sample links, what would change the verdict, and
// the decision.

const evidenceDialog = byId("evidence");
let shownDomain = 0;

/** Opens the dialog on a domain. */
function showEvidence(domain) {
  shownDomain = domain;
  const place = table.domains.indexOf(domain);
  evidenceDialog.replaceChildren(
    make("div", { class: "bar" },
      make("h2", { id: "evidence-title", tabindex: "-1" }, quoted(nameOf(domain))),
      button("Previous", () => step(-1), { disabled: place <= 0 }),
      button("Next", () => step(1), { disabled: place < 0 || place + 1 >= table.domains.length }),
      button("Close", () => evidenceDialog.close())),
    verdictPart(domain), decisionPart(domain), findingsPart(domain), samplesPart(domain), factsPart(domain),
  );
  if (!evidenceDialog.open) evidenceDialog.showModal();
  byId("evidence-title").focus();
}

/** Goes to a neighbour in the table. */
function step(distance) {
  const domain = table.domains[table.domains.indexOf(shownDomain) + distance];
  if (domain !== undefined) showEvidence(domain);
}

/** Keys of the dialog: one hand decides, and goes on. */
evidenceDialog.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
  const word = { k: "keep", r: "review", d: "disavow" }[event.key];
  if (word) decideShown(word);
  else if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
});

function decideShown(word) {
  const name = columns.name[shownDomain];
  decisions.set([name], { decision: decisions.of(name)?.decision === word ? null : word });
  showEvidence(shownDomain);
}

function verdictPart(domain) {
  const parts = [
    make("p", {},
      make("span", { class: `badge ${verdictOf(domain)}`, text: verdictOf(domain) }),
      ` ${classOf(domain)}, score ${columns.score[domain]} of 100, link value ${valueText(columns.value[domain])}`),
  ];
  const say = (title, number) => {
    if (number !== null) parts.push(make("p", {}, make("b", { text: title + " " }), quoted(textOf(number))));
  };
  say("Why:", columns.reason[domain] || null);
  say("Softer than its class:", columns.softened[domain]);
  say("Protected:", columns.protection[domain]);
  say("Never disavowed:", columns.guard[domain]);
  say("What would change it:", columns.turn[domain]);
  return make("div", {}, ...parts);
}

function decisionPart(domain) {
  const name = columns.name[domain];
  const entry = decisions.of(name) ?? {};
  const choice = (word, text) =>
    button(text, () => decideShown(word), {
      "aria-pressed": String(entry.decision === word), "aria-keyshortcuts": word[0],
    });
  const note = make("input", {
    type: "text", maxlength: "500", autocomplete: "off", value: entry.note ?? "",
    on: { change: () => decisions.set([name], { note: note.value.trim() }) },
  });
  const removal = removalSelect((word) => decisions.set([name], { removal: word }), entry.removal);
  return make("fieldset", { class: "bar" }, make("legend", { text: "Your decision" }),
    choice("keep", "Keep"), choice("review", "Review"), choice("disavow", "Disavow"),
    make("label", {}, "Note ", note), make("label", {}, "Removal ", removal),
    make("span", { class: "hint", text: "Keys: k, r, d; n and p for the next and the previous domain" }));
}

function findingsPart(domain) {
  const families = columns.families[domain] || [];
  if (families.length === 0) return make("p", { text: "Nothing was found against it." });
  const bars = families.map(([family, weight]) =>
    make("tr", {},
      make("th", { scope: "row", text: model.families[family][1] }),
      make("td", {}, make("meter", {
        min: "0", max: "100", value: String(weight), "aria-label": `${weight} of 100`,
      })),
      make("td", { class: "number", text: String(weight) })));
  const rules = (columns.rules[domain] || []).map((rule) => model.rules[rule]);
  return make("div", {},
    make("h3", { text: "Findings by family" }), make("table", { class: "bars" }, make("tbody", {}, ...bars)),
    make("ul", {}, ...rules.map(([id, title]) => make("li", {}, title, " ", make("code", { text: id })))));
}

function samplesPart(domain) {
  const samples = samplesOf(domain);
  if (samples.length === 0) {
    return make("p", { text: "This page has no sample of its links: see links.csv and your exports." });
  }
  const items = samples.map((sample) => {
    const lines = [];
    const line = (title, text) => {
      if (text) lines.push(make("dt", { text: title }), make("dd", {}, quoted(text)));
    };
    line("From", sample.source);
    line("Title", sample.title);
    line("Anchor", sample.anchor);
    line("To", sample.target);
    line("Link", sample.isFollowed === null ? "" : sample.isFollowed ? "followed, live" : "not followed, or lost");
    line("First seen", dayText(sample.first));
    return make("dl", { class: "facts" }, ...lines);
  });
  return make("div", {}, make("h3", { text: "Sample links" }), ...items);
}

function factsPart(domain) {
  const lines = [];
  const line = (title, text) => lines.push(make("dt", { text: title }), make("dd", {}, quoted(text)));
  line("Links", `${countText(columns.links[domain])}, ${countText(columns.followed[domain])} followed and live`);
  line("Pages", `${countText(columns.pages[domain])} that link to ${countText(columns.targets[domain])} of yours`);
  if (columns.authority[domain] !== null) line("Authority", `${columns.authority[domain]} of 100`);
  line("Seen", [dayText(columns.first[domain]), dayText(columns.last[domain])].filter(Boolean).join(" to ") || "unknown");
  const entries = entriesOf(domain);
  if (entries.length > 0) line("Lines", visible(entries.slice(0, 20).join(" ")));
  const ticket = `${nameOf(domain)}: ${verdictOf(domain)}, score ${columns.score[domain]}, ${textOf(columns.reason[domain])}`;
  const copy = make("input", {
    type: "text", readonly: true, value: ticket, class: "wide", on: { focus: () => copy.select() },
  });
  return make("div", {}, make("h3", { text: "Facts" }), make("dl", { class: "facts" }, ...lines),
    make("label", { class: "wide" }, "Line for a ticket ", copy));
}
