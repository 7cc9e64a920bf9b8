// Domains to review, grouped by the pattern that they share.

/** Members that a group lists; the table shows the others. */
const listedMembers = 100;

/** The numbers of the domains of each group. */
function membersOfGroups() {
  const members = model.groups.map(() => []);
  columns.group.forEach((group, domain) => {
    if (group !== null) members[group].push(domain);
  });
  return members;
}

function showGroups() {
  const members = membersOfGroups();
  if (members.length === 0) {
    byId("review-lead").textContent = "Nothing is left to review.";
    return;
  }
  byId("groups").replaceChildren(...model.groups.map((group, number) => groupCard(group, number, members[number])));
  decisions.onChange(() => members.forEach((domains, number) => markGroup(number, domains)));
  members.forEach((domains, number) => markGroup(number, domains));
}

function groupCard(group, number, domains) {
  const names = domains.map((domain) => columns.name[domain]);
  const note = make("input", { type: "text", maxlength: "500", autocomplete: "off" });
  const decide = (decision) => decisions.set(names, note.value.trim() ? { decision, note: note.value.trim() } : { decision });
  const title = `group-${number}`;
  const choice = (word, text) =>
    button(text, () => decide(word), { "aria-describedby": title, "data-group-decision": word });
  return make("article", { class: "card", id: `card-${number}`, "aria-labelledby": title },
    make("h3", { id: title }, group.pattern, make("span", { class: "tally", text: ` ${counted(group.count, "domain")}` })),
    make("p", { class: "state", role: "status" }),
    make("ul", { class: "samples" }, ...domains.slice(0, 3).map(sampleItem)),
    make("div", { class: "bar" },
      choice("keep", "Keep all"), choice("disavow", "Disavow all"), choice("review", "Leave for review"),
      button("Undo", () => decisions.set(names, { decision: null }), { "aria-describedby": title }),
      make("label", {}, "Note ", note),
      make("label", {}, "Removal ", removalSelect((word) => decisions.set(names, { removal: word })))),
    make("details", {}, make("summary", { text: "Members" }),
      make("ul", { class: "members" },
        ...domains.slice(0, listedMembers).map((domain) =>
          make("li", {}, button(nameOf(domain), () => showEvidence(domain), { class: "plain" }))),
        ...(group.count > Math.min(domains.length, listedMembers)
          ? [make("li", { text: `and ${countText(group.count - Math.min(domains.length, listedMembers))} more in the table and in domains.csv` })]
          : []))));
}

function sampleItem(domain) {
  const sample = samplesOf(domain)[0];
  const what = sample
    ? [make("span", { class: "hint", text: " links from " }), quoted(sample.source),
      ...(sample.anchor ? [make("span", { class: "hint", text: " with " }), quoted(`“${sample.anchor}”`)] : [])]
    : [" ", quoted(textOf(columns.reason[domain]))];
  return make("li", {}, button(nameOf(domain), () => showEvidence(domain), { class: "plain" }), ...what);
}

/** Says how far the review of a group is. */
function markGroup(number, domains) {
  const found = new Map([...decisionWords, ...removalWords].map((word) => [word, 0]));
  let open = 0;
  for (const domain of domains) {
    const { decision, removal } = decisions.of(columns.name[domain]) ?? {};
    for (const word of [decision, removal]) if (word) found.set(word, found.get(word) + 1);
    if (!decision) open += 1;
  }
  const parts = [...found].filter(([, count]) => count > 0).map(([word, count]) => `${countText(count)} ${word}`);
  byId(`card-${number}`).querySelector(".state").textContent =
    parts.length === 0 ? "Not decided." : `Decided: ${parts.join(", ")}${open > 0 ? `; ${countText(open)} open` : ""}.`;
}
