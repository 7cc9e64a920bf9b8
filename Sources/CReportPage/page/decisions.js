// The decisions of the user: what to do about a domain, and how a request to remove its links went.
// They live in this browser until they are downloaded, and change nothing elsewhere.

const decisionWords = ["keep", "review", "disavow"];
const removalWords = ["asked", "removed", "refused"];
const decisionColumns = ["subject", "decision", "note", "author", "date"];

class Decisions {
  #bySubject = new Map();
  #key;
  #listeners = [];

  constructor(site) {
    this.#key = `backlinks decisions ${site}`;
    try {
      const stored = JSON.parse(localStorage.getItem(this.#key) ?? "[]");
      this.#bySubject = new Map(stored);
    } catch {
      say("This browser keeps nothing for this page: download your decisions before you close it.");
    }
  }

  /** Calls the listener after every change. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** How many subjects have a decision or a state of removal. */
  get count() {
    return this.#bySubject.size;
  }

  /** What was decided on a subject: `{decision, note, author, date, removal, removalDate}`, or undefined. */
  of(subject) {
    return this.#bySubject.get(subject);
  }

  /** The subjects, by name. */
  get subjects() {
    return [...this.#bySubject.keys()].sort();
  }

  /** Changes parts of what was decided on subjects; `decision: null` takes a decision back. */
  set(subjects, changes) {
    const date = new Date().toISOString().slice(0, 10);
    const author = byId("author").value.trim();
    for (const subject of subjects) {
      const entry = { ...this.#bySubject.get(subject), ...changes, author };
      if ("decision" in changes) entry.date = date;
      if ("removal" in changes) entry.removalDate = date;
      this.#put(subject, entry);
    }
    this.#changed();
  }

  /** Forgets all. */
  clear() {
    this.#bySubject.clear();
    this.#changed();
  }

  /** The decisions file that `backlinks decide --from` and `audit --decisions` read. */
  get csv() {
    let text = csvLine(decisionColumns);
    for (const subject of this.subjects) {
      const { decision, note = "", author = "", date = "", removal, removalDate = "" } = this.of(subject);
      if (decision) text += csvLine([subject, decision, note, author, date]);
      if (removal) text += csvLine([subject, removal, note, author, removalDate]);
    }
    return text;
  }

  /**
   * Adds the decisions of a file; later lines win.
   *
   * @returns How many lines were read, and what is wrong with the others.
   */
  read(text) {
    const [header = [], ...records] = csvRecords(text);
    const places = decisionColumns.map((name) => header.indexOf(name));
    if (places[0] < 0 || places[1] < 0) {
      return { count: 0, problems: ["the file has no columns 'subject' and 'decision'"] };
    }
    let count = 0;
    const problems = [];
    records.forEach((record, index) => {
      const [subject, word, note, author, date] = places.map((place) => record[place] ?? "");
      const entry = { ...this.#bySubject.get(subject) };
      if (decisionWords.includes(word)) {
        Object.assign(entry, { decision: word, note, author, date });
      } else if (removalWords.includes(word)) {
        Object.assign(entry, { removal: word, removalDate: date, note: note || entry.note, author });
      } else {
        problems.push(`record ${index + 2}: '${word.slice(0, 40)}' is no decision`);
        return;
      }
      this.#put(subject, entry);
      count += 1;
    });
    this.#changed();
    return { count, problems };
  }

  #put(subject, entry) {
    if (entry.decision || entry.removal || entry.note) this.#bySubject.set(subject, entry);
    else this.#bySubject.delete(subject);
  }

  #changed() {
    try {
      localStorage.setItem(this.#key, JSON.stringify([...this.#bySubject]));
    } catch {
      say("This browser keeps nothing for this page: download your decisions before you close it.");
    }
    for (const listener of this.#listeners) listener();
  }
}

const decisions = new Decisions(model.site);

/** What was decided on a domain, in a word: `keep`, or "" without a decision. */
const decisionOf = (domain) => decisions.of(columns.name[domain])?.decision ?? "";

/** Asks how a request to remove links went; the action gets the word, or null. */
function removalSelect(action, chosen) {
  const select = make("select", { on: { change: () => action(select.value || null) } },
    make("option", { value: "", text: "not asked" }),
    ...removalWords.map((word) => make("option", { value: word, text: word, selected: chosen === word })));
  return select;
}
