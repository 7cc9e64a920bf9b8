// Puts the parts together.

const table = new DomainTable({ onSort: listDomains, onSelect: showSelection });

/** The choices of the filters. */
const filterInputs = {
  search: byId("search"), verdict: byId("by-verdict"), class: byId("by-class"), family: byId("by-family"),
  decision: byId("by-decision"),
};

function fillFilters() {
  const add = (select, value, text = value) => select.append(make("option", { value, text }));
  add(filterInputs.verdict, "disavow", "disavow (all)");
  for (const verdict of model.verdicts) add(filterInputs.verdict, verdict);
  for (const linkClass of model.classes) add(filterInputs.class, linkClass);
  model.families.forEach(([, title], number) => add(filterInputs.family, number, title));
  for (const word of [...decisionWords, ...removalWords]) add(filterInputs.decision, word);
  add(filterInputs.decision, "none", "not decided");
}

function listDomains() {
  const filter = Object.fromEntries(Object.entries(filterInputs).map(([name, input]) => [name, input.value]));
  table.list(selectDomains(filter, table.sorting));
  const shown = table.domains.length;
  const left = model.total - domainCount;
  byId("count").textContent =
    (shown === domainCount ? counted(shown, "domain") : `${countText(shown)} of ${counted(domainCount, "domain")}`) +
    (left > 0 ? `; ${countText(left)} more, all of them harmless, are in domains.csv only` : "");
}

function showSelection() {
  const count = table.selected.size;
  byId("selected").hidden = count === 0;
  byId("selected-count").textContent = `${countText(count)} selected`;
  const all = byId("select-all");
  const listed = table.domains.length;
  all.checked = count > 0 && count >= listed && table.domains.every((domain) => table.selected.has(domain));
  all.indeterminate = count > 0 && !all.checked;
}

function decideSelected(word) {
  const note = byId("selected-note").value.trim();
  const names = [...table.selected].map((domain) => columns.name[domain]);
  table.selected.clear();
  decisions.set(names, note ? { decision: word, note } : { decision: word });
  say(`${counted(names.length, "domain")}: ${word}.`);
}

function showDecisions() {
  const open = columns.group.filter((group, domain) => group !== null && decisionOf(domain) === "").length;
  byId("decisions-count").textContent =
    `${counted(decisions.count, "decision")}; ${counted(open, "domain")} to review left`;
  byId("download").disabled = byId("forget").disabled = decisions.count === 0;
}

/** Hands a text to the browser as a file. */
function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function loadFile(file) {
  const { count, problems } = decisions.read(await file.text());
  const unknown = decisions.subjects.filter((subject) => !numberOfDomain.has(subject)).length;
  say([
    `${counted(count, "decision")} read.`,
    unknown > 0 ? `${countText(unknown)} on others than these domains; they are kept.` : "",
    problems.length > 0 ? `Not read: ${problems.slice(0, 3).join("; ")}${problems.length > 3 ? " and more" : ""}.` : "",
  ].filter(Boolean).join(" "));
}

/** Calls back once the user pauses, and at most once a frame otherwise. */
function soon(action) {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      action();
    });
  };
}

fillFilters();
for (const input of Object.values(filterInputs)) input.addEventListener("input", soon(listDomains));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("reset", soon(listDomains));
for (const choice of byId("selected").querySelectorAll("[data-decision]")) {
  choice.addEventListener("click", () => decideSelected(choice.dataset.decision));
}
byId("selected-removal").append(removalSelect((removal) => {
  decisions.set([...table.selected].map((domain) => columns.name[domain]), { removal });
}));
byId("selected-none").addEventListener("click", () => {
  table.selected.clear();
  table.refresh();
});
byId("download").addEventListener("click", () => {
  download(`decisions-${model.site}.csv`, decisions.csv, "text/csv");
  say(`Downloaded. Read them with: backlinks audit INPUT... --decisions decisions-${model.site}.csv`);
});
byId("load").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", async () => {
  const [file] = byId("file").files;
  if (file) await loadFile(file);
  byId("file").value = "";
});
byId("forget").addEventListener("click", () => {
  if (confirm("Forget every decision in this browser? Downloaded files stay.")) decisions.clear();
});

const authorKey = "backlinks author";
try {
  byId("author").value = localStorage.getItem(authorKey) ?? "";
} catch {
  // Without a memory the name is asked for again.
}
byId("author").addEventListener("change", () => {
  try {
    localStorage.setItem(authorKey, byId("author").value.trim());
  } catch {
    // As above.
  }
});

decisions.onChange(soon(() => {
  table.refresh();
  showDecisions();
  showPreview();
}));
listDomains();
showGroups();
showDecisions();
showPreview();
// The first search should not wait for what it looks through.
if (domainCount > 0) setTimeout(() => searchText(0));
performance.mark("ready");
document.documentElement.dataset.ready = "true";
