// The table of referring domains. Only the rows in view are in the page, so that its length does not matter.

const tableColumns = [
  { id: "name", title: "Domain" },
  { id: "verdict", title: "Verdict" },
  { id: "decision", title: "Decision" },
  { id: "score", title: "Score", isNumber: true },
  { id: "value", title: "Value", isNumber: true },
  { id: "links", title: "Links", isNumber: true },
  { id: "anchor", title: "Top anchor", isFixed: true },
  { id: "first", title: "First seen" },
  { id: "reason", title: "Why", isFixed: true },
];

class DomainTable {
  /** Rows that are kept above and below the view. */
  static margin = 8;
  /** At most so many rows are printed. */
  static printed = 500;

  selected = new Set();
  #domains = [];
  #rows = new Map();
  #sorting = { by: "verdict", isReversed: false };
  #isPrinting = false;
  #scroller = byId("scroller");
  #body = byId("table").tBodies[0];
  #above = make("tr", { class: "space", "aria-hidden": "true" }, make("td"));
  #below = make("tr", { class: "space", "aria-hidden": "true" }, make("td"));
  #onSort;
  #onSelect;

  constructor({ onSort, onSelect }) {
    this.#onSort = onSort;
    this.#onSelect = onSelect;
    this.#makeHead();
    this.#body.append(this.#above, this.#below);
    this.#scroller.addEventListener("scroll", () => this.#show(), { passive: true });
    addEventListener("resize", () => this.#show());
    addEventListener("beforeprint", () => this.#print(true));
    addEventListener("afterprint", () => this.#print(false));
  }

  get sorting() {
    return this.#sorting;
  }

  /** The domains that are listed, in order. */
  get domains() {
    return this.#domains;
  }

  /** Shows these domains from the first. */
  list(domains) {
    this.#domains = domains;
    byId("table").setAttribute("aria-rowcount", domains.length + 1);
    this.#scroller.scrollTop = 0;
    this.refresh();
  }

  /** Shows the rows in view anew. */
  refresh() {
    const focused = this.#rows.entries().find(([, row]) => row.contains(document.activeElement));
    const place = focused && [...focused[1].querySelectorAll("button, input")].indexOf(document.activeElement);
    for (const row of this.#rows.values()) row.remove();
    this.#rows.clear();
    this.#show();
    if (focused) this.#rows.get(focused[0])?.querySelectorAll("button, input")[place]?.focus();
    this.#onSelect();
  }

  /** Selects or unselects domains. */
  select(domains, isSelected) {
    for (const domain of domains) {
      if (isSelected) this.selected.add(domain);
      else this.selected.delete(domain);
    }
    this.refresh();
  }

  #makeHead() {
    const all = make("input", {
      type: "checkbox", id: "select-all", "aria-label": "Select all listed domains",
      on: { change: () => this.select(this.#domains, all.checked) },
    });
    const head = make("tr", { "aria-rowindex": "1" }, make("th", { scope: "col", class: "pick" }, all));
    for (const column of tableColumns) {
      const cell = make("th", { scope: "col", class: `${column.id}${column.isNumber ? " number" : ""}` });
      cell.append(
        column.isFixed ? column.title : button(column.title, () => this.#sort(column.id), { class: "sort" }),
      );
      cell.dataset.column = column.id;
      head.append(cell);
    }
    byId("table").tHead.append(head);
    this.#markSorting();
  }

  #sort(by) {
    const isReversed = this.#sorting.by === by && !this.#sorting.isReversed;
    this.#sorting = { by, isReversed };
    this.#markSorting();
    this.#onSort();
  }

  /** Numbers, verdicts and days begin with the largest; names and decisions with the first. */
  #markSorting() {
    const { by, isReversed } = this.#sorting;
    const isAscending = (by === "name" || by === "decision") !== isReversed;
    for (const cell of byId("table").tHead.rows[0].cells) {
      if (cell.dataset.column === by) cell.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
      else cell.removeAttribute("aria-sort");
    }
  }

  #show() {
    if (this.#isPrinting) return;
    const height = this.#rowHeight;
    const top = Math.floor(this.#scroller.scrollTop / height);
    const count = Math.ceil(this.#scroller.clientHeight / height);
    const from = Math.max(0, Math.min(top, this.#domains.length) - DomainTable.margin);
    const to = Math.min(this.#domains.length, top + count + DomainTable.margin);
    this.#keepRows(from, to);
    this.#above.firstChild.style.height = `${from * height}px`;
    this.#below.firstChild.style.height = `${(this.#domains.length - to) * height}px`;
  }

  get #rowHeight() {
    return parseFloat(getComputedStyle(this.#scroller).getPropertyValue("--row"));
  }

  /** Leaves the rows of these places in the page, and no others. */
  #keepRows(from, to) {
    for (const [place, row] of this.#rows) {
      if (place >= from && place < to) continue;
      row.remove();
      this.#rows.delete(place);
    }
    let next = this.#below;
    for (let place = to - 1; place >= from; place -= 1) {
      let row = this.#rows.get(place);
      if (!row) {
        row = this.#row(place);
        this.#rows.set(place, row);
        next.before(row);
      }
      next = row;
    }
  }

  #row(place) {
    const domain = this.#domains[place];
    const name = nameOf(domain);
    const pick = make("input", {
      type: "checkbox", "aria-label": `Select ${name}`,
      on: { change: () => this.select([domain], pick.checked) },
    });
    pick.checked = this.selected.has(domain);
    const entry = decisions.of(columns.name[domain]);
    const decided = [entry?.decision, entry?.removal].filter(Boolean).join(", ");
    const cell = (id, content) => make("td", { class: id }, content);
    return make(
      "tr", { "aria-rowindex": place + 2, class: verdictOf(domain) },
      make("td", { class: "pick" }, pick),
      make("th", { scope: "row", class: "name" },
        button(name, () => showEvidence(domain), { class: "plain", title: name }),
        make("span", { class: `badge narrow ${verdictOf(domain)}`, text: verdictOf(domain) })),
      cell("verdict", make("span", { class: `badge ${verdictOf(domain)}`, text: verdictOf(domain) })),
      cell("decision", decided),
      cell("score number", String(columns.score[domain])),
      cell("value number", valueText(columns.value[domain])),
      cell("links number", countText(columns.links[domain])),
      cell("anchor", quoted(textOf(columns.anchor[domain]))),
      cell("first", dayText(columns.first[domain])),
      cell("reason", quoted(textOf(columns.reason[domain]))),
    );
  }

  /** On paper there is no scrolling: what needs attention is printed, the rest is counted. */
  #print(isPrinting) {
    this.#isPrinting = false;
    if (isPrinting) {
      const last = Math.min(this.#domains.length, DomainTable.printed);
      this.#keepRows(0, last);
      this.#above.firstChild.style.height = this.#below.firstChild.style.height = "0";
      const rest = this.#domains.length - last;
      byId("print-note").textContent =
        rest > 0 ? `${counted(rest, "domain")} more: domains.csv lists all.` : "";
    } else {
      this.refresh();
    }
    this.#isPrinting = isPrinting;
  }
}
