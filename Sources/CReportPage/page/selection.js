// Which domains the table shows, and in which order.

const sortings = {
  name: (domain) => domain,
  verdict: (domain) => -columns.verdict[domain] * 1000 - columns.score[domain],
  decision: (domain) => decisionWords.indexOf(decisionOf(domain)),
  score: (domain) => -columns.score[domain],
  value: (domain) => -columns.value[domain],
  links: (domain) => -columns.links[domain],
  first: (domain) => -(columns.first[domain] ?? -1e9),
};

let searchTexts = null;

/** What a search looks through, made when it is first needed. */
function searchText(domain) {
  searchTexts ??= columns.name.map((name, number) =>
    `${name} ${textOf(columns.anchor[number])} ${textOf(columns.reason[number])}`.toLowerCase(),
  );
  return searchTexts[domain];
}

let order = null;
let orderName = "";

/** All domains in an order, kept until another is asked for; equal ones stay in the order of their names. */
function orderedDomains({ by, isReversed }) {
  const name = `${by} ${isReversed}`;
  if (name !== orderName || by === "decision") {
    const keys = Float64Array.from({ length: domainCount }, (_, domain) => sortings[by](domain));
    const sign = isReversed ? -1 : 1;
    order = Uint32Array.from(keys.keys()).sort((left, right) => sign * (keys[left] - keys[right]) || left - right);
    orderName = name;
  }
  return order;
}

/**
 * The numbers of the domains that fit, in order.
 *
 * @param filter `{search, verdict, class, family, decision}`; what is empty fits all.
 * @param sorting `{by, isReversed}`.
 */
function selectDomains(filter, sorting) {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const verdicts = model.verdicts.map((verdict) => verdict.startsWith(filter.verdict));
  const linkClass = filter.class === "" ? -1 : model.classes.indexOf(filter.class);
  const family = filter.family === "" ? -1 : Number(filter.family);
  const found = [];
  for (const domain of orderedDomains(sorting)) {
    if (!verdicts[columns.verdict[domain]]) continue;
    if (linkClass >= 0 && columns.class[domain] !== linkClass) continue;
    if (family >= 0 && !columns.families[domain].some(([id]) => id === family)) continue;
    if (filter.decision !== "" && !fitsDecision(domain, filter.decision)) continue;
    if (words.length > 0) {
      const text = searchText(domain);
      if (!words.every((word) => text.includes(word))) continue;
    }
    found.push(domain);
  }
  return found;
}

/** Whether a domain has a decision, a state of removal, or, for "none", no decision. */
function fitsDecision(domain, word) {
  const entry = decisions.of(columns.name[domain]);
  if (word === "none") return !entry?.decision;
  return entry?.decision === word || entry?.removal === word;
}
